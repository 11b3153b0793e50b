package io.github.mesosbuild.release;

import static io.github.mesosbuild.release.Key.optional;
import static io.github.mesosbuild.release.Key.required;

import io.github.mesosbuild.config.ConfigNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys at the top of a recipe, and those of its smaller maps. */
final class RecipeKeys {
    /** Where the archive is. */
    static final class Archive {
        static final Key<String> FILE = required(
                "file",
                Kinds.matching(
                        "file name",
                        "^(?!\\.{1,2}$)(?!.*(" + OtherFormats.pattern() + ")$)[^/\\u0000-\\u001f]{1,200}$",
                        Archive::file),
                "name of the archive: tar, plain or compressed with gzip, bzip2, xz or zstd",
                "\"hello-{version}.tar.gz\"");
        static final Key<String> DIRECTORY = optional(
                        "directory",
                        Kinds.PATH,
                        "the one directory that contains everything in the archive",
                        "\"hello-{version}\"")
                .absent("the recipe's name, `-` and the version");
        static final Key<List<String>> URLS =
                optional("urls", Kinds.TEXTS, "addresses, best first", "[\"https://ftp.gnu.org/gnu/hello/{file}\"]");
        static final Key<String> ARTIFACT = optional(
                "artifact",
                Kinds.TEXT,
                "Maven coordinates `group:artifact:extension[:classifier]:version`, tried after the addresses",
                "\"commons-daemon:commons-daemon:tar.gz:native-src:{version}\"");
        static final Key<List<String>> COMPANIONS = optional(
                        "companions",
                        Kinds.FILES,
                        "suffixes of signature and checksum files beside the archive. One that does not exist is no problem; `[]`"
                                + " asks for none",
                        "[.asc, .md5]")
                .fallback(List.of(".asc", ".sha512"), "[.asc, .sha512]");
        static final Section SECTION = Section.of("archive", FILE, DIRECTORY, URLS, ARTIFACT, COMPANIONS);

        private Archive() {}

        private static String file(ConfigNode node) {
            String name = Kinds.FILE.reader().apply(node);
            OtherFormats.of(name)
                    .ifPresent(format -> node.problem(
                            name,
                            "cannot be unpacked: the plugin does not read " + format
                                    + ". Name a tar archive, plain or compressed with gzip, bzip2, xz or zstd"));
            return name;
        }
    }

    /** Digests of an archive. */
    static final class Digests {
        static final Key<Optional<Digest>> SHA256 =
                optional("sha256", digest(Digest.Algorithm.SHA256), "SHA-256", "b9".repeat(32));
        static final Key<Optional<Digest>> SHA512 =
                optional("sha512", digest(Digest.Algorithm.SHA512), "SHA-512", "0a".repeat(64));
        static final Section SECTION = Section.of("pins.VERSION", SHA256, SHA512);

        /** Digests by version. */
        static final Kind<Map<Version, List<Digest>>> BY_VERSION = new Kind<>(
                "maps by version",
                Map.of("type", "object", "propertyNames", Kinds.VERSION.schema(), "additionalProperties", SECTION),
                Digests::byVersion);

        private Digests() {}

        static Kind<Optional<Digest>> digest(Digest.Algorithm algorithm) {
            return Kinds.matching(
                    algorithm.hexLength() + " hexadecimal digits",
                    "^\\s*[0-9A-Fa-f]{" + algorithm.hexLength() + "}\\s*$",
                    node -> node.as(hex -> new Digest(algorithm, hex)));
        }

        private static Map<Version, List<Digest>> byVersion(ConfigNode node) {
            Map<Version, List<Digest>> byVersion = new LinkedHashMap<>();
            node.map().forEach((key, map) -> {
                SECTION.open(map);
                List<Digest> digests = Stream.of(SHA256, SHA512)
                        .flatMap(digest -> digest.find(map).flatMap(found -> found).stream())
                        .toList();
                map.parse(key, Version::ofRelease).ifPresent(version -> byVersion.put(version, digests));
            });
            return byVersion;
        }
    }

    /** The keys that may sign. */
    static final class Signing {
        static final Key<String> FILE =
                required("file", Kinds.TEXT, "armored public keys, in a file beside the recipe", "KEYS");
        static final Key<List<Optional<Fingerprint>>> SIGNERS = optional(
                        "signers",
                        Kinds.list(
                                "list of fingerprints",
                                Kinds.matching(
                                        "fingerprint",
                                        "^\\s*(([0-9A-Fa-f]\\s*){40}|([0-9A-Fa-f]\\s*){64})$",
                                        node -> node.as(Fingerprint::new))),
                        "full fingerprints of those keys that may sign",
                        "[F7DA48BB64BCB84ECBA7EE6935CD23C10D498E23]")
                .absent("every key in the file");
        static final Section SECTION = Section.of("keys", FILE, SIGNERS);

        private Signing() {}
    }

    /** Where the release was built. */
    static final class Toolchain {
        static final Key<Condition> WHEN = required(
                "when", Kinds.CONDITION, "condition", "{ release: 1.0.15, gcc: \">= 12, < 13\", glibc: \"2.36\" }");
        static final Key<String> MEASURED = optional(
                        "measured", Kinds.TEXT, "where this plugin built the release", "Debian 12 on x86_64, GCC 12.2")
                .absent("this or `derived`");
        static final Key<String> DERIVED = optional(
                        "derived",
                        Kinds.TEXT,
                        "the documentation that suggests that it can be built",
                        "Porting to GCC 14, gcc.gnu.org/gcc-14/porting_to.html")
                .absent("this or `measured`");
        static final Section SECTION = Section.of("toolchains", WHEN, MEASURED, DERIVED)
                .with(new Section.AnyOf(List.of("measured", "derived")));

        private Toolchain() {}
    }

    static final Key<String> RECIPE =
            required("recipe", Kinds.NAME, "short name, for directories and messages", "hello");
    static final Key<String> TITLE =
            optional("title", Kinds.TEXT, "name for people", "GNU Hello").absent("the value of `recipe`");
    static final Key<Optional<Version>> VERSION =
            required("version", Kinds.VERSION, "version that is built if `mesos.version` is not set", "2.12");
    static final Key<List<ConfigNode>> THIRD_PARTIES =
            optional("thirdParties", Kinds.list(CompositionKeys.SECTION), "software of others in the installation", "");
    static final Key<ConfigNode> ARCHIVE = required("archive", Kinds.map(Archive.SECTION), "where the archive is", "");
    static final Key<Map<Version, List<Digest>>> PINS = optional(
            "pins",
            Digests.BY_VERSION,
            "digests by version; `{}` for a version without a known digest",
            "{ 1.0.1: {} }");
    static final Key<ConfigNode> KEYS = optional("keys", Kinds.map(Signing.SECTION), "OpenPGP keys that may sign", "");
    static final Key<List<ConfigNode>> REQUIREMENTS =
            optional("requirements", Kinds.list(RequirementKeys.SECTION), "what the machine must have", "");
    static final Key<Long> DISK = optional(
                    "disk", Kinds.MEBIBYTES, "space that must be free under the work directory", "3600")
            .fallback(0L, "0")
            .absent("not checked");
    static final Key<Long> MEMORY = optional(
                    "memory", Kinds.MEBIBYTES, "memory that the largest compiler process takes", "1500")
            .absent("unknown");
    static final Key<ConfigNode> BUILD = optional(
                    "build", Kinds.map(BuildKeys.SECTION), "how to configure, make, test and install", "")
            .absent("the defaults of its keys");
    static final Key<List<ConfigNode>> CLUSTER = optional("cluster", Kinds.list(DaemonKeys.SECTION), "the daemons", "");
    static final Key<List<ConfigNode>> TOOLCHAINS =
            optional("toolchains", Kinds.list(Toolchain.SECTION), "where the release was built", "");
    static final Key<List<ConfigNode>> QUIRKS =
            optional("quirks", Kinds.list(QuirkKeys.SECTION), "fixes for newer machines", "");

    static final Key<List<ConfigNode>> PATCHES = optional(
            "patches",
            Kinds.list(PatchKeys.SECTION),
            "patches of your own, applied in order after the edits of quirks",
            "");

    /** What is different in some versions. */
    static final class Line {
        private static final String UNCHANGED = "as in the rest";

        static final Key<Optional<VersionRange>> RELEASE =
                required("release", Kinds.RANGE, "versions that the entry is for", "\">= 2.0\"");
        static final Key<ConfigNode> ARCHIVE =
                optional("archive", Kinds.part(RecipeKeys.Archive.SECTION), "keys of `archive` that differ", "");
        static final Key<ConfigNode> BUILD =
                optional("build", Kinds.part(BuildKeys.SECTION), "keys of `build` that differ", "");
        static final Section SECTION =
                Section.of("lines", RELEASE, ARCHIVE, DISK.absent(UNCHANGED), MEMORY.absent(UNCHANGED), BUILD);

        private Line() {}
    }

    static final Key<List<ConfigNode>> LINES =
            optional("lines", Kinds.list(Line.SECTION), "what is different in some versions", "");

    static final Section SECTION = Section.of(
            "recipe",
            RECIPE,
            TITLE,
            VERSION,
            CompositionKeys.LICENCE,
            CompositionKeys.PURL,
            THIRD_PARTIES,
            ARCHIVE,
            PINS,
            KEYS,
            REQUIREMENTS,
            DISK,
            MEMORY,
            BUILD,
            LINES,
            CLUSTER,
            TOOLCHAINS,
            QUIRKS,
            PATCHES);

    private RecipeKeys() {}
}
