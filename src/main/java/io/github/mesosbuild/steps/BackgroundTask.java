package io.github.mesosbuild.steps;

import io.github.mesosbuild.process.ProcessException;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A task in a thread of its own that has ended once this is closed. */
final class BackgroundTask<T> implements AutoCloseable {
    private final ExecutorService executor;
    private final Future<T> future;

    private BackgroundTask(ExecutorService executor, Future<T> future) {
        this.executor = executor;
        this.future = future;
    }

    /** The task. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws BuildException, ProcessException, IOException, InterruptedException;
    }

    /** Starts a task. */
    static <T> BackgroundTask<T> begin(String name, Work<T> work) {
        ExecutorService executor = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        return new BackgroundTask<>(executor, executor.submit(work::run));
    }

    /** Waits for the result. An exception of the task is thrown here. */
    T result() throws BuildException, ProcessException, IOException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof BuildException failure) {
                throw failure;
            }
            if (cause instanceof ProcessException failure) {
                throw failure;
            }
            if (cause instanceof IOException failure) {
                throw failure;
            }
            if (cause instanceof InterruptedException failure) {
                throw failure;
            }
            throw new IllegalStateException(cause);
        }
    }

    /** Interrupts the task if it still runs, and waits until it has terminated its processes. */
    @Override
    public void close() {
        executor.shutdownNow();
        boolean interrupted = false;
        while (true) {
            try {
                if (executor.awaitTermination(1, TimeUnit.MINUTES)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
