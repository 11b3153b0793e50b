package io.github.mesosbuild.cluster;

import io.github.mesosbuild.cluster.values.FlagValues;
import io.github.mesosbuild.cluster.values.VersionSpan;
import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.config.Documents;
import io.github.mesosbuild.release.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The flags of the Mesos daemons by version. {@code flags.yaml} has their names, types and defaults, and is written by a script that its
 * header names; {@code flag-checks.yaml} has what else the daemons check.
 */
public final class FlagTable {
    private static final String FLAGS = "flags.yaml";
    private static final String CHECKS = "flag-checks.yaml";

    private static final FlagTable BUNDLED =
            new FlagTable(Documents.bundled(FlagTable.class, FLAGS), Documents.bundled(FlagTable.class, CHECKS));

    private final Object flags;
    private final Object checks;
    private final Map<List<String>, Optional<SupportedFlags>> sheets = new ConcurrentHashMap<>();

    private FlagTable(Object flags, Object checks) {
        this.flags = flags;
        this.checks = checks;
    }

    /** The bundled table. */
    public static FlagTable bundled() {
        return BUNDLED;
    }

    /** The flags of a daemon; empty if the table does not cover the version. */
    public Optional<SupportedFlags> sheet(Version version, Role role) {
        return sheets.computeIfAbsent(List.of(version.text(), daemon(role)), this::sheet);
    }

    /** The types of the flags of a daemon; those that all versions share if the table does not cover the version. */
    public FlagValues values(Version version, Role role) {
        return sheet(version, role).map(SupportedFlags::values).orElseGet(FlagValues::ofUnknownVersion);
    }

    /** The flags of a daemon by name. Each is a list of what it is in some versions. */
    Map<String, List<FlagEntry>> entries(Role role) {
        return checked(flags, root -> entries(root, daemon(role)));
    }

    private static String daemon(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private Optional<SupportedFlags> sheet(List<String> versionAndDaemon) {
        Version version = new Version(versionAndDaemon.get(0));
        String daemon = versionAndDaemon.get(1);
        return checked(flags, root -> checked(checks, rules -> sheet(root, rules, version, daemon)));
    }

    private static <T> T checked(Object document, Function<ConfigNode, T> reader) {
        try {
            return ConfigNode.failFast(document, reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, List<FlagEntry>> entries(ConfigNode root, String daemon) {
        Map<String, List<FlagEntry>> entries = new TreeMap<>();
        root.require(daemon)
                .map()
                .forEach((name, spans) -> entries.put(
                        name, spans.list().stream().map(FlagEntry::of).toList()));
        return entries;
    }

    private static Optional<SupportedFlags> sheet(ConfigNode root, ConfigNode rules, Version version, String daemon) {
        if (!VersionSpan.of(root).contains(version)) {
            return Optional.empty();
        }
        Map<String, FlagEntry> supported = new TreeMap<>();
        Map<String, String> typeByName = new TreeMap<>();
        Map<String, String> ofOtherVersions = new TreeMap<>();
        entries(root, daemon).forEach((name, spans) -> {
            ofOtherVersions.put(name, otherVersions(spans, version));
            spans.stream().filter(entry -> entry.versions().contains(version)).forEach(entry -> {
                supported.put(name, entry);
                typeByName.put(name, entry.type());
                entry.formerName().ifPresent(former -> typeByName.put(former, entry.type()));
            });
        });
        FlagValues values = FlagValues.of(typeByName, rules, root.require("messages"), version);
        String program = daemon.equals(daemon(Role.SLAVE)) ? values.dialect().slave() : daemon;
        return Optional.of(SupportedFlags.of("mesos-" + program + " " + version, supported, ofOtherVersions, values));
    }

    /** Returns a sentence about the versions in which a daemon has a flag that it does not have in one version. */
    private static String otherVersions(List<FlagEntry> spans, Version version) {
        return spans.stream()
                .flatMap(entry -> entry.versions().from().stream())
                .filter(from -> from.compareTo(version) > 0)
                .findFirst()
                .map(from -> "It exists from " + from + " on.")
                .or(() ->
                        spans.get(spans.size() - 1).versions().below().map(below -> "It was removed in " + below + "."))
                .orElse("");
    }
}
