package io.github.mesosbuild.process;

/** An action that runs when this JVM shuts down, such as after Ctrl-C, unless it is closed first. */
public final class ShutdownAction implements AutoCloseable {
    private final Thread hook;

    private ShutdownAction(Thread hook) {
        this.hook = hook;
    }

    /**
     * Registers an action.
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

    /** Cancels the action. If it has begun, it continues. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The action is running.
        }
    }
}
