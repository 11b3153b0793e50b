package io.github.mesosbuild.release;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.files.PathNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Builds releases from a parsed recipe. Every method expects a document that is read up to its first problem. */
final class ReleaseParser {
    /** The placeholder for the home of the JDK. */
    private static final String JDK = "{jdk}";

    /** Formats that are refused before anything is fetched, by suffix. */
    private static final Map<String, String> OTHER_FORMATS = Map.of(
            ".lz", "lzip",
            ".tlz", "lzip",
            ".lzma", "lzma",
            ".z", "the format of compress",
            ".taz", "the format of compress",
            ".zip", "ZIP",
            ".7z", "7z",
            ".rar", "RAR");

    private ReleaseParser() {}

    static Release release(ConfigNode document, Version version, String jdk, List<Pin> pins, Optional<String> keys) {
        ConfigNode recipe = line(document, version);
        ConfigNode named = recipe.replaced("{version}", version.text());
        String fileName = named.require("archive").requireText("file");
        ConfigNode root = named.replaced("{file}", fileName).replaced(JDK, jdk);
        root.onlyKeys(
                "recipe",
                "title",
                "version",
                "licence",
                "purl",
                "thirdParties",
                "archive",
                "keys",
                "pins",
                "requirements",
                "disk",
                "memory",
                "build",
                "lines",
                "cluster",
                "toolchains",
                "quirks");
        return new Release(
                root.requireText("recipe"),
                root.requireText("title"),
                version,
                source(root, pins, keys),
                root.get("requirements").list().stream()
                        .map(ReleaseParser::requirement)
                        .toList(),
                usesJdk(recipe),
                mebibytes(root.require("disk")),
                mebibytes(root.get("memory")),
                build(root.require("build"), version),
                DaemonsParser.daemons(root.get("cluster"), version),
                QuirkParser.quirks(root),
                root.get("toolchains").list().stream()
                        .map(ReleaseParser::toolchain)
                        .toList(),
                CompositionParser.composition(root, version));
    }

    /** Returns the recipe as it is for a version: with all entries of {@code lines} whose range contains it laid over the rest, in order. */
    private static ConfigNode line(ConfigNode document, Version version) {
        ConfigNode recipe = document;
        for (ConfigNode line : document.get("lines").list()) {
            line.onlyKeys(Release.OWN_VERSION, "archive", "disk", "memory", "build");
            if (line.require(Release.OWN_VERSION)
                    .as(VersionRange::new)
                    .filter(range -> range.contains(Optional.of(version)))
                    .isPresent()) {
                recipe = recipe.overlaid(line.without(Release.OWN_VERSION));
            }
        }
        return recipe;
    }

    private static Release.Source source(ConfigNode root, List<Pin> pins, Optional<String> keys) {
        ConfigNode archive = root.require("archive").onlyKeys("file", "directory", "urls", "artifact", "companions");
        OTHER_FORMATS.forEach((suffix, format) -> {
            if (archive.get("file").textOrEmpty().toLowerCase(Locale.ROOT).endsWith(suffix)) {
                archive.get("file")
                        .problem(
                                archive.get("file").textOrEmpty(),
                                "cannot be unpacked: the plugin does not read " + format
                                        + ". Name a tar archive, plain or compressed with gzip, bzip2, xz or zstd");
            }
        });
        Set<Fingerprint> signers = new LinkedHashSet<>();
        if (root.get("keys").isPresent()) {
            root.get("keys")
                    .onlyKeys("file", "signers")
                    .require("signers")
                    .list()
                    .forEach(signer -> signer.as(Fingerprint::new).ifPresent(signers::add));
        }
        return new Release.Source(
                checked(archive.require("file"), PathNames::file),
                inside(archive.require("directory")),
                archive.get("urls").texts(),
                archive.get("artifact").text(),
                archive.require("companions").list().stream()
                        .map(suffix -> checked(suffix, PathNames::file))
                        .toList(),
                pins,
                keys,
                signers);
    }

    /**
     * Returns the text of a place that becomes part of a path.
     *
     * @param form returns an objection, as a clause that follows the quoted text
     */
    static String checked(ConfigNode node, Function<String, Optional<String>> form) {
        String text = node.textOrEmpty();
        form.apply(text).ifPresent(clause -> node.problem(text, clause));
        return text;
    }

    static String inside(ConfigNode node) {
        return checked(node, PathNames::inside);
    }

    /** The keys and the values are paths. */
    private static Map<String, String> files(ConfigNode node) {
        node.map().forEach((target, file) -> {
            PathNames.inside(target).ifPresent(clause -> node.problem(target, clause));
            inside(file);
        });
        return node.textMap();
    }

    private static long mebibytes(ConfigNode node) {
        return (long) node.number(0, Integer.MAX_VALUE).orElse(0) << 20;
    }

    /** Proofs run with a JDK anyway, and requirements of the Java bindings alone need a JDK only for these. */
    private static boolean usesJdk(ConfigNode recipe) {
        List<ConfigNode> parts = new ArrayList<>();
        recipe.require("build").map().forEach((key, part) -> {
            if (!key.equals("proofs")) {
                parts.add(part);
            }
        });
        recipe.get("requirements").list().stream()
                .filter(requirement ->
                        !condition(requirement.get("when")).tools().contains(Release.Java.FACT))
                .forEach(parts::add);
        return parts.stream().anyMatch(part -> part.mentions(JDK));
    }

    static Map<Version, List<Pin>> pins(String recipe, ConfigNode node) {
        Map<Version, List<Pin>> pins = new LinkedHashMap<>();
        node.map().forEach((key, digests) -> {
            List<Pin> ofVersion = digests.onlyKeys("sha256", "sha512").map().values().stream()
                    .flatMap(digest -> digest.as(ReleaseParser::digest).stream())
                    .map(digest -> new Pin(digest, "recipe " + recipe))
                    .toList();
            digests.parse(key, Version::ofRelease).ifPresent(version -> pins.put(version, ofVersion));
        });
        return pins;
    }

    private static Digest digest(String hex) {
        return new Digest(
                Digest.Algorithm.ofHexLength(hex.strip().length())
                        .orElseThrow(() -> new IllegalArgumentException(
                                "'" + hex + "' is not a digest: no known algorithm has values of "
                                        + hex.strip().length() + " digits")),
                hex);
    }

    private static Requirement requirement(ConfigNode node) {
        node.onlyKeys(
                "name",
                "because",
                "when",
                "packages",
                "tool",
                "minimum",
                "newest",
                "language",
                "source",
                "flags",
                "libraries",
                "run",
                "version");
        return new Requirement(
                node.requireText("name"),
                node.requireText("because"),
                node.get("tool").isPresent()
                        ? new Requirement.Tool(
                                node.get("tool").textOrEmpty(),
                                versions(node.get("minimum")),
                                versions(node.get("newest")))
                        : program(node),
                condition(node.get("when")),
                node.get("packages").textsMap());
    }

    private static Requirement.Program program(ConfigNode node) {
        ConfigNode language = node.require("language");
        boolean c = language.textOrEmpty().equals("c");
        if (!c && !language.textOrEmpty().equals("c++")) {
            language.problem(language.textOrEmpty(), "is neither c nor c++");
        }
        return new Requirement.Program(
                c ? Requirement.Language.C : Requirement.Language.CXX,
                node.requireText("source"),
                node.get("flags").texts(),
                node.get("libraries").texts(),
                node.get("run").flag(),
                node.get("version").text());
    }

    private static Map<String, Version> versions(ConfigNode node) {
        Map<String, Version> versions = new LinkedHashMap<>();
        node.map().forEach((name, version) -> version.as(Version::new).ifPresent(parsed -> versions.put(name, parsed)));
        return versions;
    }

    static Condition condition(ConfigNode node) {
        if (!node.isPresent()) {
            return Condition.ALWAYS;
        }
        List<Map<String, VersionRange>> alternatives = new ArrayList<>();
        for (ConfigNode alternative : node.isList() ? node.list() : List.of(node)) {
            Map<String, VersionRange> ranges = new LinkedHashMap<>();
            alternative
                    .map()
                    .forEach(
                            (tool, range) -> range.as(VersionRange::new).ifPresent(parsed -> ranges.put(tool, parsed)));
            alternatives.add(ranges);
        }
        return new Condition(alternatives);
    }

    private static KnownToolchain toolchain(ConfigNode node) {
        boolean measured =
                node.onlyKeys("when", "measured", "derived").get("measured").isPresent();
        return new KnownToolchain(
                condition(node.require("when")), measured, node.requireText(measured ? "measured" : "derived"));
    }

    /** The test programs of a version: each a string, or a map that restricts it to a range of versions. */
    private static List<String> programs(ConfigNode node, Version version) {
        List<String> programs = new ArrayList<>();
        for (ConfigNode program : node.list()) {
            if (!program.isMap()) {
                programs.add(inside(program));
                continue;
            }
            program.onlyKeys("program", Release.OWN_VERSION)
                    .require(Release.OWN_VERSION)
                    .as(VersionRange::new)
                    .filter(range -> range.contains(Optional.of(version)))
                    .ifPresent(range -> programs.add(inside(program.require("program"))));
        }
        return programs;
    }

    private static Release.Build build(ConfigNode node, Version version) {
        node.onlyKeys(
                "directory",
                "separate",
                "configure",
                "make",
                "environment",
                "test",
                "install",
                "proofs",
                "library",
                "java",
                "moved",
                "types");
        ConfigNode install = node.require("install").onlyKeys("target", "parallel", "files");
        return new Release.Build(
                inside(node.get("directory")),
                node.require("separate").flag(),
                node.get("configure").texts(),
                node.get("make").texts(),
                node.get("environment").textMap(),
                optional(node.get("test")).map(test -> test(test, version)),
                install.get("target").isPresent()
                        ? new Release.MakeInstall(
                                install.get("target").textOrEmpty(),
                                install.get("parallel").flag())
                        : new Release.CopyInstall(files(install.require("files"))),
                node.get("proofs").list().stream().map(ReleaseParser::proof).toList(),
                optional(node.get("library")).map(ReleaseParser::inside),
                optional(node.get("java")).map(ReleaseParser::java),
                files(node.get("moved")),
                types(node.get("types")));
    }

    private static Release.Proof proof(ConfigNode node) {
        node.onlyKeys("command", "environment", "prints");
        return new Release.Proof(
                command(node.require("command")), node.get("environment").textMap(), node.requireText("prints"));
    }

    /** The program of a command is a file of the installation, or has an absolute path. */
    static List<String> command(ConfigNode node) {
        List<String> words = node.texts();
        words.stream()
                .findFirst()
                .filter(program -> !program.startsWith("/"))
                .flatMap(PathNames::inside)
                .ifPresent(clause -> node.problem(words.get(0), clause));
        return words;
    }

    private static Release.Java java(ConfigNode node) {
        node.onlyKeys("configure", "environment", "sources", "pom", "files");
        return new Release.Java(
                node.get("configure").texts(),
                node.get("environment").textMap(),
                inside(node.require("sources")),
                optional(node.get("pom")).map(ReleaseParser::inside),
                files(node.get("files")));
    }

    private static Map<String, Release.Type> types(ConfigNode node) {
        Map<String, Release.Type> types = new LinkedHashMap<>();
        node.onlyKeys("release", "debug").map().forEach((name, type) -> {
            type.onlyKeys("flags", "strip");
            types.put(
                    name,
                    new Release.Type(
                            type.get("flags").textsMap(), type.get("strip").flag()));
        });
        return types;
    }

    private static Release.Test test(ConfigNode node, Version version) {
        node.onlyKeys("target", "programs", "leaves", "flakyTests", "environment", "directory");
        return new Release.Test(
                node.requireText("target"),
                programs(node.get("programs"), version),
                node.get("leaves").texts(),
                node.get("flakyTests").list().stream().map(ReleaseParser::flaky).toList(),
                node.get("environment").textMap(),
                node.get("directory").text());
    }

    private static Release.Flaky flaky(ConfigNode node) {
        node.onlyKeys("tests", "rate", "because");
        return new Release.Flaky(node.require("tests").texts(), node.requireText("rate"), node.requireText("because"));
    }

    private static Optional<ConfigNode> optional(ConfigNode node) {
        return Optional.of(node).filter(ConfigNode::isPresent);
    }
}
