package io.github.mesosbuild.steps;

import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.process.Supervisor;
import java.nio.file.Path;
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
        BuildOptions options = BuildOptionsBuilder.options(given -> {
            given.configureArguments = List.of("CXX=" + compiler);
            given.installDirectory = Optional.of(directory.resolve("installation"));
        });
        BuildPlan plan = BuildPlan.of(
                SampleWorld.release(archive, List.of()),
                SampleWorld.sha256(archive),
                new Toolchain(
                        Map.of(), Map.of(), Map.of(), SampleWorld.uncached(), SampleWorld.JAVA_HOME, Optional.empty()),
                options,
                directory);
        Supervisor supervisor = new Supervisor(System::nanoTime, Sleeper.REAL, Duration.ofSeconds(1));
        return SampleWorld.builder(supervisor, listener)
                .install(new PlannedBuild(plan, archive, workspace(directory), options));
    }
}
