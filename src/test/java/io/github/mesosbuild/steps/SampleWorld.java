package io.github.mesosbuild.steps;

import io.github.mesosbuild.archive.ArchiveLimits;
import io.github.mesosbuild.archive.Unpacker;
import io.github.mesosbuild.bundle.StagedRelocation;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.host.Machine;
import io.github.mesosbuild.it.CompilerCache;
import io.github.mesosbuild.it.SampleRelease;
import io.github.mesosbuild.jobs.JobLimits;
import io.github.mesosbuild.jobs.JobServers;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.recording.Recording;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Pin;
import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.release.QuirkBuilder;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.release.ReleaseBuilder;
import io.github.mesosbuild.release.Requirement;
import io.github.mesosbuild.release.Version;
import io.github.mesosbuild.testing.TestRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The sample release, published in a directory. Tests build it without optimization, so that it takes seconds. */
public final class SampleWorld {
    /** The JDK in the environment of programs; none of them uses it. */
    public static final Path JAVA_HOME = Path.of("/opt/jdk");

    private static final Path SOURCES = Path.of("src/it/sample/release");

    /** The quirks of today's compilers, on every machine. */
    private static final List<Quirk> QUIRKS = List.of(
            newCompilers("warnings")
                    .flags(Map.of("CXXFLAGS", List.of("-w", "-std=gnu++11", "-O0")))
                    .build(),
            newCompilers("pointer-order")
                    .edits(new Quirk.Edit("src/lib/flags.cc", "return argv > 0;", "return *argv != nullptr;"))
                    .build());

    private final Path published;

    private SampleWorld(Path published) {
        this.published = published;
    }

    /** Publishes the release and all its mutations in a directory. */
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
        return release(archive, release -> release.requirements = requirements);
    }

    /** The release as a recipe would describe it, with changes. */
    public static Release release(Path archive, Consumer<ReleaseBuilder> changes) throws Exception {
        ReleaseBuilder release = new ReleaseBuilder();
        release.archive = SampleRelease.ARCHIVE;
        release.signatureSuffixes = List.of(".asc", ".sha512");
        release.pins = List.of(new Pin(new Digest(Digest.Algorithm.SHA256, sha256(archive)), "recipe sample"));
        release.diskBytes = 1 << 20;
        release.configureArguments = List.of("--disable-java", "--disable-python");
        release.test = Optional.of(new Release.Test("check", List.of("tests/sample-tests"), List.of(), List.of()));
        release.proofs = List.of(new Release.Proof(List.of("bin/sample-cli", "--version"), Map.of(), "sample 1.0.0"));
        release.library = Optional.of("lib/libsample.so");
        release.quirks = QUIRKS;
        changes.accept(release);
        return release.build();
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
        return BuildOptionsBuilder.options(options -> {
            options.skipTests = skipTests;
            options.configureArguments = List.of(configureArguments);
        });
    }

    /** A toolchain without Java. */
    public static Toolchain toolchain() {
        return new Toolchain(
                Map.of("gcc", new Version("12.2.0")),
                Map.of("c++", "g++ of this machine"),
                Map.of(),
                environment(),
                JAVA_HOME,
                Optional.empty());
    }

    /** A plan of the release in an archive, which installs into a store unless the options name a directory. */
    public static BuildPlan plan(Path archive, BuildOptions options, Path store) throws Exception {
        return BuildPlan.of(release(archive, List.of()), sha256(archive), toolchain(), options, store);
    }

    /** A builder with real processes. */
    public static Builder builder(Supervisor supervisor, BuildListener listener) {
        return builder(supervisor, Recording.none(), listener);
    }

    /** A builder with real processes that records what they do. */
    public static Builder builder(Supervisor supervisor, Recording recording, BuildListener listener) {
        return new Builder(
                supervisor,
                new Unpacker(ArchiveLimits.DEFAULT),
                Sleeper.REAL,
                Clock.systemUTC(),
                jobServers(supervisor),
                new TestRunner(supervisor, System::nanoTime, () -> 0.5),
                new StagedRelocation(),
                recording,
                listener);
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

    private static QuirkBuilder newCompilers(String quirk) {
        return QuirkBuilder.quirk(quirk, "compilers are new.");
    }
}
