package io.github.mesosbuild.report;

import io.github.mesosbuild.bundle.BundleDescription;
import io.github.mesosbuild.bundle.BundleDocuments;
import io.github.mesosbuild.bundle.BundleFile;
import io.github.mesosbuild.bundle.BundleInspection;
import io.github.mesosbuild.bundle.NeededLibrary;
import io.github.mesosbuild.config.ConfigException;
import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.config.Documents;
import io.github.mesosbuild.steps.ReproducibleBuild;
import io.github.mesosbuild.text.Quantities;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Describes a bundle: what is in it, who built it from what, and whether it fits this machine. */
public final class BundleReport {
    private static final String TOOL = "tool.";
    private static final String LIBRARY = "library.";

    private BundleReport() {}

    /**
     * Returns the description of a file in lines.
     */
    public static List<String> lines(Path archive, BundleInspection.Result found) {
        BundleFile bundle = found.bundle();
        BundleDescription description = bundle.description();
        List<String> lines = new ArrayList<>();
        lines.add(archive + " (" + Quantities.bytes(archive.toFile().length()) + ")"
                + (found.trusted() ? ": trusted. " : ": NOT TRUSTED. ") + found.verdict());
        add(
                lines,
                "release",
                description.release()
                        + (description.tests().isPresent() ? ", its tests passed" : ", its tests were not run"));
        add(lines, "source", "an archive with the SHA-256 " + description.archive());
        source(bundle).forEach(line -> add(lines, "", line));
        add(lines, "built by", "mesos-maven-plugin " + description.plugin() + " on " + description.distribution());
        add(lines, "for", description.platform().toString());
        add(
                lines,
                "rebuild",
                ReproducibleBuild.made(description.inputs())
                        ? "the same inputs give the same bytes anywhere (mesos.reproducible)"
                        : "differs in directories and times (built without mesos.reproducible)");
        description.choices().forEach((name, value) -> {
            if (!value.isEmpty()) {
                add(lines, "option", name + " = " + value.replace('\n', ' '));
            }
        });
        description.inputs().forEach((name, value) -> {
            if (name.startsWith(TOOL)) {
                add(lines, "tool", name.substring(TOOL.length()) + ": " + value);
            } else if (name.startsWith(LIBRARY)) {
                add(lines, "library", name.substring(LIBRARY.length()) + ": " + value);
            }
        });
        quirks(bundle).forEach(line -> add(lines, "quirk", line));
        add(
                lines,
                "needs",
                description.libraries().stream().map(BundleReport::needed).collect(Collectors.joining(", ")));
        description
                .kept()
                .forEach((file, place) ->
                        add(lines, "not moved", file + " contains the directory of the build, " + place));
        add(
                lines,
                "documents",
                String.join(", ", bundle.documents().keySet().stream().sorted().toList()));
        lines.add(found.obstacle()
                .map(why -> "It cannot run here: it " + why + ".")
                .orElse("It can run here."));
        return lines;
    }

    private static void add(List<String> lines, String name, String value) {
        lines.add(String.format(java.util.Locale.ROOT, "    %-10s %s", name, value));
    }

    private static String needed(NeededLibrary library) {
        return library.name()
                + library.provider()
                        .map(provider -> " (" + provider.name() + " " + provider.version() + ")")
                        .orElse("");
    }

    private static ConfigNode definition(BundleFile bundle) {
        byte[] json = bundle.documents().get(BundleDescription.DIRECTORY + "/" + BundleDocuments.PROVENANCE);
        try {
            return json == null
                    ? ConfigNode.lenient(Map.of())
                    : Documents.json(new String(json, StandardCharsets.UTF_8))
                            .get("predicate")
                            .get("buildDefinition");
        } catch (ConfigException unreadable) {
            return ConfigNode.lenient(Map.of());
        }
    }

    private static List<String> source(BundleFile bundle) {
        List<String> lines = new ArrayList<>();
        for (ConfigNode dependency :
                definition(bundle).get("resolvedDependencies").list()) {
            ConfigNode annotations = dependency.get("annotations");
            for (ConfigNode signer : annotations.get("signers").list()) {
                lines.add("signed by " + signer.get("userId").textOrEmpty() + " with "
                        + signer.get("fingerprint").textOrEmpty());
            }
            List<String> pins = annotations.get("pins").texts();
            if (!pins.isEmpty()) {
                lines.add("pinned by " + String.join(", ", pins));
            }
        }
        return lines;
    }

    private static List<String> quirks(BundleFile bundle) {
        return definition(bundle).get("internalParameters").get("quirks").list().stream()
                .map(quirk -> quirk.get("name").textOrEmpty() + ": "
                        + quirk.get("because").textOrEmpty())
                .toList();
    }

    /** Returns the result of a comparison with a build made here. */
    public static List<String> compared(BundleInspection.Comparison comparison) {
        List<String> differences = comparison.differences();
        int files = comparison.files();
        if (differences.isEmpty()) {
            return List.of("A build made here is identical: " + Quantities.count(files, "file") + ".");
        }
        List<String> lines = new ArrayList<>();
        lines.add(differences.size() + " of " + Quantities.count(files, "file") + " differ from a build made here:");
        differences.forEach(line -> lines.add("    " + line));
        return lines;
    }
}
