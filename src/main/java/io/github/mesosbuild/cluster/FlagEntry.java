package io.github.mesosbuild.cluster;

import io.github.mesosbuild.cluster.values.VersionSpan;
import io.github.mesosbuild.config.ConfigNode;
import java.util.Optional;

/**
 * A flag of a daemon as it is in some versions.
 *
 * @param type the type in the sources of Mesos, such as {@code Duration}
 * @param defaultValue the default; empty if there is none, or if it depends on the machine
 * @param required whether the daemon ends without the flag
 * @param formerName another name that the daemon accepts
 * @param versions the versions
 */
record FlagEntry(
        String type,
        Optional<String> defaultValue,
        boolean required,
        Optional<String> formerName,
        VersionSpan versions) {
    private static final String BOOLEAN = "bool";

    static FlagEntry of(ConfigNode place) {
        place.onlyKeys("type", "default", "required", "alias", "from", "below");
        return new FlagEntry(
                place.requireText("type"),
                place.get("default").text(),
                place.get("required").flag(),
                place.get("alias").text(),
                VersionSpan.of(place));
    }

    boolean isBoolean() {
        return type.equals(BOOLEAN);
    }
}
