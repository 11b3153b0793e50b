package io.github.mesosbuild.cluster;

import io.github.mesosbuild.process.Daemon;
import io.github.mesosbuild.text.Quantities;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A daemon that exited unexpectedly.
 *
 * @param node the name of its node
 * @param sentence how and when it exited, with the last lines of its log
 */
public record EndedDaemon(String node, String sentence) {
    private static final int SIGNALLED = 128;

    /** What a slave prints that has other values than those that it registered with (Slave::recover in src/slave/slave.cpp). */
    private static final Pattern INCOMPATIBLE = Pattern.compile("Incompatible (?:slave|agent) info");

    /** The remedy that it prints (Slave::__recover). */
    private static final Pattern LATEST = Pattern.compile("rm -f (\\S.*/meta/slaves/latest)\\s*$");

    /** Returns how a daemon exited, as the predicate of a sentence. */
    static String how(Daemon daemon) {
        int code = daemon.exitCode().orElse(0);
        return code > SIGNALLED ? "was killed by signal " + (code - SIGNALLED) : "exited with code " + code;
    }

    static EndedDaemon of(String node, Daemon daemon) {
        return new EndedDaemon(
                node,
                DaemonLogTail.appended(
                        node + " " + how(daemon) + " after " + Quantities.duration(daemon.elapsed()) + "."
                                + recovery(
                                        node, DaemonLogTail.all(daemon.command().log(), daemon.logStart())),
                        daemon.command().log(),
                        daemon.logStart()));
    }

    /** Explains why a slave did not come back in a work directory that outlived its cluster. */
    private static String recovery(String node, List<String> log) {
        boolean incompatible =
                log.stream().anyMatch(line -> INCOMPATIBLE.matcher(line).find());
        Optional<String> latest = log.stream()
                .map(LATEST::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
        return incompatible && latest.isPresent()
                ? " It recovers from " + latest.get()
                        + ", but registered there with another host name, port, attributes or"
                        + " resources. Undo the change. Or remove that link, and " + node
                        + " starts as a new " + node.replaceFirst("-\\d+$", "") + ", without its tasks."
                : "";
    }
}
