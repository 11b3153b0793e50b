package io.github.mesosbuild.cluster;

import io.github.mesosbuild.cluster.values.FlagValues;
import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.config.Documents;
import io.github.mesosbuild.release.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The flags of the Mesos daemons by version, and their types, read from {@code flags.yaml}, which names its sources. */
public final class FlagTable {
    private static final String FILE = "flags.yaml";

    private static final FlagTable BUNDLED = read();

    private final Object document;
    private final Map<List<String>, Optional<SupportedFlags>> sheets = new ConcurrentHashMap<>();

    private FlagTable(Object document) {
        this.document = document;
    }

    /** The bundled table. */
    public static FlagTable bundled() {
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
    public Optional<SupportedFlags> sheet(Version version, Role role) {
        return sheets.computeIfAbsent(List.of(version.text(), role.name().toLowerCase(Locale.ROOT)), this::sheet);
    }

    private Optional<SupportedFlags> sheet(List<String> versionAndDaemon) {
        try {
            return ConfigNode.failFast(
                    document, root -> sheet(root, new Version(versionAndDaemon.get(0)), versionAndDaemon.get(1)));
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
        return Optional.of(
                SupportedFlags.of("mesos-" + daemon + " " + version, booleanByName, FlagValues.of(root, version)));
    }

    /** The types of a version's flags; those that all versions share if the table does not cover the version. */
    public FlagValues values(Version version) {
        try {
            return ConfigNode.failFast(
                    document,
                    root -> covers(root, version) ? FlagValues.of(root, version) : FlagValues.ofUnknownVersion());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean covers(ConfigNode entry, Version version) {
        Optional<Version> from = entry.get("from").as(Version::new);
        Optional<Version> below = entry.get("below").as(Version::new);
        return (from.isEmpty() || version.compareTo(from.get()) >= 0)
                && (below.isEmpty() || version.compareTo(below.get()) < 0);
    }
}
