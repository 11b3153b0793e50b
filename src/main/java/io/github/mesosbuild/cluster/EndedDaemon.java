package io.github.mesosbuild.cluster;

import io.github.mesosbuild.process.Daemon;
import java.util.Locale;

/**
 * A daemon that ended though nobody had asked for it.
 *
 * @param node its name
 * @param sentence how it ended and after what time, with its last lines
 */
public record EndedDaemon(String node, String sentence) {
    private static final int SIGNALLED = 128;

    static EndedDaemon of(String node, Daemon daemon) {
        int code = daemon.exitCode().orElse(0);
        String how = code > SIGNALLED
                ? "was ended by signal " + (code - SIGNALLED)
                : "ended by itself with exit code " + code;
        String after = String.format(Locale.ROOT, "%.1f s", daemon.elapsed().toMillis() / 1000.0);
        return new EndedDaemon(
                node,
                DaemonLogTail.below(
                        node + " " + how + " after " + after + ".",
                        daemon.command().log(),
                        daemon.logStart()));
    }
}
