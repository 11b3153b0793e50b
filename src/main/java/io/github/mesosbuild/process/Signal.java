package io.github.mesosbuild.process;

import java.io.File;
import java.io.IOException;
import java.util.List;

/** What can be sent to a process of which only the identity is known ({@code signal(7)}). */
public enum Signal {
    /** Ends it at once. */
    KILL,
    /** Asks it to end. */
    TERM,
    /** Pauses it. */
    STOP,
    /** Lets it go on. */
    CONT;

    /** The 20th field behind the name, which may hold anything, is field 22 of the stat of {@code proc(5)}. */
    private static final String SCRIPT = """
            name=$1 pid=$2 started=$3
            if [ -r "/proc/$pid/stat" ]; then
              read -r stat <"/proc/$pid/stat" || exit 1
              set -- ${stat##*) }
              [ "${20}" = "$started" ] || exit 1
            fi
            kill -s "$name" "$pid"
            """;

    /**
     * Sends it, and answers whether there was such a process.
     *
     * @throws IOException if the process is there and may not be signalled, or no shell can be started
     * @throws InterruptedException if this thread was interrupted
     */
    public boolean send(ProcessIdentity to) throws IOException, InterruptedException {
        if (!to.isAlive()) {
            return false;
        }
        ProcessBuilder builder = new ProcessBuilder(
                List.of("/bin/sh", "-c", SCRIPT, "signal", name(), String.valueOf(to.pid()), to.started()));
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        boolean sent = builder.start().waitFor() == 0;
        if (!sent && to.isAlive()) {
            throw new IOException("The process " + to.pid() + " cannot be sent the signal " + name());
        }
        return sent;
    }
}
