package io.github.mesosbuild.process;

import java.io.File;
import java.io.IOException;
import java.util.List;

/** A signal that can be sent to a process known only by its identity (signal(7)). */
public enum Signal {
    /** Terminates the process at once. */
    KILL,
    /** Asks the process to exit. */
    TERM,
    /** Pauses the process. */
    STOP,
    /** Resumes a paused process. */
    CONT;

    /** The start time is field 22 of {@code /proc/pid/stat} (proc(5)), the 20th after the name, which may contain any character. */
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
     * Sends the signal.
     *
     * @return whether the process existed
     * @throws IOException if sending to the process is not permitted, or no shell can be started
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
            throw new IOException("Cannot send the signal " + name() + " to process " + to.pid());
        }
        return sent;
    }
}
