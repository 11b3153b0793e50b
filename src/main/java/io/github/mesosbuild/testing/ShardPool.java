package io.github.mesosbuild.testing;

import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.Supervisor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/**
 * Runs shards in parallel, then reruns failed tests alone. It starts with one process for each job. Tests that wait or
 * sleep leave the processors idle, so more processes are started while they are, up to six for each job. While they are
 * busy, a process that ends is not replaced.
 */
final class ShardPool {
    static final int MOST_FOR_A_JOB = 6;
    private static final double IDLE = 0.75;
    private static final double BUSY = 0.95;
    private static final long LOOK_MILLIS = 100;
    private static final int LEAST_FOR_KNOWN = 4;
    private static final Duration EDGE = Duration.ofMillis(1);

    /** Tests that are rerun, and the test whose verdict depends on them. */
    private record Doubt(TestCase test, List<TestCase> run) {}

    private record Done(List<TestCase> shard, ShardRun.Result result) {}

    private final Supervisor supervisor;
    private final LongSupplier nanoTime;
    private final DoubleSupplier cpuLoad;
    private final TestListener listener;
    private final TestRequest request;
    private final Confinement confinement;
    private final Map<String, TestSurroundings.Program> surroundings;
    private final long start;
    private final StackDump stacks;
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final Map<TestCase, TestResult> results = new LinkedHashMap<>();
    private final List<Doubt> doubts = new ArrayList<>();
    private int numbers;
    private int total;

    ShardPool(
            Supervisor supervisor,
            LongSupplier nanoTime,
            DoubleSupplier cpuLoad,
            TestListener listener,
            TestRequest request,
            Confinement confinement,
            Map<String, TestSurroundings.Program> surroundings,
            long start) {
        this.supervisor = supervisor;
        this.nanoTime = nanoTime;
        this.cpuLoad = cpuLoad;
        this.listener = listener;
        this.request = request;
        this.confinement = confinement;
        this.surroundings = surroundings;
        this.start = start;
        this.stacks = new StackDump(supervisor, request.environment(), Path.of("/proc"));
    }

    /** Returns a test that represents the program itself, for failures that no test caused. */
    static TestCase programTest(String program) {
        return new TestCase(program, "Program", Path.of(program).getFileName().toString());
    }

    Map<TestCase, TestResult> run(List<TestCase> tests, ToLongFunction<TestCase> expected, Map<String, Long> starts)
            throws ProcessException, IOException, InterruptedException {
        total = tests.size();
        int most = request.options().shards() > 0
                ? request.options().shards()
                : MOST_FOR_A_JOB * Math.max(1, request.jobs());
        ExecutorService threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "mesos-maven-plugin tests");
            thread.setDaemon(true);
            return thread;
        });
        try {
            CompletionService<Done> running = new ExecutorCompletionService<>(threads);
            all(new ShardQueue(tests, expected, starts, most), running, most);
            for (Doubt doubt : List.copyOf(doubts)) {
                again(doubt, running);
            }
        } finally {
            threads.shutdownNow();
            awaitEnd(threads);
        }
        return results;
    }

    private void all(ShardQueue queue, CompletionService<Done> running, int most)
            throws ProcessException, IOException, InterruptedException {
        int active = 0;
        int allowed = Math.min(most, Math.max(1, request.jobs()));
        long looked = nanoTime.getAsLong();
        cpuLoad.getAsDouble();
        while (active > 0 || !queue.isEmpty()) {
            while (active < allowed && !queue.isEmpty()) {
                submit(queue.take(), running);
                active++;
            }
            Future<Done> ended = running.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            if (ended != null) {
                active--;
                queue.putBack(take(ended));
            }
            long now = nanoTime.getAsLong();
            if (TimeUnit.NANOSECONDS.toMillis(now - looked) >= LOOK_MILLIS) {
                looked = now;
                allowed = allowed(cpuLoad.getAsDouble(), active, allowed, most);
                listener.testing(progress(active));
            }
        }
    }

    private int allowed(double load, int active, int allowed, int most) {
        if (load >= 0 && load < IDLE && active == allowed) {
            return Math.min(most, 2 * allowed);
        }
        return load > BUSY ? Math.max(Math.min(most, Math.max(1, request.jobs())), active - 1) : allowed;
    }

    private TestProgress progress(int active) {
        return new TestProgress(elapsed(), Math.min(total, done.get()), total, failed.get(), active);
    }

    private void submit(List<TestCase> shard, CompletionService<Done> running) {
        ShardRun run = new ShardRun(
                supervisor,
                request,
                confinement,
                surroundings.get(shard.get(0).program()),
                stacks,
                nanoTime,
                this::heard,
                ++numbers,
                shard);
        running.submit(() -> new Done(shard, run.run(left())));
    }

    private void heard(TestVerdict verdict) {
        done.incrementAndGet();
        if (verdict == TestVerdict.FAILED) {
            failed.incrementAndGet();
        }
    }

    /** Takes the results of a shard, records what to rerun, and returns the tests that did not run yet. */
    private List<TestCase> take(Future<Done> ended) throws ProcessException, IOException, InterruptedException {
        Done shard = get(ended);
        shard.result().results().forEach((test, result) -> {
            results.put(test, result);
            if (result.verdict() == TestVerdict.FAILED) {
                doubts.add(new Doubt(test, List.of(test)));
            }
        });
        shard.result().badEnd().ifPresent(attempt -> {
            List<TestCase> run = new ArrayList<>(shard.shard());
            run.removeAll(shard.result().rest());
            TestCase whole = programTest(run.get(0).program());
            TestCase end = new TestCase(whole.program(), whole.suite(), whole.name() + "-" + (1 + doubts.size()));
            results.put(end, TestResult.failed(end, attempt));
            doubts.add(new Doubt(end, run));
        });
        return shard.result().rest();
    }

    /**
     * Reruns a failure alone until it passes, or as often as the options allow; more often if it is known to be flaky.
     */
    private void again(Doubt doubt, CompletionService<Done> running)
            throws ProcessException, IOException, InterruptedException {
        Optional<KnownFlaky> known = request.flaky().stream()
                .filter(flaky -> flaky.covers(doubt.test()))
                .findFirst();
        int asked = request.options().reruns();
        int reruns = asked > 0 && known.isPresent() ? Math.max(asked, LEAST_FOR_KNOWN) : asked;
        for (int rerun = 0; rerun < reruns && left().compareTo(EDGE) > 0; rerun++) {
            submit(doubt.run(), running);
            Future<Done> ended = null;
            while (ended == null) {
                ended = running.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                listener.testing(progress(1));
            }
            ShardRun.Result result = get(ended).result();
            TestResult before = results.get(doubt.test());
            TestResult own = result.results().get(doubt.test());
            Optional<FailedRun> failure = result.results().values().stream()
                    .flatMap(one -> one.failures().stream())
                    .findFirst();
            if (result.badEnd().isEmpty() && result.rest().isEmpty() && failure.isEmpty()) {
                Duration time = own == null ? before.time() : own.time();
                results.put(
                        doubt.test(),
                        new TestResult(
                                doubt.test(),
                                TestVerdict.FLAKY,
                                time,
                                known.map(KnownFlaky::sentence).orElse(""),
                                before.failures()));
                return;
            }
            List<FailedRun> failures = new ArrayList<>(before.failures());
            failure.ifPresent(failures::add);
            result.badEnd().ifPresent(failures::add);
            results.put(doubt.test(), new TestResult(doubt.test(), TestVerdict.FAILED, before.time(), "", failures));
        }
    }

    private static Done get(Future<Done> ended) throws ProcessException, IOException, InterruptedException {
        try {
            return ended.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProcessException failure) {
                throw failure;
            }
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException("The tests were interrupted.");
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Waits for all threads, because each one terminates its own process and none may be left. */
    private static void awaitEnd(ExecutorService threads) {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - start);
    }

    /** Returns the remaining time for all tests; never zero, which would mean no limit. */
    private Duration left() {
        Duration left = request.limit().minus(elapsed());
        return left.compareTo(EDGE) > 0 ? left : EDGE;
    }
}
