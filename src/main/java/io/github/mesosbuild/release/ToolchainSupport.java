package io.github.mesosbuild.release;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * How a release and the toolchain of a machine stand to each other.
 *
 * @param grade how sure it is that the one builds the other
 * @param toolchain the tools that count, with their versions: {@code gcc 12.2.0, glibc 2.36}
 * @param because where it was measured, from what it was derived, or of what nothing is known
 */
public record ToolchainSupport(Grade grade, String toolchain, String because) {
    /** What always counts: a machine whose compiler or C library nothing speaks of is not known. */
    private static final List<String> COMPILERS_AND_LIBRARIES = List.of("gcc", "clang", "apple-clang", "glibc", "musl");

    /** How sure it is. */
    public enum Grade {
        /** This release was built with these tools. */
        MEASURED,
        /** Of the release and of each tool it was measured or read that it can be, but not of all together. */
        DERIVED,
        UNKNOWN
    }

    /** The standing of a release on a machine whose tools and libraries have these versions. */
    static ToolchainSupport of(Release release, Function<String, Optional<Version>> versionOf) {
        List<KnownToolchain> known = release.toolchains();
        Set<String> tools = new LinkedHashSet<>(COMPILERS_AND_LIBRARIES);
        known.forEach(toolchain -> tools.addAll(toolchain.when().tools()));
        tools.remove(Release.OWN_VERSION);
        List<String> names = new ArrayList<>();
        List<String> unheardOf = new ArrayList<>();
        List<String> derived = new ArrayList<>();
        weigh(known, Release.OWN_VERSION, release.version(), release.name(), unheardOf, derived);
        for (String tool : tools) {
            versionOf.apply(tool).ifPresent(version -> {
                names.add(tool + " " + version);
                weigh(known, tool, version, tool + " " + version, unheardOf, derived);
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
        if (!unheardOf.isEmpty()) {
            return new ToolchainSupport(
                    Grade.UNKNOWN, toolchain, "the recipe knows nothing of " + String.join(", ", unheardOf));
        }
        return new ToolchainSupport(
                Grade.DERIVED,
                toolchain,
                derived.isEmpty() ? "each was measured, but not all together" : String.join("; ", derived));
    }

    private static void weigh(
            List<KnownToolchain> known,
            String tool,
            Version version,
            String name,
            List<String> unheardOf,
            List<String> derived) {
        List<KnownToolchain> about = known.stream()
                .filter(toolchain -> toolchain.when().admits(tool, version))
                .toList();
        if (about.isEmpty()) {
            unheardOf.add(name);
        } else if (about.stream().noneMatch(KnownToolchain::measured)) {
            derived.add(name + ": " + about.get(0).source());
        }
    }

    /** For people. */
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
