package io.github.mesosbuild.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.release.Release;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Drafts of releases that Meson builds. */
class MesonFactsTest extends DraftFixture {
    @Test
    void aReleaseThatMesonBuildsIsBuiltByMakeToo() throws Exception {
        byte[] archive = release(
                "hello-2.12",
                "meson.build",
                """
                project('hello', ['c'], version: '2.12', meson_version: '>= 0.50')
                glib = dependency('glib-2.0', version: '>= 2.50')
                zlib = dependency('zlib', required: get_option('zlib'))
                threads = dependency('threads')
                cc.find_library('m')
                if host_machine.cpu_family() == 'x86_64'
                  find_program('nasm')
                endif
                find_program('gen.py')
                executable('hello', 'hello.c', install: true)
                if get_option('tests')
                  subdir('tests')
                endif
                """,
                "gen.py",
                "",
                "tests/meson.build",
                "add_languages('cpp')\ntest('a', executable('a', 'a.c'))\n",
                "subprojects/other/meson.build",
                "project('other', 'cpp', version: '3')\n");
        Draft draft = draft("hello-2.12.tar.gz", archive);
        Release release = read(draft);
        assertThat(release.recipe()).isEqualTo("hello");
        assertThat(release.version().text()).isEqualTo("2.12");
        assertThat(names(release)).containsExactly("C compiler", "make", "Meson", "Ninja", "GLib", "pkg-config", "sh");
        assertThat(draft.yaml())
                .contains(
                        "  # - name: zlib\n",
                        "  # - name: NASM\n",
                        "# proofs: [{ command: [bin/hello, --version] }]\n");
        assertThat(release.build().separate()).isTrue();
        assertThat(release.build().command()).hasSize(4).startsWith("sh", "-ec").endsWith("meson");
        assertThat(release.build().command().get(2))
                .contains(
                        "meson setup --prefix=\"{prefix}\"",
                        "--wrap-mode=nodownload \"$@\" ninja \"{srcdir}\"\n",
                        "\nall: ; ninja -C ninja -j$(JOBS)\n",
                        "\ncheck: ; ninja -C ninja -j$(JOBS) all $$(sed -n 's/^build \\(meson-test-prereq\\):.*/\\1/p' ninja/build.ninja) && meson test -C ninja --no-rebuild --print-errorlogs --num-processes $(JOBS)\n",
                        "\ninstall: ; DESTDIR=\"$(DESTDIR)\" meson install -C ninja --no-rebuild\nEND\n");
        assertThat(release.build().test().orElseThrow().target()).isEqualTo("check");
        assertThat(draft.summary())
                .isEqualTo(
                        "meson.build; needs C compiler, make, Meson, Ninja, GLib, pkg-config; tests by 'make check'; license to decide");
    }

    @Test
    void thePageOfRecipesHasTheCommandOfADraftForMeson() throws Exception {
        String page = Files.readString(Path.of("src/site/markdown/recipes.md"));
        int setup = page.indexOf("meson setup --prefix=");
        assertThat(setup).isPositive();
        String command = page.substring(
                page.lastIndexOf("  command:\n", setup), page.indexOf("  test: { target: check }", setup));
        byte[] archive = release("hello-2.12", "meson.build", "project('hello', 'c')\n");
        assertThat(draft("hello-2.12.tar.gz", archive).yaml())
                .as("build.command with Meson")
                .contains(command);
    }

    @Test
    void whatIsNeededWithoutAKnownPackageIsToBeDecided() throws Exception {
        String meson = draft("hello-2.12.tar.gz", release("hello-2.12", "meson.build", """
                        project('hello', 'c', version: '2.12')
                        dependency('strange')
                        dependency('stranger', 'zlib')
                        dependency('rare', required: false)
                        """))
                .yaml();
        assertThat(meson)
                .contains("Decide: what to require for strange. Meson fails if it is missing")
                .contains("Also looked for: rare, stranger.");
        String configure = draft(
                        "hello-2.12.tar.gz",
                        release("hello-2.12", "configure.ac", INPUT + "PKG_CHECK_MODULES([X], [strange >= 2])\n"))
                .yaml();
        assertThat(configure)
                .contains("Decide: what to require for strange. configure fails if it is missing")
                .doesNotContain("Also looked for: strange");
    }

    @Test
    void oneOfTheNamesOfADependencyIsNeeded() throws Exception {
        Draft draft = draft("hello-2.12.tar.gz", release("hello-2.12", "meson.build", """
                        project('hello', 'c', version: '2.12', meson_version: '>= 1.4')
                        dependency('strange', 'ncursesw', 'ncurses')
                        dependency('threads', 'zlib')
                        """));
        assertThat(names(read(draft)))
                .containsExactly(
                        "C compiler", "make", "Meson", "Ninja", "pkg-config", "ncurses with wide characters", "sh");
        assertThat(draft.yaml())
                .contains("  # - name: ncurses\n", "  # - name: zlib\n", "  # Also looked for: strange.\n")
                .contains("Meson configures hello, which asks for Meson >= 1.4.");
    }

    @Test
    void hostileTextsOfMesonStayTexts() throws Exception {
        String evil = "x\"\r: [a]\u202e\u2028 # b";
        Draft draft = draft(
                "hello-2.12.tar.gz",
                release(
                        "hello-2.12",
                        "meson.build",
                        "project('" + evil + "', ['c', '" + evil + "'], version: '" + evil + "', meson_version: '"
                                + evil
                                + "')\nadd_languages('" + evil + "')\ndependency('" + evil + "')\ncc.find_library('"
                                + evil
                                + "')\nfind_program('" + evil + "')\nexecutable('" + evil + "', install: true)\n"));
        assertThat(names(read(draft))).containsExactly("C compiler", "make", "Meson", "Ninja", "sh");
        assertThat(draft.yaml()).contains("because: Meson configures hello.\n").doesNotContain("\u202e", "[a]");
        assertThat(draft.decisions()).doesNotContain("optional libraries and programs");
    }

    @Test
    void autotoolsComeBeforeMesonAndMesonBeforeOthers() throws Exception {
        assertThat(drafted("configure", CONFIGURE, "meson.build", "project('hello', 'c')\n")
                        .build()
                        .command())
                .isEmpty();
        assertThat(drafted("meson.build", "project('hello', 'cpp')\n", "CMakeLists.txt", "")
                        .build()
                        .command())
                .startsWith("sh");
    }
}
