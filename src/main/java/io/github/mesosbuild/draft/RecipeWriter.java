package io.github.mesosbuild.draft;

import io.github.mesosbuild.fetch.Archive;
import io.github.mesosbuild.fetch.Source;
import io.github.mesosbuild.text.Redactor;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes what was found as a recipe. */
final class RecipeWriter {
    private static final String SCHEMA = "# yaml-language-server: $schema=recipe.schema.json";
    private static final String INDENT = "  ";

    /** Suffixes that a recipe can ask for; the verifier knows their formats. */
    private static final List<String> COMPANIONS = List.of(".asc", ".sig", ".sha256", ".sha512");

    /** The other arguments of configure follow the last word, so they are the shell's "$@". Make passes the number of jobs to nobody else. */
    private static final String MESON = """
            command:
              - sh
              - -ec
              - |
                rm -rf ninja
                meson setup --prefix="{prefix}" --libdir=lib --buildtype=debugoptimized --wrap-mode=nodownload "$@" ninja "{srcdir}"
                cat >Makefile <<'END'
                JOBS = $(or $(PLUGIN_JOBS),$(patsubst -j%,%,$(filter -j%,$(MAKEFLAGS))),1)
                all: ; ninja -C ninja -j$(JOBS)
                check: ; ninja -C ninja -j$(JOBS) all $$(sed -n 's/^build \\(meson-test-prereq\\):.*/\\1/p' ninja/build.ninja) && meson test -C ninja --no-rebuild --print-errorlogs --num-processes $(JOBS)
                install: ; DESTDIR="$(DESTDIR)" meson install -C ninja --no-rebuild
                END
              - meson
            """;

    private static final int MOST_NAMES = 40;

    private final RecipeText out = new RecipeText();
    private final DraftRequest request;
    private final FetchedArchive fetched;
    private final ReleaseName name;
    private final LocalDate date;

    /** @param date the day of the draft */
    RecipeWriter(DraftRequest request, FetchedArchive fetched, ReleaseName name, LocalDate date) {
        this.request = request;
        this.fetched = fetched;
        this.name = name;
        this.date = date;
    }

    RecipeText text() {
        return out;
    }

    void head(Optional<String> title, Optional<String> homePage, Licences licence) {
        out.line(SCHEMA);
        out.comment(
                "",
                "A draft of " + date
                        + ". Nothing of the archive was run for it. Comments that begin with 'Decide:' need you.");
        homePage.ifPresent(url -> out.comment("", "Home page: " + url));
        out.key("", "recipe", name.name());
        title.map(YamlText::visible)
                .filter(some -> !some.isBlank() && !some.equals(name.name()))
                .ifPresent(some -> out.key("", "title", some));
        for (String doubt : name.doubts()) {
            out.decide("", "name and version", "the name and the version. " + doubt);
        }
        out.key("", "version", version());
        if (licence.spdx().isPresent()) {
            out.comment("", "By the text of " + licence.sentence() + ".");
            out.key("", "licence", licence.spdx().get());
        } else {
            out.decide("", "license", licence.sentence() + " Name it as an SPDX expression:");
            out.line("# licence: SPDX");
        }
    }

    private String version() {
        return name.version().text();
    }

    void archive(String top) {
        out.line("").line("archive:");
        String file = withVersion(request.fileName());
        out.key(INDENT, "file", file);
        String directory = withVersion(top);
        if (!directory.equals(name.name() + "-{version}")) {
            out.key(INDENT, "directory", directory);
        }
        List<String> urls = request.sources().stream()
                .filter(source -> source instanceof Source.Remote)
                .map(source -> url(((Source.Remote) source)))
                .toList();
        if (urls.stream().anyMatch(url -> url.contains(Redactor.MARK))) {
            out.decide(
                    INDENT,
                    "address",
                    "how others get the archive. Something secret in its address was replaced by " + Redactor.MARK
                            + ".");
        }
        if (!urls.isEmpty()) {
            out.line(INDENT + "urls: " + YamlText.list(urls));
        }
        Optional<String> artifact = request.sources().stream()
                .filter(source -> source instanceof Source.Artifact)
                .map(source -> ((Source.Artifact) source).coordinates())
                .findFirst();
        artifact.ifPresent(coordinates -> out.key(INDENT, "artifact", withVersion(coordinates)));
        if (urls.isEmpty() && artifact.isEmpty()) {
            out.decide(
                    INDENT,
                    "address",
                    "where others get the archive. It came from a file of this machine, so a build needs"
                            + " -Dmesos.archive.file=FILE until this names its addresses:");
            out.line(INDENT + "# urls: [\"https://HOST/PATH/{file}\"]");
        }
        List<String> companions =
                COMPANIONS.stream().filter(fetched.companions()::contains).toList();
        out.comment(
                INDENT,
                companions.isEmpty()
                        ? "No signature or checksum file was found beside the archive."
                        : "Found beside the archive.");
        out.line(INDENT + "companions: " + YamlText.list(companions));
    }

    private static String address(Source source) {
        return Redactor.text(source.toString());
    }

    /** Returns the address with placeholders, and without the user, password and tokens that it may contain. */
    private String url(Source.Remote remote) {
        String address = address(remote);
        String end = "/" + request.fileName();
        String start = address.endsWith(end) ? address.substring(0, address.length() - end.length()) : address;
        int host = start.indexOf("://") + 3;
        int path = start.indexOf('/', Math.max(host, 0));
        return (path < 0 ? start : start.substring(0, path) + withVersion(start.substring(path)))
                + (start.length() == address.length() ? "" : "/{file}");
    }

    /** Replaces the version where it is not part of a longer number. */
    private String withVersion(String text) {
        return Pattern.compile("(?<![\\d.])" + Pattern.quote(version()) + "(?!\\d|\\.\\d)")
                .matcher(text)
                .replaceAll(Matcher.quoteReplacement("{version}"));
    }

    void trust() {
        out.line("");
        if (fetched.firstUse()) {
            out.decide(
                    "",
                    "trust",
                    "whether to trust the archive. Nobody vouches for it: it was trusted on first download, on " + date
                            + ", from "
                            + fetched.origin().map(RecipeWriter::address).orElse("the cache")
                            + ", and the digest was computed from what was downloaded. Compare the digest with one that the project"
                            + " publishes somewhere else, or name its keys.");
        } else {
            out.comment(
                    "",
                    "The digest is that of "
                            + fetched.pins().stream()
                                    .map(pin -> pin.origin())
                                    .distinct()
                                    .collect(Collectors.joining(" and "))
                            + ", as of " + date + ".");
        }
        fetched.findings().forEach(finding -> out.comment("", finding));
        if (fetched.companions().stream().anyMatch(Archive.SIGNATURES::contains)) {
            out.comment(
                    "",
                    "To verify the signature in each build, put the project's public keys beside this file, and name them:");
            out.line("# keys: { file: KEYS }");
        }
        out.line("pins:");
        String pins = fetched.pins().stream()
                .map(pin -> pin.digest().algorithm().jcaName().replace("-", "").toLowerCase(Locale.ROOT) + ": "
                        + pin.digest().hex())
                .collect(Collectors.joining(", "));
        out.line(INDENT + YamlText.scalar(version()) + ": { " + pins + " }");
    }

    /** @param program what looks for optional libraries and programs */
    void requirements(String program, List<Need> tools, FoundNeeds needs) {
        out.line("").line("requirements:");
        Stream.concat(needs.certain().stream(), tools.stream())
                .forEach(need -> lines(need, needs.cxxOnly()).forEach(line -> out.line(INDENT + line)));
        if (!needs.unnamed().isEmpty()) {
            out.decide(
                    INDENT,
                    "requirements without a known package",
                    "what to require for " + names(needs.unnamed()) + ". " + program
                            + " fails if it is missing, and the plugin knows no package with it.");
        }
        List<String> optional = needs.optional().stream().map(Need::name).toList();
        if (!optional.isEmpty() || !needs.unknown().isEmpty()) {
            out.decide(
                    INDENT,
                    "optional libraries and programs",
                    "what the build can use. " + program + " looks for these, and uses what is"
                            + " installed, so the same recipe can give different installations: remove the '#' to require one, or turn it off"
                            + " with an argument in build.configure.");
            for (Need need : needs.optional()) {
                lines(need, needs.cxxOnly()).forEach(line -> out.line(INDENT + "# " + line));
            }
            if (!needs.unknown().isEmpty()) {
                out.comment(INDENT, "Also looked for: " + names(needs.unknown()) + ".");
            }
        }
    }

    private static String names(List<String> names) {
        return names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    }

    /** Returns the lines of an entry. */
    private static List<String> lines(Need need, boolean cxx) {
        RecipeText entry = new RecipeText();
        entry.key("- ", "name", need.name());
        entry.key(INDENT, "because", need.because());
        if (need.tool().isPresent()) {
            entry.key(INDENT, "tool", need.tool().get());
        } else {
            entry.key(INDENT, "language", cxx ? "c++" : "c");
            entry.line(INDENT + "libraries: "
                    + YamlText.list(
                            need.links().stream().map(link -> "-l" + link).toList()));
            entry.line(INDENT + "source: |");
            need.source(cxx).lines().forEach(line -> entry.line("    " + line));
        }
        if (!need.packages().isEmpty()) {
            entry.line(INDENT + "packages: "
                    + need.packages().entrySet().stream()
                            .map(family -> family.getKey() + ": " + YamlText.list(family.getValue()))
                            .collect(Collectors.joining(", ", "{ ", " }")));
        }
        return entry.toString().lines().toList();
    }

    void build(ConfigureFacts facts, Preparation preparation, TestFacts tests) {
        out.line("").line("build:");
        if (!facts.directory().isEmpty()) {
            out.key(INDENT, "directory", facts.directory());
        }
        if (!facts.others().isEmpty()) {
            out.decide(
                    INDENT,
                    "directory",
                    "which configure to build. There are others in " + String.join(", ", facts.others()) + ".");
        }
        preparation
                .remarks()
                .forEach(remark -> out.decide(INDENT, "how configure is made", "how configure is made. " + remark));
        if (!preparation.commands().isEmpty()) {
            out.line(INDENT + "prepare: "
                    + preparation.commands().stream().map(YamlText::list).collect(Collectors.joining(", ", "[", "]")));
        }
        if (!facts.isAutoconf()) {
            out.decide(INDENT, "configure", "whether configure knows --prefix. Autoconf did not make it.");
        }
        out.comment(
                INDENT, "Builds in a copy of the sources; 'true' is faster if configure works from another directory.");
        out.line(INDENT + "separate: false");
        out.comment(INDENT, "Arguments of configure; 'sh configure --help' in the unpacked archive lists them.");
        out.line(INDENT + "configure: []");
        tests("Makefile", tests);
        install(tests);
    }

    /** Writes how Meson builds, with a Makefile that calls Ninja and Meson, because the plugin runs make. */
    void meson(TestFacts tests) {
        out.line("").line("build:");
        out.line(INDENT + "separate: true");
        out.comment(
                INDENT,
                "Configures with Meson, without subprojects from the network, and writes a Makefile for the other steps.");
        MESON.lines().forEach(line -> out.line(INDENT + line));
        out.comment(
                INDENT,
                "Options of Meson, such as -Dtests=false. meson_options.txt or meson.options lists those of the release.");
        out.line(INDENT + "configure: []");
        tests(MesonFacts.FILE, tests);
        install(tests);
    }

    private void tests(String names, TestFacts tests) {
        tests.serial().ifPresent(remark -> {
            if (remark.certain()) {
                out.comment(INDENT, "Tests run one at a time. " + remark.sentence());
                out.line(INDENT + "jobs: { test: 1 }");
            } else {
                out.decide(INDENT, "jobs of tests", "whether tests must run one at a time. " + remark.sentence());
                out.line(INDENT + "# jobs: { test: 1 }");
            }
        });
        tests.remarks().forEach(remark -> out.comment(INDENT, remark));
        if (tests.none()) {
            out.decide(INDENT, "tests", "whether there are tests. No " + names + " names any.");
            out.line(INDENT + "test: none");
        } else if (tests.target().isPresent()) {
            out.line(INDENT + "test: { target: " + tests.target().get() + " }");
        } else {
            out.comment(INDENT, "Tests: 'make check', if the Makefile has that target.");
        }
        if (tests.googletest()) {
            out.decide(
                    INDENT,
                    "googletest",
                    "whether to run the googletest programs in shards. Name them in the build directory:");
            out.line(INDENT + "# test: { target: check, programs: [tests/PROGRAM] }");
        }
    }

    private void install(TestFacts tests) {
        if (tests.ignoresDestdir()) {
            out.decide(
                    INDENT,
                    "installing",
                    "how to install. The Makefile does not mention DESTDIR, so 'make install' may write"
                            + " outside the installation. List the files instead:");
            out.line(INDENT + "# install: { files: { bin/PROGRAM: PROGRAM } }");
        } else {
            out.line(INDENT + "install: { target: install }");
        }
        if (!tests.programs().isEmpty()) {
            String program = tests.programs().get(0);
            out.decide(
                    INDENT,
                    "proof",
                    "which installed program must run, and what it prints. Installed: "
                            + tests.programs().stream().limit(20).collect(Collectors.joining(", ")) + ".");
            out.line(INDENT + "# proofs: [{ command: " + YamlText.list(List.of("bin/" + program, "--version")) + " }]");
        }
    }
}
