package io.github.mesosbuild.mojo;

import io.github.mesosbuild.text.Quantities;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A question to a repository with a time limit.
 *
 * <p>Maven's HTTP clients read an answer to its end even if its transfer was cancelled, and no read timeout ends a server that sends a
 * byte now and then. Such a question is left to a thread that does not keep the JVM from ending.
 */
final class BoundedCall {
    /** The name of the threads. */
    static final String THREAD = "mesos-bundle-repository";

    private BoundedCall() {}

    /**
     * Returns the answer.
     *
     * @throws TimeoutException if there is none in time; the message is the reason
     * @throws InterruptedIOException if this thread is interrupted
     */
    static <T> T within(Duration limit, Callable<T> question) throws IOException, TimeoutException {
        FutureTask<T> task = new FutureTask<>(question);
        Thread thread = new Thread(task, THREAD);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new TimeoutException("it takes longer than " + Quantities.duration(limit));
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw (IOException)
                    new InterruptedIOException("The question to a Maven repository was interrupted.").initCause(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unexpected) {
                throw unexpected;
            }
            throw new IOException(e.getCause());
        }
    }
}
