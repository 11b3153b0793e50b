package io.github.mesosbuild.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Tasks that run at once. */
public final class Parallel {
    private Parallel() {}

    /**
     * Runs tasks.
     *
     * @param threads how many run at once, usually as many as there are cores
     * @return the results, in the order of the tasks
     * @throws ExecutionException if a task failed; of several, the first one in the order of the tasks. Waiting tasks are dropped, and
     *     running ones are interrupted
     * @throws InterruptedException if the thread was interrupted; running tasks are interrupted too
     */
    public static <T> List<T> all(List<Callable<T>> tasks, int threads)
            throws ExecutionException, InterruptedException {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<T>> futures = new ArrayList<>();
            tasks.forEach(task -> futures.add(executor.submit(task)));
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }

    /**
     * Returns the failure of a task that can only fail while reading or writing.
     *
     * @throws IOException the cause, if it is one
     */
    public static IllegalStateException unexpected(ExecutionException e) throws IOException {
        if (e.getCause() instanceof IOException failure) {
            throw failure;
        }
        return new IllegalStateException(e.getCause());
    }
}
