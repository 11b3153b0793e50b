package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.cluster.SupportedFlags;
import io.github.mesosbuild.release.Version;
import io.github.mesosbuild.release.YamlText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which flags the daemons of each version have: {@code flags.yaml}, whose head says from where it is. */
final class FlagTable {
    private static final String FILE = "flags.yaml";

    private static final FlagTable BUNDLED = read();

    private final Map<?, ?> document;

    private FlagTable(Map<?, ?> document) {
        this.document = document;
    }

    /** The table that the plugin brings. */
    static FlagTable bundled() {
        return BUNDLED;
    }

    private static FlagTable read() {
        try (InputStream in = FlagTable.class.getResourceAsStream(FILE)) {
            return new FlagTable(
                    (Map<?, ?>) YamlText.read(FILE, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The flags of a daemon; empty if the version is none of the table. */
    Optional<SupportedFlags> sheet(Version version, Role role) {
        if (!covers(document, version)) {
            return Optional.empty();
        }
        Map<String, Boolean> booleanByName = new TreeMap<>();
        String daemon = role.name().toLowerCase(Locale.ROOT);
        for (Object entry : (List<?>) document.get(daemon)) {
            Map<?, ?> some = (Map<?, ?>) entry;
            if (covers(some, version)) {
                names(some, "flags").forEach(name -> booleanByName.put(name.toString(), false));
                names(some, "booleans").forEach(name -> booleanByName.put(name.toString(), true));
            }
        }
        return Optional.of(SupportedFlags.of("mesos-" + daemon + " " + version, booleanByName));
    }

    private static List<?> names(Map<?, ?> entry, String key) {
        return entry.get(key) instanceof List<?> names ? names : List.of();
    }

    private static boolean covers(Map<?, ?> entry, Version version) {
        Object from = entry.get("from");
        Object below = entry.get("below");
        return (from == null || version.compareTo(new Version(from.toString())) >= 0)
                && (below == null || version.compareTo(new Version(below.toString())) < 0);
    }
}
