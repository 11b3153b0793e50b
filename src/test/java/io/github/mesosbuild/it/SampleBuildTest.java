package io.github.mesosbuild.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.it.SampleTree.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleBuildTest {
    static final Path RELEASE = Path.of("src/it/sample/release");

    @TempDir
    static Path directory;

    private static SampleTree tree;
    private static Result built;

    @BeforeAll
    static void build() throws Exception {
        tree = SampleTree.unpack(SampleArchive.read(RELEASE).pack(), directory.resolve("tree"));
        Result configured = tree.configure("--enable-extra", "--enable-nothing");
        assertThat(configured.status()).as(configured.output()).isZero();
        assertThat(configured.output())
                .contains("configure: WARNING: unrecognized options: --enable-nothing")
                .contains("checking for crc32 in -lz... yes");
        Result dry = tree.make("-n");
        assertThat(dry.output().lines().filter(line -> line.contains(" -c -o ")))
                .hasSize(13);
        built = tree.make("-j2");
        assertThat(built.status()).as(built.output()).isZero();
    }

    @Test
    void compilesEachFileOnceAndThenHasNothingToDo() throws Exception {
        assertThat(built.output().lines().filter(line -> line.contains(" -c -o ")))
                .hasSize(13);
        assertThat(built.output()).contains(" -c -o json.o ../../../sample-1.0.0/src/lib/json.cc");
        assertThat(built.output()).doesNotContain("jobserver unavailable", "config.status");
        assertThat(tree.make().output()).doesNotContain("g++", " -o ");
    }

    @Test
    void installsUnderADestinationDirectory() throws Exception {
        Path destination = directory.resolve("destination");
        Result installed = tree.make("install", "DESTDIR=" + destination);
        assertThat(installed.status()).as(installed.output()).isZero();
        Path prefix = Path.of(destination + tree.prefix().toString());
        assertThat(List.of(
                        "bin/sample-cli",
                        "sbin/sample-master",
                        "sbin/sample-slave",
                        "sbin/sample-daemon.sh",
                        "libexec/sample/sample-executor"))
                .allMatch(name -> Files.isExecutable(prefix.resolve(name)));
        assertThat(List.of(
                        "lib/libsample-1.0.0.so",
                        "lib/libsample.so",
                        "lib/pkgconfig/sample.pc",
                        "include/sample/version.h",
                        "share/sample/webui/index.html",
                        "etc/sample/sample-master-env.sh.template"))
                .allMatch(name -> Files.isRegularFile(prefix.resolve(name)));
        assertThat(tree.prefix()).doesNotExist();
        Map<String, String> environment =
                Map.of("LD_LIBRARY_PATH", prefix.resolve("lib").toString());
        String cli = prefix.resolve("bin/sample-cli").toString();
        assertThat(tree.in(directory, environment, cli, "--version").output()).isEqualTo("sample 1.0.0\n");
        assertThat(tree.in(directory, environment, cli, "--features").output()).contains("extra");
        assertThat(tree.in(
                                directory,
                                environment,
                                prefix.resolve("sbin/sample-master").toString(),
                                "--version")
                        .output())
                .isEqualTo("mesos 1.0.0\n");
    }

    @Test
    void testProgramSpeaksTheCommandLineAndTheReportOfGoogletest() throws Exception {
        Result checked = tree.make("check");
        assertThat(checked.status()).as(checked.output()).isZero();
        assertThat(checked.output())
                .contains("[  PASSED  ] 14 tests.", "[       OK ] JsonTest.Quotes", "YOU HAVE 1 DISABLED TEST");

        Result failed = tree.make(
                Map.of("SAMPLE_FAIL", "JsonTest.Nested", "GTEST_FILTER", "JsonTest.*-*.Empty:*.Q?otes"), "check");
        assertThat(failed.status()).isNotZero();
        assertThat(failed.output())
                .contains(
                        "[==========] Running 2 tests from 1 test case.",
                        "testing.cc:",
                        ": Failure\nValue of: ",
                        "[  FAILED  ] JsonTest.Nested (",
                        " 1 FAILED TEST");

        Path tests = tree.build().resolve("tests");
        assertThat(tree.in(tests, Map.of(), "./sample-tests", "--gtest_list_tests", "--gtest_filter=*.Empty:S*.S*")
                        .output())
                .isEqualTo("JsonTest.\n  Empty\nStringsTest.\n  Split\n  StartsWith\n");

        int run = 0;
        for (int shard = 0; shard < 3; shard++) {
            Path report = directory.resolve("shard" + shard + ".xml");
            Map<String, String> environment =
                    Map.of("GTEST_TOTAL_SHARDS", "3", "GTEST_SHARD_INDEX", "" + shard, "GTEST_OUTPUT", "xml:" + report);
            assertThat(tree.in(tests, environment, "./sample-tests").status()).isZero();
            run += (int) Files.readString(report)
                    .lines()
                    .filter(line -> line.contains("status=\"run\""))
                    .count();
        }
        assertThat(run).isEqualTo(14);
    }

    @Test
    void scrambledTimesMakeMakeCallAutoconf() throws Exception {
        SampleTree scrambled = SampleTree.unpack(SampleArchive.read(RELEASE).pack(), directory.resolve("scrambled"));
        scrambled.configure();
        Files.setLastModifiedTime(scrambled.sources().resolve("configure.ac"), FileTime.from(Instant.now()));
        Result made = scrambled.make();
        assertThat(made.status()).isNotZero();
        assertThat(made.output()).contains("autoconf-1.0.0").contains("not found");
    }

    @Test
    void newerConfigureIsRunAgainWithItsArguments() throws Exception {
        SampleTree touched = SampleTree.unpack(SampleArchive.read(RELEASE).pack(), directory.resolve("touched tree"));
        touched.configure("LDFLAGS=-Wl,-z,now -Wl,--as-needed");
        Files.setLastModifiedTime(
                touched.sources().resolve("configure"),
                FileTime.from(Instant.now().minusSeconds(30)));
        Files.setLastModifiedTime(
                touched.build().resolve("config.status"),
                FileTime.from(Instant.now().minusSeconds(60)));
        Result made = touched.make("-n");
        assertThat(made.output())
                .contains("config.status --recheck", "'LDFLAGS=-Wl,-z,now -Wl,--as-needed'", "checking for zlib.h");
    }

    @Test
    void buildsInTheSourceDirectory() throws Exception {
        SampleTree inside = SampleTree.unpack(SampleArchive.read(RELEASE).pack(), directory.resolve("inside"));
        Path sources = inside.sources();
        Result configured = inside.in(sources, Map.of(), "./configure", "--quiet", "CXXFLAGS=-w -O0");
        assertThat(configured.output()).isEmpty();
        Result made = inside.in(sources, Map.of(), "make", "-j2", "-C", "src/lib", "V=0");
        assertThat(made.status()).as(made.output()).isZero();
        assertThat(made.output()).contains("  CXX      json.o\n").doesNotContain("-c -o");
        Result outside = inside.configure();
        assertThat(outside.status()).isEqualTo(1);
        assertThat(outside.output()).contains("source directory already configured");
    }

    @Test
    void configureRefusesWhatAutoconfRefuses() throws IOException, InterruptedException {
        assertThat(tree.in(directory, Map.of(), tree.sources() + "/configure", "--frobnicate"))
                .isEqualTo(new Result(
                        1,
                        "configure: error: unrecognized option: `--frobnicate'\nTry `" + tree.sources()
                                + "/configure --help' for more information\n"));
        assertThat(tree.in(directory, Map.of(), tree.sources() + "/configure", "--prefix=here")
                        .output())
                .contains("expected an absolute directory name for --prefix: here");
    }

    @Test
    void withoutTheCuresNewCompilersRefuseTwoFiles() throws Exception {
        SampleTree uncured = SampleTree.unpack(SampleArchive.read(RELEASE).pack(), directory.resolve("uncured"));
        Path flags = uncured.sources().resolve("src/lib/flags.cc");
        Files.writeString(flags, Files.readString(flags).replace("return *argv != nullptr;", "return argv > 0;"));
        uncured.configure("CXXFLAGS=-std=gnu++11");
        String output =
                uncured.make("-k", "-C", "src/lib", "flags.o", "duration.o").output();
        assertThat(output).contains("src/lib/flags.cc:").contains("flags.o] Error 1");
        assertThat(output).contains("[-Werror=misleading-indentation]").contains("duration.o] Error 1");
    }
}
