package io.github.mesosbuild.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The job server of a make that runs this Maven.
 *
 * @param read the file to read tokens from
 * @param write the file to write tokens back to
 * @param fifo whether both are the same named pipe
 */
record OuterJobServer(Path read, Path write, boolean fifo) {
    private static final Pattern DESCRIPTORS = Pattern.compile("(\\d+),(\\d+)");

    /**
     * Finds the server. {@code MAKEFLAGS} names the descriptors even if make closed them, because the command does not
     * look like a make to it (GNU make manual, POSIX Jobserver). They are only used if both are ends of one pipe.
     *
     * @param makeFlags the variable {@code MAKEFLAGS} of Maven's own environment
     * @param descriptors {@code /proc/self/fd}
     */
    static Optional<OuterJobServer> find(String makeFlags, Path descriptors) {
        Optional<String> where = MakeFlags.jobServer(makeFlags);
        if (where.isEmpty()) {
            return Optional.empty();
        }
        if (where.get().startsWith("fifo:")) {
            Path fifo = Path.of(where.get().substring("fifo:".length()));
            return isOther(fifo) ? Optional.of(new OuterJobServer(fifo, fifo, true)) : Optional.empty();
        }
        Matcher matcher = DESCRIPTORS.matcher(where.get());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            Path own = descriptors.toRealPath();
            Path read = own.resolve(matcher.group(1));
            Path write = own.resolve(matcher.group(2));
            String pipe = Files.readSymbolicLink(read).toString();
            boolean same = pipe.equals(Files.readSymbolicLink(write).toString());
            return same && (pipe.startsWith("pipe:") || isOther(read))
                    ? Optional.of(new OuterJobServer(read, write, false))
                    : Optional.empty();
        } catch (IOException closed) {
            return Optional.empty();
        }
    }

    private static boolean isOther(Path file) {
        return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
    }
}
