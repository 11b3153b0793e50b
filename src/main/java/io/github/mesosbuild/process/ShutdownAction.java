package io.github.mesosbuild.process;

/** What is to be done when this JVM is told to end, as by Ctrl-C, until this is closed. */
public final class ShutdownAction implements AutoCloseable {
    private final Thread hook;

    private ShutdownAction(Thread hook) {
        this.hook = hook;
    }

    /**
     * Registers it.
     *
     * @throws InterruptedException if this JVM is shutting down
     */
    public static ShutdownAction run(String name, Runnable work) throws InterruptedException {
        Thread hook = new Thread(work, name);
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            throw new InterruptedException("The JVM is shutting down.");
        }
        return new ShutdownAction(hook);
    }

    /** Does not do it any more; what has begun goes on. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // It runs.
        }
    }
}
