package io.github.mesosbuild.release;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Makes releases of the parsed text of a recipe. */
final class ReleaseParser {
    private ReleaseParser() {}

    static Release release(YamlNode bare, Version version, List<Pin> pins, Optional<String> keys)
            throws RecipeException {
        String fileName = bare.need("archive").need("file").text();
        YamlNode root = bare.with("{file}", fileName)
                .onlyKeys(
                        "recipe",
                        "title",
                        "version",
                        "archive",
                        "keys",
                        "pins",
                        "requirements",
                        "disk",
                        "memory",
                        "build",
                        "cluster",
                        "toolchains",
                        "quirks");
        YamlNode archive = root.need("archive").onlyKeys("file", "directory", "urls", "artifact", "companions");
        Set<Fingerprint> signers = new LinkedHashSet<>();
        if (root.get("keys").isPresent()) {
            for (YamlNode signer : root.need("keys")
                    .onlyKeys("file", "signers")
                    .need("signers")
                    .list()) {
                signers.add(signer.as(Fingerprint::new));
            }
        }
        Release.Source source = new Release.Source(
                fileName,
                archive.need("directory").text(),
                texts(archive.get("urls")),
                text(archive.get("artifact")),
                archive.need("companions").texts(),
                pins,
                keys,
                signers);
        List<Requirement> requirements = new ArrayList<>();
        if (root.get("requirements").isPresent()) {
            for (YamlNode node : root.need("requirements").list()) {
                requirements.add(requirement(node));
            }
        }
        List<Quirk> quirks = new ArrayList<>();
        if (root.get("quirks").isPresent()) {
            for (YamlNode node : root.need("quirks").list()) {
                quirks.add(quirk(node));
            }
        }
        return new Release(
                root.need("recipe").text(),
                root.need("title").text(),
                version,
                source,
                requirements,
                usesJdk(root),
                root.need("disk").number() << 20,
                root.get("memory").isPresent() ? root.need("memory").number() << 20 : 0,
                build(root.need("build"), version),
                DaemonsParser.daemons(root.get("cluster"), version),
                quirks,
                toolchains(root.get("toolchains")));
    }

    /** Proofs run with a JDK, and requirements of Java bindings alone need one only for these. */
    private static boolean usesJdk(YamlNode root) throws RecipeException {
        List<YamlNode> parts = new ArrayList<>();
        root.need("build").map().forEach((key, part) -> {
            if (!key.equals("proofs")) {
                parts.add(part);
            }
        });
        if (root.get("requirements").isPresent()) {
            for (YamlNode requirement : root.need("requirements").list()) {
                if (!condition(requirement.get("when")).tools().contains(Release.Java.FACT)) {
                    parts.add(requirement);
                }
            }
        }
        return parts.stream().anyMatch(part -> part.mentions(Recipe.JDK));
    }

    static Map<Version, List<Pin>> pins(String recipe, Optional<YamlNode> node) throws RecipeException {
        Map<Version, List<Pin>> pins = new LinkedHashMap<>();
        if (node.isPresent()) {
            for (Map.Entry<String, YamlNode> entry : node.get().map().entrySet()) {
                List<Pin> ofVersion = new ArrayList<>();
                for (YamlNode digest :
                        entry.getValue().onlyKeys("sha256", "sha512").map().values()) {
                    ofVersion.add(new Pin(digest.as(ReleaseParser::digest), "recipe " + recipe));
                }
                pins.put(entry.getValue().version(entry.getKey()), List.copyOf(ofVersion));
            }
        }
        return pins;
    }

    private static Digest digest(String hex) {
        return new Digest(
                Digest.Algorithm.ofHexLength(hex.strip().length())
                        .orElseThrow(() -> new IllegalArgumentException("'" + hex + "' has the length of no digest")),
                hex);
    }

    private static Requirement requirement(YamlNode node) throws RecipeException {
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
        Requirement.Probe probe;
        if (node.get("tool").isPresent()) {
            probe = new Requirement.Tool(
                    node.need("tool").text(), versions(node.get("minimum")), versions(node.get("newest")));
        } else {
            String language = node.need("language").text();
            probe = new Requirement.Program(
                    switch (language) {
                        case "c" -> Requirement.Language.C;
                        case "c++" -> Requirement.Language.CXX;
                        default -> throw node.wrong("language is c or c++, not '" + language + "'");
                    },
                    node.need("source").text(),
                    texts(node.get("flags")),
                    texts(node.get("libraries")),
                    node.get("run").isPresent() && node.need("run").flag(),
                    text(node.get("version")));
        }
        return new Requirement(
                node.need("name").text(),
                node.need("because").text(),
                probe,
                condition(node.get("when")),
                node.get("packages").isPresent() ? node.need("packages").textsMap() : Map.of());
    }

    private static Map<String, Version> versions(Optional<YamlNode> node) throws RecipeException {
        Map<String, Version> versions = new LinkedHashMap<>();
        if (node.isPresent()) {
            for (Map.Entry<String, YamlNode> entry : node.get().map().entrySet()) {
                versions.put(entry.getKey(), entry.getValue().as(Version::new));
            }
        }
        return versions;
    }

    private static Condition condition(Optional<YamlNode> node) throws RecipeException {
        if (node.isEmpty()) {
            return Condition.ALWAYS;
        }
        List<Map<String, VersionRange>> alternatives = new ArrayList<>();
        for (YamlNode alternative : node.get().isList() ? node.get().list() : List.of(node.get())) {
            Map<String, VersionRange> ranges = new LinkedHashMap<>();
            for (Map.Entry<String, YamlNode> entry : alternative.map().entrySet()) {
                ranges.put(entry.getKey(), entry.getValue().as(VersionRange::new));
            }
            alternatives.add(ranges);
        }
        return new Condition(alternatives);
    }

    private static List<KnownToolchain> toolchains(Optional<YamlNode> node) throws RecipeException {
        List<KnownToolchain> toolchains = new ArrayList<>();
        if (node.isPresent()) {
            for (YamlNode entry : node.get().list()) {
                Optional<YamlNode> measured =
                        entry.onlyKeys("when", "measured", "derived").get("measured");
                toolchains.add(new KnownToolchain(
                        condition(Optional.of(entry.need("when"))),
                        measured.isPresent(),
                        measured.isPresent()
                                ? measured.get().text()
                                : entry.need("derived").text()));
            }
        }
        return toolchains;
    }

    /** The programs of that version: each a text, or a map that says of which versions it is one. */
    private static List<String> programs(Optional<YamlNode> node, Version version) throws RecipeException {
        List<String> programs = new ArrayList<>();
        if (node.isPresent()) {
            for (YamlNode program : node.get().list()) {
                if (program.isMap()) {
                    VersionRange range = program.onlyKeys("program", Release.OWN_VERSION)
                            .need(Release.OWN_VERSION)
                            .as(VersionRange::new);
                    if (range.contains(Optional.of(version))) {
                        programs.add(program.need("program").text());
                    }
                } else {
                    programs.add(program.text());
                }
            }
        }
        return programs;
    }

    private static Release.Build build(YamlNode node, Version version) throws RecipeException {
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
                "types");
        Optional<Release.Test> test = Optional.empty();
        if (node.get("test").isPresent()) {
            test = Optional.of(test(node.need("test"), version));
        }
        YamlNode install = node.need("install").onlyKeys("target", "files");
        List<Release.Proof> proofs = new ArrayList<>();
        if (node.get("proofs").isPresent()) {
            for (YamlNode proof : node.need("proofs").list()) {
                proof.onlyKeys("command", "environment", "prints");
                proofs.add(new Release.Proof(
                        proof.need("command").texts(),
                        proof.get("environment").isPresent()
                                ? proof.need("environment").textMap()
                                : Map.of(),
                        proof.need("prints").text()));
            }
        }
        return new Release.Build(
                text(node.get("directory")).orElse(""),
                node.need("separate").flag(),
                texts(node.get("configure")),
                texts(node.get("make")),
                node.get("environment").isPresent() ? node.need("environment").textMap() : Map.of(),
                test,
                install.get("target").isPresent()
                        ? new Release.MakeInstall(install.need("target").text())
                        : new Release.CopyInstall(install.need("files").textMap()),
                proofs,
                text(node.get("library")),
                node.get("java").isPresent() ? Optional.of(java(node.need("java"))) : Optional.empty(),
                types(node.get("types")));
    }

    private static Release.Java java(YamlNode node) throws RecipeException {
        node.onlyKeys("configure", "environment", "sources", "pom", "files");
        return new Release.Java(
                texts(node.get("configure")),
                node.get("environment").isPresent() ? node.need("environment").textMap() : Map.of(),
                node.need("sources").text(),
                text(node.get("pom")),
                node.get("files").isPresent() ? node.need("files").textMap() : Map.of());
    }

    private static Map<String, Release.Type> types(Optional<YamlNode> node) throws RecipeException {
        Map<String, Release.Type> types = new LinkedHashMap<>();
        if (node.isPresent()) {
            for (Map.Entry<String, YamlNode> entry :
                    node.get().onlyKeys("release", "debug").map().entrySet()) {
                YamlNode type = entry.getValue().onlyKeys("flags", "strip");
                types.put(
                        entry.getKey(),
                        new Release.Type(
                                type.get("flags").isPresent()
                                        ? type.need("flags").textsMap()
                                        : Map.of(),
                                type.get("strip").isPresent()
                                        && type.need("strip").flag()));
            }
        }
        return types;
    }

    private static Quirk quirk(YamlNode node) throws RecipeException {
        node.onlyKeys(
                "name",
                "when",
                "because",
                "measured",
                "derived",
                "configure",
                "flags",
                "environment",
                "edits",
                "excludedTests",
                "jdkLayout");
        List<Quirk.Edit> edits = new ArrayList<>();
        if (node.get("edits").isPresent()) {
            for (YamlNode edit : node.need("edits").list()) {
                edit.onlyKeys("file", "find", "replace");
                edits.add(new Quirk.Edit(
                        edit.need("file").text(),
                        edit.need("find").text(),
                        edit.need("replace").text()));
            }
        }
        return new Quirk(
                node.need("name").text(),
                condition(node.get("when")),
                node.need("because").text(),
                text(node.get("measured")).orElse(""),
                text(node.get("derived")).orElse(""),
                texts(node.get("configure")),
                node.get("flags").isPresent() ? node.need("flags").textsMap() : Map.of(),
                node.get("environment").isPresent() ? node.need("environment").textMap() : Map.of(),
                edits,
                texts(node.get("excludedTests")),
                node.get("jdkLayout").isPresent() ? jdkLayout(node.need("jdkLayout")) : OptionalInt.empty());
    }

    /** The one layout that had to be stood in for so far. */
    private static OptionalInt jdkLayout(YamlNode node) throws RecipeException {
        if (node.number() != 8) {
            throw node.wrong("8 is the only layout that can be made");
        }
        return OptionalInt.of(8);
    }

    private static Release.Test test(YamlNode node, Version version) throws RecipeException {
        node.onlyKeys("target", "programs", "leaves", "flakyTests");
        List<Release.Flaky> flaky = new ArrayList<>();
        if (node.get("flakyTests").isPresent()) {
            for (YamlNode group : node.need("flakyTests").list()) {
                group.onlyKeys("tests", "rate", "because");
                flaky.add(new Release.Flaky(
                        group.need("tests").texts(),
                        group.need("rate").text(),
                        group.need("because").text()));
            }
        }
        return new Release.Test(
                node.need("target").text(), programs(node.get("programs"), version), texts(node.get("leaves")), flaky);
    }

    private static List<String> texts(Optional<YamlNode> node) throws RecipeException {
        return node.isPresent() ? node.get().texts() : List.of();
    }

    private static Optional<String> text(Optional<YamlNode> node) throws RecipeException {
        return node.isPresent() ? Optional.of(node.get().text()) : Optional.empty();
    }
}
