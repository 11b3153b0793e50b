package io.github.mesosbuild.steps;

import java.nio.file.Path;

/**
 * The directory in which one release is built.
 *
 * @param root the directory, which holds nothing else
 */
public record Workspace(Path root) {
    /** Returns the directory of the unpacked sources, with the edits of the quirks. */
    public Path source() {
        return root.resolve("source");
    }

    /** Returns the directory that {@code configure} and {@code make} run in. */
    public Path tree() {
        return root.resolve("build");
    }

    /** Returns the directory that takes the place of a JDK; see {@link JavaTools}. */
    public Path jdk() {
        return root.resolve("jdk");
    }

    /** Returns the directory of scripts that take the place of programs. */
    public Path tools() {
        return root.resolve("tools");
    }

    /** Returns the directory of scripts that take the place of compilers in a reproducible build. */
    public Path compilers() {
        return tools().resolve("compilers");
    }

    /** Returns the log of a step. */
    public Path log(String name) {
        return root.resolve("logs").resolve(name + ".log");
    }

    /** Returns the directory that probes write and compile in. */
    public Path probes() {
        return root.resolve("probes");
    }

    /** Returns the list of the objects that a fresh tree compiles, one a line. */
    public Path objects() {
        return root.resolve("steps").resolve("objects.txt");
    }

    /** Returns the named pipe of the make job server. */
    public Path jobPipe() {
        return root.resolve("jobs.fifo");
    }

    /** Returns the directory that the release's own tests write to; their logs are elsewhere. */
    public Path tests() {
        return root.resolve("tests");
    }

    /** Returns the file with the last duration of each of the release's own tests. */
    public Path testTimes() {
        return root.resolve("steps").resolve("test-times.properties");
    }

    /** Returns the record of the finished steps. */
    public Journal journal() {
        return new Journal(root.resolve("steps"));
    }

    /** Returns the file that shows the progress during and after a build; see {@link RunningStep}. */
    public Path status() {
        return root.resolve("status.json");
    }

    /** Returns the directory of the recording of what builds did, and of the report about that. */
    public Path report() {
        return root.resolve("report");
    }

    /** Returns the file with the durations of the steps. */
    Path times() {
        return root.resolve("steps").resolve("times.properties");
    }

    /** Returns the sign of life of a run in the build tree. */
    Heartbeat mark() {
        return new Heartbeat(root.resolve("steps"));
    }

    /** Returns the lock of the process that uses this workspace. */
    public Path lockFile() {
        return root.resolveSibling("." + root.getFileName() + ".lock");
    }
}
