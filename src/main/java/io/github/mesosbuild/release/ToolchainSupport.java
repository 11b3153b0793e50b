package io.github.mesosbuild.release;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The knowledge about building a release with a machine's toolchain.
 *
 * @param grade how reliable the knowledge is
 * @param toolchain the relevant tools with their versions: {@code gcc 12.2.0, glibc 2.36}
 * @param because where the build was measured, which documentation covers it, or which parts are not covered
 */
public record ToolchainSupport(Grade grade, String toolchain, String because) {
    /** Tools that are always relevant: support is unknown if the recipe does not cover the compiler or the C library. */
    private static final List<String> COMPILERS_AND_LIBRARIES = List.of("gcc", "clang", "apple-clang", "glibc", "musl");

    /** The reliability of the knowledge. */
    public enum Grade {
        /** The release was built with these versions. */
        MEASURED,
        /** The release and each tool are measured or derived from documentation, but not measured together. */
        DERIVED,
        /** The recipe does not cover the release or a tool. */
        UNKNOWN
    }

    /** The support for a release on a machine with these versions of tools and libraries. */
    static ToolchainSupport of(Release release, Function<String, Optional<Version>> versionOf) {
        List<KnownToolchain> known = release.toolchains();
        Set<String> tools = new LinkedHashSet<>(COMPILERS_AND_LIBRARIES);
        known.forEach(toolchain -> tools.addAll(toolchain.when().tools()));
        tools.remove(Release.OWN_VERSION);
        List<String> names = new ArrayList<>();
        List<String> uncovered = new ArrayList<>();
        List<String> derived = new ArrayList<>();
        weigh(known, Release.OWN_VERSION, release.version(), release.name(), uncovered, derived);
        for (String tool : tools) {
            versionOf.apply(tool).ifPresent(version -> {
                names.add(tool + " " + version);
                weigh(known, tool, version, tool + " " + version, uncovered, derived);
            });
        }
        String toolchain = String.join(", ", names);
        Optional<KnownToolchain> measured = known.stream()
                .filter(KnownToolchain::measured)
                .filter(candidate -> release.holds(candidate.when(), versionOf))
                .findFirst();
        if (measured.isPresent()) {
            return new ToolchainSupport(
                    Grade.MEASURED, toolchain, measured.get().source());
        }
        if (!uncovered.isEmpty()) {
            return new ToolchainSupport(
                    Grade.UNKNOWN, toolchain, "the recipe does not cover " + String.join(", ", uncovered));
        }
        return new ToolchainSupport(
                Grade.DERIVED,
                toolchain,
                derived.isEmpty() ? "each part was measured, but not this combination" : String.join("; ", derived));
    }

    private static void weigh(
            List<KnownToolchain> known,
            String tool,
            Version version,
            String name,
            List<String> uncovered,
            List<String> derived) {
        List<KnownToolchain> about = known.stream()
                .filter(toolchain -> toolchain.when().admits(tool, version))
                .toList();
        if (about.isEmpty()) {
            uncovered.add(name);
        } else if (about.stream().noneMatch(KnownToolchain::measured)) {
            derived.add(name + ": " + about.get(0).source());
        }
    }

    /** Returns a human-readable line. */
    @Override
    public String toString() {
        String tools = toolchain.isEmpty() ? "This toolchain" : "Toolchain " + toolchain;
        return switch (grade) {
            case MEASURED -> tools + ": measured (" + because + ")";
            case DERIVED -> tools + ": derived, not measured (" + because + ")";
            case UNKNOWN -> tools + ": unknown (" + because + ")";
        };
    }
}
