package io.github.mesosbuild.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.it.SampleTree.Result;
import io.github.mesosbuild.process.TestSignals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("long")
class SampleMutationsTest {
    private static final Path RELEASE = SampleBuildTest.RELEASE;

    @TempDir
    static Path shared;

    private static SampleTree built;

    @TempDir
    Path directory;

    @BeforeAll
    static void build() throws Exception {
        built = SampleTree.unpack(SampleArchive.read(RELEASE).pack(), shared.resolve("tree"));
        built.configure();
        built.make("-j2");
        Result checked = built.make("-j2", "check");
        assertThat(checked.status()).as(checked.output()).isZero();
    }

    @Test
    void allAreTestedHere() throws Exception {
        assertThat(SampleRelease.mutations(RELEASE))
                .containsExactly(
                        "automake-tests",
                        "automake-trs",
                        "compile-error",
                        "configure-fails",
                        "hangs",
                        "install-fails",
                        "killed",
                        "memory",
                        "missing-header",
                        "missing-library",
                        "no-space",
                        "recipe-killed",
                        "slow",
                        "test-crashes",
                        "test-fails",
                        "test-flaky",
                        "test-hangs",
                        "test-leaves",
                        "undefined-symbol");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    compile-error    | all                   | 'undeclared_name' was not declared in this scope
                    missing-header   | all                   | fatal error: nothere/nothere.h: No such file or directory
                    undefined-symbol | all                   | undefined reference to `sample::nowhere(int)'
                    missing-library  | all                   | cannot find -lnothere
                    no-space         | all                   | No space left on device
                    killed           | all                   | fatal error: Killed signal terminated program cc1plus
                    recipe-killed    | all                   | json.o] Killed
                    test-fails       | check                 | [  FAILED  ] StringsTest.Upper
                    test-crashes     | check                 | Segmentation fault
                    test-flaky       | check                 | [  FAILED  ] StringsTest.SometimesUpper
                    automake-tests   | check                 | FAIL: tty
                    automake-trs     | check                 | FAIL: check-FAIL
                    install-fails    | -C share install      | cannot stat '../../sample-1.0.0/share/nothere.html'
                    """)
    void failsAsItsNameSays(String mutation, String arguments, String text) throws Exception {
        Path overlay = RELEASE.resolveSibling("mutations").resolve(mutation);
        SampleTree tree = built.mutated(
                overlay, SampleArchive.read(RELEASE).mutated(overlay).pack(), directory.resolve("copy"));
        if (arguments.equals("all")) {
            // A Makefile that changed makes no object again, and some mutations are in its rule for this one.
            Files.delete(tree.build().resolve("src/lib/json.o"));
        }
        Result made = tree.make(("-j2 " + arguments).split(" "));
        assertThat(made.status()).as(made.output()).isNotZero();
        assertThat(made.output()).contains(text);
    }

    @Test
    void configureFailsWithItsLog() throws Exception {
        SampleTree tree = mutated("configure-fails");
        Result configured = tree.configure();
        assertThat(configured.status()).isEqualTo(1);
        assertThat(configured.output()).contains("configure: error: cannot find libnothere\n-----");
        assertThat(Files.readString(tree.build().resolve("config.log")))
                .containsPattern("configure:\\d+: g\\+\\+ -o conftest .*-lnothere")
                .containsPattern("cannot find -lnothere")
                .containsPattern("configure:\\d+: \\$\\? = 1\nconfigure: failed program was:\n\\| ")
                .contains("## Output variables. ##", "configure: exit 1");
        assertThat(tree.build().resolve("Makefile")).doesNotExist();
    }

    @Test
    void slowOneSleepsBeforeEachCompilation() throws Exception {
        SampleTree tree = mutated("slow");
        tree.configure();
        assertThat(tree.make("-n").output().lines().filter(line -> line.startsWith("sleep 0.2;g++")))
                .hasSize(12);
    }

    @Test
    void hangingOneIgnoresTermAndHasAChildInAnotherSession() throws Exception {
        SampleTree tree = mutated("hangs");
        tree.configure();
        Process make =
                SampleTree.start(tree.build().resolve("src/lib"), Map.of(), directory.resolve("log"), "make", "json.o");
        Path pids = tree.build().resolve("src/lib");
        long hanging = pid(pids.resolve("hang.pid"));
        long child = pid(pids.resolve("hang-child.pid"));
        try {
            assertThat(TestSignals.send("TERM", hanging)).isTrue();
            assertThat(TestSignals.send("TERM", child)).isTrue();
            Thread.sleep(100);
            assertThat(alive(hanging)).isTrue();
            assertThat(alive(child)).isTrue();
            assertThat(session(child)).isEqualTo(child);
            assertThat(session(hanging)).isNotEqualTo(hanging);
        } finally {
            for (long parent : new long[] {hanging, child}) {
                ProcessHandle.of(parent).ifPresent(handle -> {
                    handle.descendants().forEach(ProcessHandle::destroyForcibly);
                    handle.destroyForcibly();
                });
            }
            make.destroyForcibly();
        }
    }

    @Test
    void hangingTestIsTheLastThatStarts() throws Exception {
        Path overlay = RELEASE.resolveSibling("mutations").resolve("test-hangs");
        SampleTree tree = built.mutated(
                overlay, SampleArchive.read(RELEASE).mutated(overlay).pack(), directory.resolve("copy"));
        assertThat(tree.make("-C", "tests", "sample-tests").status()).isZero();
        Result run = tree.in(
                tree.build().resolve("tests"), Map.of(), "timeout", "1", "./sample-tests", "--gtest_filter=*Endless");
        assertThat(run.status()).isEqualTo(124);
        assertThat(run.output()).endsWith("[ RUN      ] StringsTest.Endless\n");
    }

    private SampleTree mutated(String mutation) throws Exception {
        Path overlay = RELEASE.resolveSibling("mutations").resolve(mutation);
        return SampleTree.unpack(SampleArchive.read(RELEASE).mutated(overlay).pack(), directory.resolve("tree"));
    }

    private static long pid(Path file) throws Exception {
        for (int i = 0; i < 500; i++) {
            if (Files.exists(file) && Files.readString(file).endsWith("\n")) {
                return Long.parseLong(Files.readString(file).strip());
            }
            Thread.sleep(20);
        }
        throw new AssertionError(file + " was not written");
    }

    private static boolean alive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** proc(5): the session is the sixth field, the fourth after the command in parentheses. */
    private static long session(long pid) throws Exception {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[3]);
    }
}
