package io.github.mesosbuild.summary;

import java.util.List;

/**
 * A compiler, linker or other program that a build ran.
 *
 * @param kind {@code compile}, {@code link}, {@code archive} or {@code other}
 * @param what the file that it made, as a path in the build tree, or the name of the program
 * @param step the step that ran it
 * @param directory its directory, as a path in the build tree
 * @param start when it started, in milliseconds of building time
 * @param end when it was last seen, in milliseconds of building time
 * @param memory the most memory that one of its processes had, in bytes; 0 if unknown
 * @param cpu the processor time of all its processes in seconds; 0 if it was too short to tell
 * @param inputs the objects and libraries that it read, as paths in the build tree
 */
record RecordedCommand(
        String kind,
        String what,
        String step,
        String directory,
        long start,
        long end,
        long memory,
        double cpu,
        List<String> inputs) {
    RecordedCommand {
        inputs = List.copyOf(inputs);
    }

    long duration() {
        return end - start;
    }
}
