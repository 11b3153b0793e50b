package io.github.mesosbuild.steps;

import io.github.mesosbuild.testing.TestOptions;
import io.github.mesosbuild.testing.TestSelection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Build options for tests: two jobs, and the release's own tests. Each test changes the fields that it is about. */
public final class BuildOptionsBuilder {
    public List<String> configureArguments = List.of();
    public List<String> makeArguments = List.of();
    public Map<String, String> environment = Map.of();
    public Optional<Path> installDirectory = Optional.empty();
    public boolean skipTests;
    public int jobs = 2;
    public Duration timeout = Duration.ofMinutes(2);
    public String type = BuildOptions.RELEASE;
    public Optional<Boolean> strip = Optional.empty();
    public Optional<NestedMaven> maven = Optional.empty();
    public TestSelection selection = TestSelection.ALL;
    public boolean failureIgnore;
    public boolean reproducible;
    public Optional<String> testUser = Optional.of("root").filter(System.getProperty("user.name")::equals);
    public Path reports = Path.of("target/sample-reports");

    /** Options that differ from the usual ones by a change. */
    public static BuildOptions options(Consumer<BuildOptionsBuilder> change) {
        BuildOptionsBuilder builder = new BuildOptionsBuilder();
        change.accept(builder);
        return builder.build();
    }

    public BuildOptions build() {
        return new BuildOptions(
                configureArguments,
                makeArguments,
                environment,
                installDirectory,
                skipTests,
                jobs,
                new BuildOptions.Timeouts(timeout, timeout),
                new TestOptions(selection, true, Duration.ofSeconds(20), 1, 0, failureIgnore, testUser, reports),
                type,
                strip,
                maven,
                reproducible);
    }
}
