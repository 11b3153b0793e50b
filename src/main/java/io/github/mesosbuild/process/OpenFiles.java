package io.github.mesosbuild.process;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * The number of files that this JVM has open, and its limit. The JVM raises its soft limit to the hard limit when it starts.
 *
 * @param open the number of open files
 * @param limit the limit ({@code ulimit -n})
 */
public record OpenFiles(long open, long limit) {
    /** Enough for the pipes, logs and libraries of a few programs that start at once, and for the JDK's own start helper. */
    private static final long NEEDED = 40;

    /** Returns the current numbers; empty if the system does not report them. */
    public static Optional<OpenFiles> now() {
        try {
            return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                    ? Optional.of(new OpenFiles(open(system), system.getMaxFileDescriptorCount()))
                    : Optional.empty();
        } catch (LinkageError e) {
            // Loading the management library needs an open file too.
            return Optional.empty();
        }
    }

    private static long open(UnixOperatingSystemMXBean system) {
        try {
            return system.getOpenFileDescriptorCount();
        } catch (InternalError e) {
            // Counting needs to open a directory.
            return system.getMaxFileDescriptorCount();
        }
    }

    /** Returns whether programs can be started without reaching the limit. */
    public boolean enough() {
        return limit <= 0 || limit - open >= NEEDED;
    }
}
