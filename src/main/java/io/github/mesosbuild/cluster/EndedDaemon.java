package io.github.mesosbuild.cluster;

import io.github.mesosbuild.process.Daemon;
import io.github.mesosbuild.text.Quantities;

/**
 * A daemon that exited unexpectedly.
 *
 * @param node the name of its node
 * @param sentence how and when it exited, with the last lines of its log
 */
public record EndedDaemon(String node, String sentence) {
    private static final int SIGNALLED = 128;

    static EndedDaemon of(String node, Daemon daemon) {
        int code = daemon.exitCode().orElse(0);
        String how = code > SIGNALLED ? "was killed by signal " + (code - SIGNALLED) : "exited with code " + code;
        return new EndedDaemon(
                node,
                DaemonLogTail.appended(
                        node + " " + how + " after " + Quantities.duration(daemon.elapsed()) + ".",
                        daemon.command().log(),
                        daemon.logStart()));
    }
}
