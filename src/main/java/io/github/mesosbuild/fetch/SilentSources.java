package io.github.mesosbuild.fetch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Finds the servers that do not answer at all. They are asked side by side, because each dead one costs a timeout. */
final class SilentSources {
    private static final int AT_ONCE = 64;

    private SilentSources() {}

    /** Returns the failures of the servers that do not answer, in the order of the targets. */
    static <T> Map<T, FetchException> among(Map<T, HttpRequester.Target> targets, HttpRequester requester)
            throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(AT_ONCE, targets.size()), task -> {
            Thread thread = new Thread(task, "fetch probe");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Callable<Optional<FetchException>>> probes = new ArrayList<>();
            targets.values().forEach(target -> probes.add(() -> silence(target, requester)));
            List<Future<Optional<FetchException>>> answers = threads.invokeAll(probes);
            Map<T, FetchException> silent = new LinkedHashMap<>();
            int number = 0;
            for (T key : targets.keySet()) {
                answers.get(number++).get().ifPresent(failure -> silent.put(key, failure));
            }
            return silent;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Probing failed", e.getCause());
        } finally {
            requester.cancelAll();
            threads.shutdownNow();
        }
    }

    private static Optional<FetchException> silence(HttpRequester.Target target, HttpRequester requester)
            throws InterruptedException {
        try {
            requester.probe(target);
            return Optional.empty();
        } catch (FetchException e) {
            return Optional.of(e).filter(FetchException::isSilence);
        }
    }
}
