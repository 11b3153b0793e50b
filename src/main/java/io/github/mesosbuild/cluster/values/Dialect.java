package io.github.mesosbuild.cluster.values;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.release.Version;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * How the daemons of a version read values and word their messages, where versions differ.
 *
 * @param traits what is true of the version
 */
public record Dialect(Set<Trait> traits) {
    /** The newest version that is known. */
    public static final Dialect NEWEST = new Dialect(EnumSet.allOf(Trait.class));

    /** Copies the traits. */
    public Dialect {
        traits = Set.copyOf(traits);
    }

    /** What changed from a version on. */
    public enum Trait {
        /** The daemons call slaves agents. */
        AGENTS,
        /** A role can have slashes inside. */
        HIERARCHICAL_ROLES,
        /** Resources can be a JSON array. */
        JSON_RESOURCES,
        /** Files with credentials must be JSON. Before, lines with a principal and a secret are accepted too. */
        JSON_CREDENTIALS,
        /** Ranges that overlap are merged. */
        MERGED_RANGES,
        /** An invalid resource ends the daemon. Before, it is ignored. */
        RESOURCE_ERRORS,
        /** A wrong value of a field ends the daemon, also if the field is inside another. */
        NESTED_ERRORS,
        /** A JSON null counts as an absent field. */
        NULLS,
        /** An unknown value of an enumeration is ignored, unless the field is required. */
        UNKNOWN_ENUMERATORS,
        /** A number or a boolean can be written as a JSON string. */
        QUOTED_NUMBERS
    }

    /**
     * Returns the dialect of a version.
     *
     * @param since a map with the first version of each trait
     */
    static Dialect of(ConfigNode since, Version version) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        since.map().forEach((name, first) -> {
            if (first.as(Version::new)
                    .filter(from -> version.compareTo(from) >= 0)
                    .isPresent()) {
                traits.add(Trait.valueOf(name.toUpperCase(Locale.ROOT)));
            }
        });
        return new Dialect(traits);
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /** What the daemons call a slave: slave or agent. */
    public String slave() {
        return has(Trait.AGENTS) ? "agent" : "slave";
    }
}
