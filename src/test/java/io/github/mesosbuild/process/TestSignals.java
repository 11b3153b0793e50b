package io.github.mesosbuild.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Sends any signal to processes. The {@code kill} of every shell is built in; the program is of a package that a machine may lack. */
public final class TestSignals {
    private static final String SCRIPT = "signal=$1; shift; kill -s \"$signal\" \"$@\"";

    private TestSignals() {}

    /**
     * Sends a signal to a process and returns whether it was sent.
     *
     * @param signal its name without SIG, such as {@code INT}
     */
    public static boolean send(String signal, long pid) throws IOException, InterruptedException {
        return start(signal, List.of(pid)).waitFor() == 0;
    }

    /** Starts what sends a signal to all of these at once. */
    static Process start(String signal, Collection<Long> pids) throws IOException {
        List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "signals", signal));
        pids.forEach(pid -> argv.add(pid.toString()));
        return new ProcessBuilder(argv).inheritIO().start();
    }
}
