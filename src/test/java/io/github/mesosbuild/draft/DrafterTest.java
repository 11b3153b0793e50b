package io.github.mesosbuild.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mesosbuild.archive.TarBuilder;
import io.github.mesosbuild.archive.UnpackException;
import io.github.mesosbuild.failure.Failure;
import io.github.mesosbuild.fetch.FetchException;
import io.github.mesosbuild.fetch.Source;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Pin;
import io.github.mesosbuild.release.RecipeSchemas;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.release.Requirement;
import io.github.mesosbuild.steps.BuildRefusedException;
import io.github.mesosbuild.verify.VerificationException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drafts of releases that use autotools, and of archives that are refused. */
class DrafterTest extends DraftFixture {
    @Test
    void describesAReleaseWithoutRunningIt() throws Exception {
        byte[] archive = release(
                "hello-2.12",
                "configure",
                CONFIGURE,
                "configure.ac",
                INPUT,
                "Makefile.am",
                "bin_PROGRAMS = hello \\\n  bye\nTESTS = a.sh\n");
        Draft draft = draft("hello-2.12.tar.gz", archive);
        Release release = read(draft);

        assertThat(release.recipe()).isEqualTo("hello");
        assertThat(release.title()).isEqualTo("GNU hello");
        assertThat(release.version().text()).isEqualTo("2.12");
        assertThat(release.source().fileName()).isEqualTo("hello-2.12.tar.gz");
        assertThat(release.source().directory()).isEqualTo("hello-2.12");
        assertThat(release.source().companions()).isEmpty();
        assertThat(release.source().pins())
                .extracting(pin -> pin.digest().hex())
                .containsExactly(sha256(archive));
        assertThat(names(release)).containsExactly("C compiler", "make");
        assertThat(release.build().prepare()).isEmpty();
        assertThat(release.build().separate()).isFalse();
        assertThat(release.build().test().orElseThrow().target()).isEqualTo("check");
        assertThat(release.build().install()).isEqualTo(new Release.MakeInstall("install", false));
        assertThat(draft.yaml())
                .contains("# Home page: https://www.gnu.org/software/hello/\n")
                .contains("file: \"hello-{version}.tar.gz\"\n")
                .contains("it was trusted on first download, on 2026-11-29, from")
                .contains("# proofs: [{ command: [bin/bye, --version] }]\n");
        assertThat(draft.firstUse()).isTrue();
        assertThat(draft.sha256()).isEqualTo(sha256(archive));
        assertThat(draft.decisions()).containsExactly("license", "address", "trust", "proof");
        assertThat(draft.summary())
                .isEqualTo("configure; needs C compiler, make; tests by 'make check'; license to decide");
        assertThat(directory.resolve("ran")).doesNotExist();
    }

    @Test
    void theArchiveIsInTheCacheForTheBuild() throws Exception {
        byte[] archive = release("hello-2.12", "configure", CONFIGURE);
        draft("hello-2.12.tar.gz", archive);
        try (Stream<Path> cache = Files.walk(directory.resolve("cache"))) {
            assertThat(cache).anyMatch(path -> path.endsWith("hello-2.12.tar.gz"));
        }
    }

    @Test
    void aGivenDigestIsTheProof() throws Exception {
        byte[] archive = release("hello-2.12", "configure", CONFIGURE);
        pins = List.of(new Pin(new Digest(Digest.Algorithm.SHA256, sha256(archive)), "mesos.archive.sha256"));
        for (int run = 0; run < 2; run++) {
            Draft draft = draft("hello-2.12.tar.gz", archive);
            assertThat(draft.firstUse()).isFalse();
            assertThat(draft.yaml()).contains("# The digest is that of mesos.archive.sha256, as of 2026-11-29.\n");
            assertThat(draft.decisions()).doesNotContain("trust");
        }
    }

    @Test
    void aWrongDigestRefusesTheArchive() {
        pins = List.of(new Pin(new Digest(Digest.Algorithm.SHA256, "ab".repeat(32)), "mesos.archive.sha256"));
        FetchException failure = catchThrowableOfType(
                FetchException.class, () -> draft("hello-2.12.tar.gz", release("hello-2.12", "configure", CONFIGURE)));
        assertThat(failure.kind()).isEqualTo(FetchException.Kind.WRONG_DIGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {".asc", ".sig"})
    void filesBesideTheArchiveAreChecked(String suffix) throws Exception {
        byte[] archive = release("hello-2.12", "configure", CONFIGURE);
        write("hello-2.12.tar.gz.sha256", (sha256(archive) + "  hello-2.12.tar.gz\n").getBytes(StandardCharsets.UTF_8));
        write("SHA256SUMS", (sha256(archive) + "  hello-2.12.tar.gz\n").getBytes(StandardCharsets.UTF_8));
        write("hello-2.12.tar.gz" + suffix, "no signature".getBytes(StandardCharsets.UTF_8));
        Draft draft = draft("hello-2.12.tar.gz", archive);
        assertThat(draft.findings())
                .anyMatch(finding -> finding.endsWith(" in hello-2.12.tar.gz.sha256."))
                .anyMatch(finding -> finding.endsWith(" in hello-2.12.tar.gz.SHA256SUMS."))
                .anyMatch(finding -> finding.contains("hello-2.12.tar.gz" + suffix));
        assertThat(read(draft).source().companions()).containsExactly(suffix, ".sha256");
        assertThat(draft.yaml()).contains("# keys: { file: KEYS }\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello-2.12.tar.gz.sha256", "hello-2.12.tar.gz.sha512", "SHA256SUMS", "SHA512SUMS"})
    void aChecksumThatDisagreesRefusesTheArchive(String file) throws Exception {
        String wrong = "cd".repeat(file.contains("512") ? 64 : 32);
        write(file, (wrong + "  hello-2.12.tar.gz\n").getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> draft("hello-2.12.tar.gz", release("hello-2.12", "configure", CONFIGURE)))
                .isInstanceOf(VerificationException.class)
                .hasMessageContaining(wrong);
    }

    @Test
    void addressesGetPlaceholders() throws Exception {
        Path archive = write("v2.12.tar.gz", release("hello-2.12", "configure", CONFIGURE));
        Draft draft = draft(
                "v2.12.tar.gz",
                new Source.LocalFile(archive),
                new Source.Remote(
                        URI.create("https://me:secret@2.12.example.org/2.12/2.120/v2.12.tar.gz"), Optional.empty()));
        assertThat(draft.yaml())
                .contains("file: \"v{version}.tar.gz\"\n")
                .contains("urls: [\"https://2.12.example.org/{version}/2.120/{file}\"]\n")
                .doesNotContain("secret");
        assertThat(read(draft).source().urls()).containsExactly("https://2.12.example.org/2.12/2.120/v2.12.tar.gz");
    }

    @Test
    void secretsOfAnAddressAreNotWritten() throws Exception {
        Path archive = write("hello-2.12.tar.gz", release("hello-2.12", "configure", CONFIGURE));
        Draft draft = draft(
                "hello-2.12.tar.gz",
                new Source.LocalFile(archive),
                new Source.Remote(URI.create("https://example.org/hello-2.12.tar.gz?token=geheim"), Optional.empty()));
        assertThat(draft.yaml()).contains("?token=***").doesNotContain("geheim");
        assertThat(draft.decisions()).contains("address");
    }

    @Test
    void anExportOfARepositoryIsPrepared() throws Exception {
        Release release = drafted(
                "configure.ac",
                INPUT + "LT_INIT\nAM_GNU_GETTEXT([external])\nPKG_CHECK_MODULES([Z], [zlib])\n",
                "Makefile.am",
                "hello_SOURCES = a.y b.l c.y\ninfo_TEXINFOS = hello.texi\n",
                "a.y",
                "",
                "c.y",
                "",
                "c.c",
                "");
        assertThat(release.build().prepare()).containsExactly(List.of("autoreconf", "--force", "--install"));
        assertThat(names(release))
                .containsExactly(
                        "C compiler",
                        "make",
                        "makeinfo",
                        "zlib",
                        "pkg-config",
                        "Autoconf",
                        "M4",
                        "Automake",
                        "Libtool",
                        "Gettext");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "autogen.sh   | '#! /bin/sh\nautoreconf -i # then run ./configure' | env NOCONFIGURE=1 sh ./autogen.sh",
                "bootstrap    | '#!/usr/bin/env bash\nautoreconf -i' | env NOCONFIGURE=1 bash ./bootstrap",
                "autogen.sh   | 'autoreconf -i\n./configure \"$@\"' | autoreconf --force --install",
                "autogen.sh   | '[ -n \"$NOCONFIGURE\" ] || ./configure' | env NOCONFIGURE=1 sh ./autogen.sh",
                "autogen.sh   | 'curl -o config.guess https://example.org' | autoreconf --force --install",
                "bootstrap.sh | 'git submodule update' | autoreconf --force --install",
            })
    void aScriptMakesConfigureIfItDoesNothingElse(String script, String text, String command) throws Exception {
        assertThat(drafted("configure.ac", INPUT, script, text).build().prepare())
                .containsExactly(List.of(command.split(" ")));
    }

    @Test
    void aMacroThatTheArchiveDoesNotDefineIsNamed() throws Exception {
        byte[] archive = release(
                "hello-2.12", "configure.ac", INPUT + "AX_PTHREAD\nAX_OWN\n", "m4/own.m4", "AC_DEFUN([AX_OWN], [])");
        assertThat(draft("hello-2.12.tar.gz", archive).yaml().replaceAll("\n *# ", " "))
                .contains("configure.ac uses AX_PTHREAD, which the archive does not define: install autoconf-archive.");
    }

    @Test
    void whatConfigureNeedsIsRequiredAndWhatItUsesIsAComment() throws Exception {
        byte[] archive = release("hello-2.12", "configure", CONFIGURE, "configure.ac", INPUT + """
                AC_CHECK_LIB([z], [deflate], [], [AC_MSG_ERROR([no zlib])])
                AC_CHECK_LIB([own], [own_open], [], [AC_MSG_FAILURE([no own])])
                AC_CHECK_LIB([m], [cos], [], [AC_MSG_ERROR([no m])])
                AC_CHECK_LIB([bz2], [BZ2_bzlib])
                AC_CHECK_LIB([strange], [f])
                AC_ARG_WITH([ssl], [x], [PKG_CHECK_MODULES([SSL], [openssl >= 1.0])])
                AC_CHECK_HEADERS([expat.h], [], [AC_MSG_ERROR([no expat])])
                AC_PATH_PROG([PERL], [perl])
                """);
        Draft draft = draft("hello-2.12.tar.gz", archive);
        Release release = read(draft);
        assertThat(names(release)).containsExactly("C compiler", "make", "zlib", "libown", "Expat");
        assertThat(release.requirements().get(3).probe())
                .isEqualTo(new Requirement.Program(
                        Requirement.Language.C,
                        "char own_open(void);\nint main(void) { return own_open() == 0; }\n",
                        List.of(),
                        List.of("-lown"),
                        false,
                        Optional.empty()));
        assertThat(draft.yaml())
                .contains(
                        "  # - name: bzip2\n",
                        "  # - name: OpenSSL\n",
                        "  # - name: Perl\n",
                        "  # Also looked for: strange.\n");
        // Without the marks, the optional ones are requirements too.
        String all = draft.yaml().replaceAll("(?m)^  # (- | {2})", "  $1");
        assertThat(RecipeSchemas.objections(all)).as(all).isEmpty();
        assertThat(draft.decisions()).contains("optional libraries and programs");
    }

    @Test
    void withoutItsSourceTheScriptIsRead() throws Exception {
        byte[] archive = release(
                "hello-2.12",
                "configure",
                CONFIGURE + "ac_cv_cxx_compiler_gnu=yes\nchecking for tgetent in -lncurses\n",
                "a.cc",
                "");
        Draft draft = draft("hello-2.12.tar.gz", archive);
        assertThat(names(read(draft))).containsExactly("C++ compiler", "make");
        assertThat(draft.yaml())
                .contains(
                        "  # - name: ncurses\n  #   because: configure looks for the library ncurses.\n  #   language: c++\n");
    }

    @Test
    void configureCanBeInADirectory() throws Exception {
        Release release = drafted("unix/configure", CONFIGURE, "win32/configure", CONFIGURE, "README", "");
        assertThat(release.build().subdirectory()).isEqualTo("unix");
    }

    @ParameterizedTest
    @CsvSource({
        "CMakeLists.txt, CMake",
        "setup.py, Python's setuptools",
        "Makefile, a Makefile alone",
    })
    void anotherBuildSystemIsNamed(String file, String system) {
        assertThatThrownBy(() -> drafted(file, "", "vendored/configure", CONFIGURE))
                .isInstanceOf(DraftException.class)
                .hasMessage("Cannot draft a recipe for hello-2.12.tar.gz: it is built with " + system + ". It has "
                        + file + ", but neither configure nor configure.ac.");
    }

    @Test
    void anArchiveOfAnythingElseIsRefused() {
        assertThatThrownBy(() -> drafted("README", ""))
                .hasMessage(
                        "Cannot draft a recipe for hello-2.12.tar.gz: it has neither configure nor configure.ac, and no file of another build system that the"
                                + " plugin recognizes.");
        assertThatThrownBy(() -> draft(
                        "hello-2.12.tar.gz",
                        new TarBuilder().file("configure", CONFIGURE).gzip()))
                .hasMessage(
                        "Cannot draft a recipe for hello-2.12.tar.gz: it does not have exactly one directory at its top with everything in it.");
        assertThatThrownBy(() -> draft(
                        "hello-2.12.tar.gz",
                        new TarBuilder()
                                .file("a/configure", CONFIGURE)
                                .file("b/x", "")
                                .gzip()))
                .hasMessage(
                        "Cannot draft a recipe for hello-2.12.tar.gz: it does not have exactly one directory at its top with everything in it.");
        assertThatThrownBy(() -> draft("hello-2.12.zip", new byte[] {'P', 'K'}))
                .hasMessage("Cannot unpack hello-2.12.zip: the plugin does not read ZIP.");
        assertThatThrownBy(() -> draft("hello.tar.gz", release("hello", "configure", "#! /bin/sh\n")))
                .hasMessage(
                        "Cannot find the version of hello.tar.gz: the file, its top directory and configure name none.");
    }

    @Test
    void unpacksSafely() {
        UnpackException failure = catchThrowableOfType(
                UnpackException.class,
                () -> draft(
                        "hello-2.12.tar.gz",
                        new TarBuilder()
                                .file("hello-2.12/configure", CONFIGURE)
                                .file("hello-2.12/../../evil", "")
                                .gzip()));
        assertThat(failure.kind()).isEqualTo(UnpackException.Kind.ESCAPES);
        assertThat(directory.resolve("evil")).doesNotExist();
    }

    @Test
    void linksAreNotFollowed() throws Exception {
        byte[] archive = new TarBuilder()
                .file("hello-2.12/configure", CONFIGURE)
                .file("hello-2.12/text", "Permission is hereby granted, free of charge, to any person obtaining a copy")
                .symbolicLink("hello-2.12/LICENSE", "text")
                .gzip();
        assertThat(draft("hello-2.12.tar.gz", archive).yaml()).contains("No LICENSE or COPYING file was found.");
    }

    @Test
    void plainHttpNeedsADigest() {
        Source http = new Source.Remote(URI.create("http://example.org/hello-2.12.tar.gz"), Optional.empty());
        assertThatThrownBy(() -> draft("hello-2.12.tar.gz", http))
                .isInstanceOf(DraftException.class)
                .hasMessage(
                        "Cannot trust http://example.org/hello-2.12.tar.gz: it is plain HTTP, where anyone can change the archive, and no"
                                + " SHA-256 or SHA-512 is given.");
    }

    @Test
    void offlineNoServerIsAsked() {
        offline = true;
        Source https = new Source.Remote(URI.create("https://example.org/hello-2.12.tar.gz"), Optional.empty());
        DraftException failure = catchThrowableOfType(DraftException.class, () -> draft("hello-2.12.tar.gz", https));
        assertThat(failure.kind()).isEqualTo(DraftException.Kind.OFFLINE);
    }

    @Test
    void hostileTextsStayTexts() throws Exception {
        String evil = "x\"\r: [a]\u202e\u2028 # 'b";
        byte[] archive = release(
                "hello-2.12",
                "configure",
                "PACKAGE_NAME='" + evil.replace("'", "") + "'\nPACKAGE_TARNAME='" + "q: \u0007\""
                        + "'\nPACKAGE_VERSION='2.12'\n",
                "configure.ac",
                "AC_INIT([" + evil + "], [2.12])\nAC_CHECK_LIB([" + evil + "], [f], [], [AC_MSG_ERROR])\n"
                        + "AC_CHECK_LIB([good], [" + evil + "], [], [AC_MSG_ERROR])\nPKG_CHECK_MODULES([A], [" + evil
                        + "])\n"
                        + "AC_CHECK_HEADER([" + evil + ".h], [], [AC_MSG_ERROR])\nAC_PATH_PROG([B], [" + evil + "])\n",
                "LICENSE-" + evil.replace("\r", ""),
                evil,
                "Makefile.am",
                "bin_PROGRAMS = \"x ${Y} ok\u202e\n");
        Draft draft = draft("hello-2.12.tar.gz", archive);
        assertThat(draft.yaml().codePoints().filter(point -> point != '\n'))
                .noneMatch(point -> Character.getType(point) == Character.CONTROL
                        || Character.getType(point) == Character.FORMAT
                        || Character.getType(point) == Character.LINE_SEPARATOR);
        assertThat(read(draft).recipe()).isEqualTo("hello");
        assertThat(names(read(draft))).containsExactly("make", "pkg-config");
    }

    @Test
    void aHostileTopDirectoryIsWrittenAsItIs() throws Exception {
        String top = "a'\"\u202e: #b-1";
        Draft draft = draft("hello-1.tar.gz", release(top, "configure", CONFIGURE));
        assertThat(read(draft).source().directory()).isEqualTo(top);
    }

    /** Only root can give files to others. */
    @Test
    void aCacheOfSomebodyElseIsRefused() throws Exception {
        Path launcher = Files.createDirectories(directory.resolve("cache/compiler-cache/links/ccache-1"));
        assumeTrue(Files.getAttribute(launcher, "unix:uid").equals(0), "only root can give files away");
        Files.setAttribute(launcher, "unix:uid", 12345);
        assertThatThrownBy(() -> drafted("configure", CONFIGURE)).isInstanceOf(BuildRefusedException.class);
    }

    @Test
    void failuresLeaveNothing() {
        assertThatThrownBy(() -> drafted("README", "")).isInstanceOf(Failure.class);
        assertThat(directory.resolve("cache").toFile().list()).noneMatch(name -> name.startsWith("draft-"));
    }
}
