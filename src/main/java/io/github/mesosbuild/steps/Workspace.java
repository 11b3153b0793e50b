package io.github.mesosbuild.steps;

import java.nio.file.Path;

/**
 * The directory in which one release is built.
 *
 * @param root the directory; nothing else may be in it
 */
public record Workspace(Path root) {
    /** The unpacked sources, with the edits of the quirks. */
    public Path source() {
        return root.resolve("source");
    }

    /** Where {@code configure} and {@code make} run. */
    public Path tree() {
        return root.resolve("build");
    }

    /** Stands in for a JDK; see {@link JavaTools}. */
    public Path jdk() {
        return root.resolve("jdk");
    }

    /** Programs that stand in for others. */
    public Path tools() {
        return root.resolve("tools");
    }

    /** One log file a step. */
    public Path log(String name) {
        return root.resolve("logs").resolve(name + ".log");
    }

    /** What probes write and compile. */
    public Path probes() {
        return root.resolve("probes");
    }

    /** The objects that a fresh tree has to compile, one a line. */
    public Path objects() {
        return root.resolve("steps").resolve("objects.txt");
    }

    /** The named pipe of make's job server. */
    public Path jobPipe() {
        return root.resolve("jobs.fifo");
    }

    /** What the release's own tests write, and, in another place, their logs. */
    public Path tests() {
        return root.resolve("tests");
    }

    /** How long each of the release's own tests ran the last time. */
    public Path testTimes() {
        return root.resolve("steps").resolve("test-times.properties");
    }

    /** Which steps were finished. */
    public Journal journal() {
        return new Journal(root.resolve("steps"));
    }

    /** What tells while the build runs, and after it, how far it is; see {@link RunningStep}. */
    public Path status() {
        return root.resolve("status.json");
    }

    /** How long the steps took. */
    Path times() {
        return root.resolve("steps").resolve("times.properties");
    }

    /** Whether something runs in the build tree, or was cut off. */
    Heartbeat mark() {
        return new Heartbeat(root.resolve("steps"));
    }

    /** Held by the process that works here. */
    public Path lockFile() {
        return root.resolveSibling("." + root.getFileName() + ".lock");
    }
}
