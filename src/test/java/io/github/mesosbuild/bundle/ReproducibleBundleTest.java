package io.github.mesosbuild.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.archive.ArchiveLimits;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.host.CommandRunner;
import io.github.mesosbuild.launcher.PathMapping;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.steps.BuildOptions;
import io.github.mesosbuild.steps.BuildOptionsBuilder;
import io.github.mesosbuild.steps.BuildPlan;
import io.github.mesosbuild.steps.Builder;
import io.github.mesosbuild.steps.Installation;
import io.github.mesosbuild.steps.PlannedBuild;
import io.github.mesosbuild.steps.SampleWorld;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two builds of the same inputs by different users in different directories. */
@Timeout(120)
@Tag("long")
class ReproducibleBundleTest {
    private static final CommandRunner RUNNER =
            CommandRunner.of(new Supervisor(System::nanoTime, Sleeper.REAL, Supervisor.DEFAULT_GRACE));

    @TempDir
    static Path shared;

    private static SampleWorld world;
    private static Built one;
    private static Built other;

    private record Built(Path home, PlannedBuild build, Installation installation, BundlePacker.Packed packed) {}

    @BeforeAll
    static void buildTwice() throws Exception {
        world = SampleWorld.publish(shared.resolve("published"));
        one = build("a", SampleWorld.environment());
        Map<String, String> stranger = new HashMap<>(SampleWorld.uncached());
        stranger.put("USER", "stranger");
        stranger.put("HOME", shared.toString());
        other = build("in/a/much/longer/directory/b", stranger);
    }

    /** Builds with debug information, which names every directory that it can. */
    private static Built build(String name, Map<String, String> machine) throws Exception {
        Path home = shared.resolve(name);
        BuildOptions options = BuildOptionsBuilder.options(given -> {
            given.reproducible = true;
            given.skipTests = true;
            given.strip = Optional.of(false);
            given.configureArguments = List.of("CXXFLAGS=-g");
        });
        PlannedBuild planned = SharedSample.planned(world, options, home);
        Builder builder = SharedSample.builder();
        Map<String, String> environment = new HashMap<>(builder.dated(planned.plan(), planned.archive()));
        environment.keySet().removeIf(variable -> variable.startsWith("CCACHE"));
        environment.putAll(machine);
        Files.createDirectories(planned.workspace().root());
        PathMapping.Calling calling = new PathMapping(RUNNER)
                .before(
                        new PathMapping.Calling(environment, planned.plan().configureArguments()),
                        planned.workspace().root(),
                        planned.workspace().compilers());
        BuildPlan plan = planned.plan().calling(calling.environment(), calling.configureArguments());
        PlannedBuild build = new PlannedBuild(plan, planned.archive(), planned.workspace(), options);
        Installation installation = builder.install(build);
        return new Built(home, build, installation, SharedSample.pack(build, installation, home.resolve("bundles"), 2));
    }

    @Test
    void theirBundlesHaveTheSameBytes() {
        assertThat(other.packed().file()).hasSameBinaryContentAs(one.packed().file());
        assertThat(other.packed().description()).isEqualTo(one.packed().description());
    }

    @Test
    void noFileNamesTheDirectoryOfItsBuild() throws Exception {
        assertThat(other.packed().description().kept()).isEmpty();
        Path prefix = other.installation().prefix();
        List<String> texts = other.packed().description().texts();
        assertThat(texts).isNotEmpty();
        List<String> naming = new ArrayList<>();
        try (var files = Files.walk(prefix)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = prefix.relativize(file).toString();
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                if (!name.startsWith(".")
                        && bytes.contains(other.build().workspace().root().toString())) {
                    naming.add(name);
                }
                if (texts.contains(name)) {
                    assertThat(bytes)
                            .contains(prefix.toString())
                            .doesNotContain(other.build().plan().configured().toString());
                }
            }
        }
        assertThat(naming).isEmpty();
    }

    @Test
    void theProgramsFindTheirLibrariesInTheirOwnDirectory() throws Exception {
        Path program = one.installation().prefix().resolve("bin/sample-cli");
        assertThat(ElfFile.read(program).orElseThrow().runPath().orElseThrow().directories())
                .isEqualTo("$ORIGIN/../lib");
        Process process = new ProcessBuilder(program.toString(), "--version")
                .redirectErrorStream(true)
                .start();
        assertThat(text(process.getInputStream().readAllBytes())).contains("sample 1.0.0");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void theDocumentsInTheBundleHaveNoTimeAndThoseBesideItHave() throws Exception {
        String inside = text(BundleFile.read(one.packed().file(), ArchiveLimits.DEFAULT)
                .documents()
                .get(BundleDescription.DIRECTORY + "/" + BundleDocuments.PROVENANCE));
        assertThat(inside).contains("\"reproducible\"").doesNotContain("startedOn", "finishedOn");
        assertThat(text(one.packed().beside().get(BundleDocuments.PROVENANCE))).contains("\"finishedOn\"");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
