package io.github.mesosbuild.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.release.Release;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepCommandsTest {
    @TempDir
    static Path directory;

    private static Release release;

    @BeforeAll
    static void publish() throws Exception {
        release = SampleWorld.release(SampleWorld.publish(directory).archive(), List.of());
    }

    private static StepCommands commands(Map<String, String> ofTheUser) {
        BuildOptions options = BuildOptionsBuilder.options(given -> given.environment = ofTheUser);
        BuildPlan plan =
                BuildPlan.of(release, "a".repeat(64), SampleWorld.toolchain(), options, directory.resolve("store"));
        return new StepCommands(new PlannedBuild(
                plan, directory.resolve("archive"), new Workspace(directory.resolve("work")), options));
    }

    private static Map<String, String> proof(Map<String, String> ofTheUser, Map<String, String> ofTheRecipe) {
        Release.Proof proof = new Release.Proof(List.of("bin/sample-cli"), ofTheRecipe, "sample");
        return commands(ofTheUser).proof(proof).environment();
    }

    @Test
    void builtProgramsSeeTheSelectedJdkAndCompilersDoNot() {
        StepCommands commands = commands(Map.of());
        String home = SampleWorld.JAVA_HOME.toString();
        Release.Test test = release.build().test().orElseThrow();
        assertThat(commands.check(test).environment()).containsEntry("JAVA_HOME", home);
        assertThat(commands.environment(Step.INSTALL)).containsEntry("JAVA_HOME", home);
        assertThat(commands.configure().environment()).doesNotContainKey("JAVA_HOME");
        assertThat(commands.make().environment()).doesNotContainKey("JAVA_HOME");
    }

    @Test
    void variablesOfTheUserOverrideThoseOfTheRecipeInAProof() {
        assertThat(proof(Map.of(), Map.of())).containsEntry("JAVA_HOME", SampleWorld.JAVA_HOME.toString());
        assertThat(proof(Map.of(), Map.of("JAVA_HOME", "/recipe", "MODE", "proof")))
                .containsEntry("JAVA_HOME", "/recipe")
                .containsEntry("MODE", "proof")
                .containsEntry("LC_ALL", "C");
        assertThat(proof(Map.of("JAVA_HOME", "/user"), Map.of("JAVA_HOME", "/recipe")))
                .containsEntry("JAVA_HOME", "/user");
    }
}
