package io.github.mesosbuild.process;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The soft limit of open files that this JVM was started with. A JVM raises its own to the hard limit (option {@code MaxFDLimit}), and its
 * children would inherit that; some programs, and tests of limits, behave differently then.
 *
 * <p>The system does not keep the original. It is taken from the parent process, if that has the same hard limit.
 */
final class OpenFileLimit {
    private static final Pattern LIMITS =
            Pattern.compile("(?m)^Max open files\\s+(\\d+|unlimited)\\s+(\\d+|unlimited)\\s");

    private record Limits(long soft, long hard) {}

    private OpenFileLimit() {}

    /** Returns the original limit; empty if the current one is the original, or the original is unknown. */
    static OptionalLong original() {
        return raised() ? original(Path.of("/proc")) : OptionalLong.empty();
    }

    /** @param proc {@code /proc} */
    static OptionalLong original(Path proc) {
        Optional<Limits> own = read(proc.resolve("self/limits"));
        if (own.isEmpty() || own.get().soft() != own.get().hard()) {
            return OptionalLong.empty();
        }
        return parent(proc.resolve("self/stat"))
                .flatMap(pid -> read(proc.resolve(pid + "/limits")))
                .filter(parent -> parent.hard() == own.get().hard())
                .filter(parent -> parent.soft() < own.get().soft())
                .map(parent -> OptionalLong.of(parent.soft()))
                .orElseGet(OptionalLong::empty);
    }

    /** Returns whether this JVM raised its limit. */
    private static boolean raised() {
        try {
            HotSpotDiagnosticMXBean options = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return options != null
                    && Boolean.parseBoolean(options.getVMOption("MaxFDLimit").getValue());
        } catch (IllegalArgumentException | LinkageError noSuchOption) {
            return false;
        }
    }

    private static Optional<String> parent(Path stat) {
        try {
            String text = ProcessTree.text(stat);
            return Optional.of(text.substring(text.lastIndexOf(')') + 2).split(" ")[1]);
        } catch (IOException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static Optional<Limits> read(Path file) {
        try {
            Matcher limits = LIMITS.matcher(ProcessTree.text(file));
            return limits.find()
                    ? Optional.of(new Limits(number(limits.group(1)), number(limits.group(2))))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static long number(String text) {
        return text.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(text);
    }
}
