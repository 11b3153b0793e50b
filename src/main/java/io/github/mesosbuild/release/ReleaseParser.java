package io.github.mesosbuild.release;

import io.github.mesosbuild.config.ConfigNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Builds releases from a parsed recipe. What has a problem is read as something harmless, which must not be used. */
final class ReleaseParser {
    static final String VERSION = "{version}";

    /** The placeholder for the home of the JDK. */
    private static final String JDK = "{jdk}";

    private static final Version NO_VERSION = new Version("0");

    private ReleaseParser() {}

    /**
     * What all versions of a recipe share.
     *
     * @param keys the name of the file with keys, if there is one
     */
    record Head(String name, Version defaultVersion, Map<Version, List<Pin>> pins, Optional<String> keys) {}

    /** Reads what all versions share, and reports every problem of the recipe. */
    static Head head(ConfigNode document) {
        String name = RecipeKeys.RECIPE.of(document);
        Optional<Version> version = RecipeKeys.VERSION.of(document);
        Version known = version.orElse(NO_VERSION);
        release(document, known, version.map(Version::text).orElse(VERSION), JDK, List.of(), Optional.empty());
        Map<Version, List<Pin>> pins = new LinkedHashMap<>();
        RecipeKeys.PINS
                .of(document)
                .forEach((pinned, digests) -> pins.put(
                        pinned,
                        digests.stream()
                                .map(digest -> new Pin(digest, "recipe " + name))
                                .toList()));
        return new Head(name, known, pins, RecipeKeys.KEYS.find(document).flatMap(RecipeKeys.Signing.FILE::find));
    }

    static Release release(ConfigNode document, Version version, String jdk, List<Pin> pins, Optional<String> keys) {
        return release(document, version, version.text(), jdk, pins, keys);
    }

    private static Release release(
            ConfigNode document,
            Version version,
            String shownVersion,
            String jdk,
            List<Pin> pins,
            Optional<String> keys) {
        ConfigNode recipe = line(document, version);
        ConfigNode named = recipe.replaced(VERSION, shownVersion);
        String fileName = named.get("archive").get("file").textOrEmpty();
        ConfigNode root =
                RecipeKeys.SECTION.open(named.replaced("{file}", fileName).replaced(JDK, jdk));
        String name = RecipeKeys.RECIPE.of(root);
        lines(root, name, version);
        List<Quirk> patches = PatchParser.patches(root);
        List<Quirk> quirks = new ArrayList<>(QuirkParser.quirks(root));
        quirks.addAll(patches);
        return new Release(
                name,
                RecipeKeys.TITLE.find(root).orElse(name),
                version,
                source(root, RecipeKeys.ARCHIVE.of(root), name + "-" + shownVersion, pins, keys),
                RequiredPrograms.with(
                        RecipeKeys.REQUIREMENTS.of(root).stream()
                                .map(ReleaseParser::requirement)
                                .toList(),
                        patches,
                        BuildKeys.COMMAND.of(RecipeKeys.BUILD.in(root))),
                usesJdk(recipe),
                RecipeKeys.DISK.of(root),
                RecipeKeys.MEMORY.of(root),
                BuildParser.build(RecipeKeys.BUILD.of(root), version),
                DaemonsParser.daemons(root, version),
                quirks,
                RecipeKeys.TOOLCHAINS.of(root).stream()
                        .map(ReleaseParser::toolchain)
                        .toList(),
                CompositionParser.composition(root, version));
    }

    /** Returns the recipe as it is for a version: with all entries of {@code lines} whose range contains it laid over the rest, in order. */
    private static ConfigNode line(ConfigNode document, Version version) {
        ConfigNode recipe = document;
        for (ConfigNode line : RecipeKeys.LINES.in(document).list()) {
            if (RecipeKeys.Line.RELEASE
                    .of(line)
                    .filter(range -> range.contains(Optional.of(version)))
                    .isPresent()) {
                recipe = recipe.overlaid(line.without(Release.OWN_VERSION));
            }
        }
        return recipe;
    }

    /** Reports the problems of all entries of {@code lines}, also of those that are for other versions. */
    private static void lines(ConfigNode root, String name, Version version) {
        for (ConfigNode line : RecipeKeys.LINES.of(root)) {
            source(line, RecipeKeys.Line.ARCHIVE.of(line), name, List.of(), Optional.empty());
            RecipeKeys.DISK.of(line);
            RecipeKeys.MEMORY.of(line);
            BuildParser.build(RecipeKeys.Line.BUILD.of(line), version);
        }
    }

    private static Release.Source source(
            ConfigNode root, ConfigNode archive, String directory, List<Pin> pins, Optional<String> keys) {
        Set<Fingerprint> signers = new LinkedHashSet<>();
        RecipeKeys.KEYS
                .find(root)
                .ifPresent(signing ->
                        RecipeKeys.Signing.SIGNERS.of(signing).forEach(signer -> signer.ifPresent(signers::add)));
        return new Release.Source(
                RecipeKeys.Archive.FILE.of(archive),
                RecipeKeys.Archive.DIRECTORY.find(archive).orElse(directory),
                RecipeKeys.Archive.URLS.of(archive),
                RecipeKeys.Archive.ARTIFACT.find(archive),
                RecipeKeys.Archive.COMPANIONS.of(archive),
                pins,
                keys,
                signers);
    }

    /** Proofs run with a JDK anyway, and requirements of the Java bindings alone need a JDK only for these. */
    private static boolean usesJdk(ConfigNode recipe) {
        List<ConfigNode> parts = new ArrayList<>();
        RecipeKeys.BUILD.in(recipe).map().forEach((key, part) -> {
            if (!key.equals(BuildKeys.PROOFS.name())) {
                parts.add(part);
            }
        });
        RecipeKeys.REQUIREMENTS.in(recipe).list().stream()
                .filter(requirement ->
                        !RequirementKeys.WHEN.of(requirement).tools().contains(Release.Java.FACT))
                .forEach(parts::add);
        return parts.stream().anyMatch(part -> part.mentions(JDK));
    }

    private static Requirement requirement(ConfigNode node) {
        return new Requirement(
                RequirementKeys.NAME.of(node),
                RequirementKeys.BECAUSE.of(node),
                RequirementKeys.TOOL
                        .find(node)
                        .<Requirement.Probe>map(tool -> new Requirement.Tool(
                                tool, RequirementKeys.MINIMUM.of(node), RequirementKeys.NEWEST.of(node)))
                        .orElseGet(() -> new Requirement.Program(
                                RequirementKeys.LANGUAGE.of(node),
                                RequirementKeys.SOURCE.of(node),
                                RequirementKeys.FLAGS.of(node),
                                RequirementKeys.LIBRARIES.of(node),
                                RequirementKeys.RUN.of(node),
                                RequirementKeys.VERSION.find(node))),
                RequirementKeys.WHEN.of(node),
                RequirementKeys.PACKAGES.of(node));
    }

    private static KnownToolchain toolchain(ConfigNode node) {
        Optional<String> measured = RecipeKeys.Toolchain.MEASURED.find(node);
        return new KnownToolchain(
                RecipeKeys.Toolchain.WHEN.of(node),
                measured.isPresent(),
                measured.orElseGet(() -> RecipeKeys.Toolchain.DERIVED.of(node)));
    }
}
