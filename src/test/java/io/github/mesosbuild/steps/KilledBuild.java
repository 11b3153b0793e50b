package io.github.mesosbuild.steps;

import io.github.mesosbuild.archive.ArchiveLimits;
import io.github.mesosbuild.archive.Unpacker;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.testing.TestRunner;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The main program of a JVM that installs the sample release and is to be killed while it does. */
public final class KilledBuild {
    private KilledBuild() {}

    /** Arguments: the archive, a directory for everything, the compiler. */
    public static void main(String[] args) throws Exception {
        install(Path.of(args[0]), Path.of(args[1]), args[2], new Heard());
    }

    static Workspace workspace(Path directory) {
        return new Workspace(directory.resolve("work/sample-1.0.0"));
    }

    static Installation install(Path archive, Path directory, String compiler, BuildListener listener)
            throws Exception {
        Duration limit = Duration.ofMinutes(2);
        BuildOptions options = new BuildOptions(
                List.of("CXX=" + compiler),
                List.of(),
                Map.of(),
                Optional.of(directory.resolve("installation")),
                false,
                2,
                new BuildOptions.Timeouts(limit, limit),
                SampleWorld.TESTS,
                BuildOptions.RELEASE,
                Optional.empty(),
                Optional.empty());
        BuildPlan plan = BuildPlan.of(
                SampleWorld.release(archive, List.of()),
                SampleWorld.sha256(archive),
                new Toolchain(
                        Map.of(), Map.of(), Map.of(), SampleWorld.uncached(), SampleWorld.JAVA_HOME, Optional.empty()),
                options,
                directory);
        Supervisor supervisor = new Supervisor(System::nanoTime, Sleeper.REAL, Duration.ofSeconds(1));
        Builder builder = new Builder(
                supervisor,
                new Unpacker(ArchiveLimits.DEFAULT),
                Sleeper.REAL,
                Clock.systemUTC(),
                SampleWorld.jobServers(supervisor),
                new TestRunner(supervisor, System::nanoTime, () -> 0.5),
                listener);
        return builder.install(plan, archive, workspace(directory), options);
    }
}
