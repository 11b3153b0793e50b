package io.github.mesosbuild.process;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Ctrl-C as a wish that ends one thread's work instead of the JVM, until it is closed. If several are open, Ctrl-C ends the work of all of
 * their threads. It uses {@code sun.misc.Signal}, which each JDK has (module {@code jdk.unsupported}). If the JVM does not let it, because of
 * {@code -Xrs} for example, Ctrl-C ends the JVM as usual.
 */
public final class InterruptKey implements AutoCloseable {
    private static final String SIGNAL = "sun.misc.Signal";
    private static final String HANDLER = "sun.misc.SignalHandler";

    /** Those that are open, with one handler of the signal for all. */
    private static final Set<InterruptKey> OPEN = new LinkedHashSet<>();

    /** The handler before the first one was opened. */
    private static Object before;

    private final Thread thread;
    private volatile boolean pressed;

    private InterruptKey(Thread thread) {
        this.thread = thread;
    }

    private static Object takeSignal() {
        return handle((proxy, method, arguments) -> {
            switch (method.getName()) {
                case "handle" -> pressAll();
                case "hashCode" -> {
                    return System.identityHashCode(proxy);
                }
                case "equals" -> {
                    return proxy == arguments[0];
                }
                default -> {
                    return "InterruptKey";
                }
            }
            return null;
        });
    }

    /** Interrupts a thread when the key is pressed. */
    public static InterruptKey interrupting(Thread thread) {
        InterruptKey key = new InterruptKey(thread);
        synchronized (OPEN) {
            if (OPEN.isEmpty()) {
                before = takeSignal();
            }
            OPEN.add(key);
        }
        return key;
    }

    private static void pressAll() {
        synchronized (OPEN) {
            OPEN.forEach(InterruptKey::press);
        }
    }

    private void press() {
        pressed = true;
        thread.interrupt();
    }

    /** Returns whether the key was pressed. */
    public boolean isPressed() {
        return pressed;
    }

    /** Makes Ctrl-C what it was before, once no other one is open. */
    @Override
    public void close() {
        synchronized (OPEN) {
            if (OPEN.remove(this) && OPEN.isEmpty() && before != null) {
                set(before);
                before = null;
            }
        }
    }

    private static Object handle(InvocationHandler handler) {
        try {
            Class<?> type = Class.forName(HANDLER);
            return set(Proxy.newProxyInstance(InterruptKey.class.getClassLoader(), new Class<?>[] {type}, handler));
        } catch (ClassNotFoundException noSuchJdk) {
            return null;
        }
    }

    private static Object set(Object handler) {
        try {
            Class<?> signal = Class.forName(SIGNAL);
            Object interrupt = signal.getConstructor(String.class).newInstance("INT");
            return signal.getMethod("handle", signal, Class.forName(HANDLER)).invoke(null, interrupt, handler);
        } catch (ReflectiveOperationException refused) {
            return null;
        }
    }
}
