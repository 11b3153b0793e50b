package io.github.mesosbuild.process;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * How many files this JVM has open, and how many it may have. It raises its soft limit to the hard one when it starts.
 *
 * @param open how many it has open
 * @param limit how many it may have open, {@code ulimit -n}
 */
public record OpenFiles(long open, long limit) {
    /** Pipes, logs and libraries of a few programs that start at once, and what the JDK's own helper opens before it closes any. */
    private static final long NEEDED = 40;

    /** What the system tells; empty if it tells nothing. */
    public static Optional<OpenFiles> now() {
        try {
            return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                    ? Optional.of(new OpenFiles(open(system), system.getMaxFileDescriptorCount()))
                    : Optional.empty();
        } catch (LinkageError e) {
            // The library that tells would have to be opened.
            return Optional.empty();
        }
    }

    private static long open(UnixOperatingSystemMXBean system) {
        try {
            return system.getOpenFileDescriptorCount();
        } catch (InternalError e) {
            // The directory that tells would have to be opened.
            return system.getMaxFileDescriptorCount();
        }
    }

    /** Whether programs can be started without running into the limit. */
    public boolean enough() {
        return limit <= 0 || limit - open >= NEEDED;
    }
}
