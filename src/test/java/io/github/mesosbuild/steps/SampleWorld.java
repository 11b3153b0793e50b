package io.github.mesosbuild.steps;

import io.github.mesosbuild.host.Machine;
import io.github.mesosbuild.it.CompilerCache;
import io.github.mesosbuild.it.SampleRelease;
import io.github.mesosbuild.jobs.JobLimits;
import io.github.mesosbuild.jobs.JobServers;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.release.Condition;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Pin;
import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.release.Requirement;
import io.github.mesosbuild.release.Version;
import io.github.mesosbuild.testing.TestOptions;
import io.github.mesosbuild.testing.TestSelection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The sample release, published below a directory, as tests build it: without optimization, so that it takes seconds. */
public final class SampleWorld {
    /** All tests, as whoever runs ours, and one more run of each that failed. */
    public static final TestOptions TESTS = new TestOptions(
            TestSelection.ALL,
            true,
            Duration.ofSeconds(20),
            1,
            0,
            false,
            Optional.of("root").filter(System.getProperty("user.name")::equals),
            Path.of("target/sample-reports"));

    /** The JDK that programs are told of; none of them looks. */
    public static final Path JAVA_HOME = Path.of("/opt/jdk");

    private static final Path SOURCES = Path.of("src/it/sample/release");

    /** The quirks of today's compilers, on every machine. */
    private static final List<Quirk> QUIRKS = List.of(
            quirk("warnings", Map.of("CXXFLAGS", List.of("-w", "-std=gnu++11", "-O0")), List.of()),
            quirk(
                    "pointer-order",
                    Map.of(),
                    List.of(new Quirk.Edit("src/lib/flags.cc", "return argv > 0;", "return *argv != nullptr;"))));

    private final Path published;

    private SampleWorld(Path published) {
        this.published = published;
    }

    /** Publishes the release and all its mutations below a directory. */
    public static SampleWorld publish(Path directory) throws IOException {
        SampleRelease.publish(directory, SOURCES, Clock.systemUTC());
        return new SampleWorld(directory);
    }

    /** The archive of the release itself. */
    public Path archive() {
        return published.resolve(SampleRelease.ARCHIVE);
    }

    /** The archive of a mutation, or of another variant. */
    public Path archive(String mutation) {
        return published.resolve(mutation).resolve(SampleRelease.ARCHIVE);
    }

    /** The SHA-256 of a file, in hexadecimal. */
    public static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    /** The release as a recipe would describe it, with the digest of that archive pinned. */
    public static Release release(Path archive, List<Requirement> requirements) throws Exception {
        return new Release(
                "sample",
                "Sample",
                new Version("1.0.0"),
                new Release.Source(
                        SampleRelease.ARCHIVE,
                        "sample-1.0.0",
                        List.of(),
                        Optional.empty(),
                        List.of(".asc", ".sha512"),
                        List.of(new Pin(new Digest(Digest.Algorithm.SHA256, sha256(archive)), "recipe sample")),
                        Optional.empty(),
                        Set.of()),
                requirements,
                false,
                1 << 20,
                0,
                new Release.Build(
                        "",
                        true,
                        List.of("--disable-java", "--disable-python"),
                        List.of(),
                        Map.of(),
                        Optional.of(new Release.Test("check", List.of("tests/sample-tests"), List.of(), List.of())),
                        new Release.MakeInstall("install"),
                        List.of(new Release.Proof(List.of("bin/sample-cli", "--version"), Map.of(), "sample 1.0.0")),
                        Optional.of("lib/libsample.so"),
                        Optional.empty(),
                        Map.of()),
                Optional.empty(),
                QUIRKS,
                List.of());
    }

    /** Returns what the steps of a build inherit. */
    public static Map<String, String> environment() {
        return CompilerCache.with(uncached());
    }

    /** Returns what the steps of a build inherit if they have to compile each file, whoever compiled it before. */
    public static Map<String, String> uncached() {
        return Map.of("PATH", System.getenv("PATH"), "HOME", "/nonexistent", "LC_ALL", "C");
    }

    /** Options of a build with two jobs, and tests unless they are skipped. */
    public static BuildOptions options(boolean skipTests, String... configureArguments) {
        Duration limit = Duration.ofMinutes(2);
        return new BuildOptions(
                List.of(configureArguments),
                List.of(),
                Map.of(),
                Optional.empty(),
                skipTests,
                2,
                new BuildOptions.Timeouts(limit, limit),
                TESTS,
                BuildOptions.RELEASE,
                Optional.empty(),
                Optional.empty());
    }

    /** Job servers of this machine, with up to two jobs. */
    public static JobServers jobServers(Supervisor supervisor) {
        Path proc = Path.of("/proc");
        return new JobServers(
                supervisor,
                new Machine(proc, Path.of("/sys/fs/cgroup"), 2, "nobody"),
                new JobLimits(2, 1 << 20, 0),
                () -> Optional.of(new Version("4.3")),
                "",
                proc);
    }

    private static Quirk quirk(String name, Map<String, List<String>> flags, List<Quirk.Edit> edits) {
        return new Quirk(
                name,
                Condition.ALWAYS,
                "compilers are new.",
                "",
                "",
                List.of(),
                flags,
                Map.of(),
                edits,
                List.of(),
                OptionalInt.empty());
    }
}
