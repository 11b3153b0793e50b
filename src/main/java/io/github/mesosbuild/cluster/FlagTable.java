package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.cluster.SupportedFlags;
import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.config.Documents;
import io.github.mesosbuild.release.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The flags of the Mesos daemons by version, read from {@code flags.yaml}, which names its sources. */
final class FlagTable {
    private static final String FILE = "flags.yaml";

    private static final FlagTable BUNDLED = read();

    private final Object document;

    private FlagTable(Object document) {
        this.document = document;
    }

    /** The bundled table. */
    static FlagTable bundled() {
        return BUNDLED;
    }

    private static FlagTable read() {
        try (InputStream in = FlagTable.class.getResourceAsStream(FILE)) {
            return new FlagTable(Documents.yaml(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The flags of a daemon; empty if the table does not cover the version. */
    Optional<SupportedFlags> sheet(Version version, Role role) {
        try {
            return ConfigNode.failFast(
                    document, root -> sheet(root, version, role.name().toLowerCase(Locale.ROOT)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<SupportedFlags> sheet(ConfigNode root, Version version, String daemon) {
        if (!covers(root, version)) {
            return Optional.empty();
        }
        Map<String, Boolean> booleanByName = new TreeMap<>();
        for (ConfigNode entry : root.require(daemon).list()) {
            if (covers(entry.onlyKeys("from", "below", "flags", "booleans"), version)) {
                entry.get("flags").texts().forEach(name -> booleanByName.put(name, false));
                entry.get("booleans").texts().forEach(name -> booleanByName.put(name, true));
            }
        }
        return Optional.of(SupportedFlags.of("mesos-" + daemon + " " + version, booleanByName));
    }

    private static boolean covers(ConfigNode entry, Version version) {
        Optional<Version> from = entry.get("from").as(Version::new);
        Optional<Version> below = entry.get("below").as(Version::new);
        return (from.isEmpty() || version.compareTo(from.get()) >= 0)
                && (below.isEmpty() || version.compareTo(below.get()) < 0);
    }
}
