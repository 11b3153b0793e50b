package io.github.mesosbuild.bundle;

import io.github.mesosbuild.release.Version;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kind of machine that a program runs on.
 *
 * @param system the operating system, such as {@code linux}
 * @param cpu the architecture of the processor as {@code uname -m} prints it, such as {@code x86_64}
 * @param libc the C library, such as {@code glibc}
 * @param libcVersion its version
 */
public record TargetPlatform(String system, String cpu, String libc, Version libcVersion) {
    private static final int LONGEST = 100;
    private static final Map<String, String> UNAME = Map.of("amd64", "x86_64", "arm64", "aarch64");
    private static final Pattern TEXT = Pattern.compile("([a-z]+)-([a-z0-9_]+)-([a-z]+)(\\d+(?:\\.\\d+)*)");

    /**
     * Returns the platform of this machine; empty if its C library is not known.
     *
     * @param osName the system property {@code os.name}
     * @param osArch the system property {@code os.arch}
     * @param versionOf the versions that were found here, by name
     */
    public static Optional<TargetPlatform> here(
            String osName, String osArch, java.util.function.Function<String, Optional<Version>> versionOf) {
        String system = osName.toLowerCase(Locale.ROOT).replaceAll("[^a-z].*", "");
        String cpu = UNAME.getOrDefault(osArch, osArch);
        for (String libc : new String[] {"glibc", "musl"}) {
            Optional<Version> version = versionOf.apply(libc);
            if (version.isPresent()) {
                return Optional.of(new TargetPlatform(system, cpu, libc, version.get()));
            }
        }
        return Optional.empty();
    }

    /** Returns the platform that {@link #toString} names; empty if the text is none, or has more than 100 characters. */
    public static Optional<TargetPlatform> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        // The matcher needs stack for each number of the version.
        return text.length() <= LONGEST && matcher.matches()
                ? Optional.of(new TargetPlatform(
                        matcher.group(1), matcher.group(2), matcher.group(3), new Version(matcher.group(4))))
                : Optional.empty();
    }

    /** Returns whether programs for another platform can run here, as far as its name tells. */
    public boolean runs(TargetPlatform other) {
        return isLike(other) && libcVersion.compareTo(other.libcVersion) >= 0;
    }

    /** Returns whether another platform differs at most in the version of its C library. */
    public boolean isLike(TargetPlatform other) {
        return system.equals(other.system) && cpu.equals(other.cpu) && libc.equals(other.libc);
    }

    /** Returns text for file names, such as {@code linux-x86_64-glibc2.36}. */
    @Override
    public String toString() {
        return system + "-" + cpu + "-" + libc + libcVersion;
    }
}
