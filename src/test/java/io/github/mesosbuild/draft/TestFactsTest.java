package io.github.mesosbuild.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.release.StepJobs;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a draft tells about the tests of a release. */
class TestFactsTest extends DraftFixture {
    @ParameterizedTest
    @CsvSource({
        "'check: all\n', check, false",
        "'all check:\n', check, false",
        "'test : all\n', test, false",
        "'check := x\ninstall: ;\n', , true",
        "'check:\ninstall: ;\n', , true",
        "'check:\n\tls\n', check, false",
        "'include rules.mk\n', check, false",
    })
    void testsAreThoseOfTheMakefile(String makefile, String target, boolean none) throws Exception {
        Release release = drafted("configure", CONFIGURE, "Makefile.in", makefile + "\t$(DESTDIR)\n");
        assertThat(release.build().test().map(Release.Test::target)).isEqualTo(Optional.ofNullable(target));
        assertThat(release.build().test().isEmpty()).isEqualTo(none);
    }

    @Test
    void automakeWithoutTestsHasNone() throws Exception {
        Release release = drafted("configure", CONFIGURE, "configure.ac", INPUT, "Makefile.am", "bin_PROGRAMS = a\n");
        assertThat(release.build().test()).isEmpty();
        release = drafted(
                "configure", CONFIGURE, "configure.ac", INPUT, "Makefile.am", "", "tests/local.mk", "TESTS += a");
        assertThat(release.build().test()).isPresent();
    }

    @Test
    void dejaGnuAndGoogletestAreNoticed() throws Exception {
        byte[] archive = release(
                "hello-2.12",
                "configure",
                CONFIGURE,
                "configure.ac",
                INPUT,
                "Makefile.am",
                "check_LDADD = -lgtest\n",
                "Makefile.in",
                "RUNTEST = runtest\n");
        Draft draft = draft("hello-2.12.tar.gz", archive);
        assertThat(names(read(draft))).contains("DejaGnu");
        assertThat(draft.decisions()).contains("googletest");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AUTOMAKE_OPTIONS = foreign dejagnu\n",
                "AUTOMAKE_OPTIONS = foreign \\\n  dejagnu\n",
                "TESTS =\nDEJATOOL = hello\n",
                "check-local:\n\truntest --tool hello\n"
            })
    void dejaGnuIsNoticedWithoutWhatAutomakeMakes(String makefile) throws Exception {
        Release release = drafted("configure.ac", INPUT, "testsuite/Makefile.am", makefile);
        assertThat(names(release)).contains("DejaGnu");
        assertThat(release.build().test().orElseThrow().target()).isEqualTo("check");
    }

    @Test
    void dejaGnuCanBeAnOptionOfAllMakefiles() throws Exception {
        String input = "AC_INIT([hello], [2.12])\nAM_INIT_AUTOMAKE([foreign %s])\n";
        assertThat(names(drafted("configure.ac", input.formatted("dejagnu")))).contains("DejaGnu");
        assertThat(names(drafted("configure.ac", input.formatted("subdir-objects"))))
                .doesNotContain("DejaGnu");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "tests/Makefile.am | .NOTPARALLEL: | tests/Makefile.am names tests, and has .NOTPARALLEL.",
            })
    void testsThatMustNotRunAtOnceRunOneAtATime(String file, String text, String why) throws Exception {
        Draft draft = draft("hello-2.12.tar.gz", tested("x", "", "TESTS = a\n" + text));
        assertThat(read(draft).build().jobs())
                .isEqualTo(new StepJobs(OptionalInt.empty(), OptionalInt.of(1), OptionalInt.empty()));
        assertThat(draft.yaml()).contains("  # Tests run one at a time. " + why + "\n  jobs: { test: 1 }\n");
        assertThat(draft.summary()).contains("; tests by 'make check', one at a time; ");
    }

    private byte[] tested(String file, String text, String makefile) {
        return release(
                "hello-2.12", "configure", CONFIGURE, "configure.ac", INPUT, "tests/Makefile.am", makefile, file, text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "README | The tests cannot be run in parallel.",
                "tests/README | Note: use make -j1 check here.",
                "HACKING.md | They share a port: make check does not work in parallel.",
                "INSTALL-unix.txt | Do not run the tests concurrently."
            })
    void whatAPersonWroteAboutThemIsToDecide(String file, String text) throws Exception {
        Draft draft = draft("hello-2.12.tar.gz", tested(file, text, "TESTS = a\n"));
        assertThat(read(draft).build().jobs()).isEqualTo(StepJobs.UNLIMITED);
        assertThat(draft.yaml().replaceAll("\n *# (?!jobs)", " "))
                .contains("Decide: whether tests must run one at a time. " + file + ": \"" + text
                        + "\"\n  # jobs: { test: 1 }");
        assertThat(draft.decisions()).contains("jobs of tests");
        assertThat(draft.summary()).contains("; tests by 'make check'; ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "If you do not want tests to run in parallel, omit -j.",
                "It is not a problem if tests run in parallel.",
                "The tests are never slow when run concurrently."
            })
    void theOppositeLimitsNothing(String text) throws Exception {
        assertThat(draft("hello-2.12.tar.gz", tested("README", text, "TESTS = a\n"))
                        .decisions())
                .doesNotContain("jobs of tests");
    }

    @Test
    void aLongDocumentIsReadInOnePass() throws Exception {
        byte[] archive = tested("README" + "_a".repeat(40) + "!", "make" + " -a".repeat(200_000), "TESTS = a\n");
        assertThat(draft("hello-2.12.tar.gz", archive).decisions()).doesNotContain("jobs of tests");
        archive = tested("README", "make" + " -a".repeat(200_000), "TESTS = a\n");
        assertThat(draft("hello-2.12.tar.gz", archive).decisions()).doesNotContain("jobs of tests");
    }

    @Test
    void otherRemarksAboutParallelWorkLimitNothing() throws Exception {
        Release release = drafted(
                "configure",
                CONFIGURE,
                "configure.ac",
                INPUT,
                "tests/Makefile.am",
                "TESTS = a\n",
                "po/Makefile.in",
                ".NOTPARALLEL:\n",
                "README",
                "The tests run in parallel with make -j4 check. The parser is not parallel.\n");
        assertThat(release.build().jobs()).isEqualTo(StepJobs.UNLIMITED);
    }

    @Test
    void aLongContinuedLineIsRead() throws Exception {
        String options = "AUTOMAKE_OPTIONS = \\\n" + "a \\\n".repeat(100_000);
        assertThat(names(drafted("configure.ac", INPUT, "Makefile.am", options + "dejagnu\n")))
                .contains("DejaGnu");
        assertThat(names(drafted("configure.ac", INPUT, "Makefile.am", options + "b\ndejagnu\n")))
                .doesNotContain("DejaGnu");
    }
}
