package io.github.mesosbuild.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepShellTest {
    @TempDir
    Path directory;

    private Path script(Map<String, String> environment) throws Exception {
        Path archive = Files.writeString(directory.resolve("archive"), "content");
        BuildOptions options = BuildOptionsBuilder.options(given -> {
            given.environment = environment;
            given.skipTests = true;
        });
        BuildPlan plan = SampleWorld.plan(archive, options, directory.resolve("installations"));
        Workspace workspace = new Workspace(directory.resolve("work"));
        Files.createDirectories(workspace.tree());
        return StepShell.write(Step.MAKE, new PlannedBuild(plan, archive, workspace, options));
    }

    private static String output(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void secretsReachTheShellByAFileAndNotByArguments() throws Exception {
        Path script = script(Map.of("API_PASSWORD", "it's $HOME hunter2", "ORDINARY", "a b"));
        assertThat(Files.readString(script).lines())
                .filteredOn(line -> line.contains("hunter2"))
                .containsExactly("  export API_PASSWORD='it'\\''s $HOME hunter2'");
        assertThat(output(List.of("sh", script.toString(), "sh", "-c", "pwd; env; echo \"[$1]\"", "sh", "x y")))
                .startsWith(directory.resolve("work/build").toRealPath() + "\n")
                .contains("\nAPI_PASSWORD=it's $HOME hunter2\n", "\nORDINARY=a b\n", "[x y]\n")
                .doesNotContain("OLDHOME");
    }

    @Test
    void aWorkDirectoryOfSomebodyElseIsRefused() throws Exception {
        Path work = Files.createDirectories(directory.resolve("work/sample"));
        ChosenDirectory place = new ChosenDirectory(work, ChosenDirectory.WORK);
        Preflight.requireWritten(place);
        assertThat(Preflight.owned(place)).isEmpty();
        assumeTrue(Files.getAttribute(directory, "unix:uid").equals(0), "only root can give directories away");
        Files.setAttribute(work.getParent(), "unix:uid", 12345);
        BuildRefusedException refused =
                catchThrowableOfType(BuildRefusedException.class, () -> Preflight.requireWritten(place));
        assertThat(refused)
                .hasMessage("The directory " + work.getParent()
                        + " belongs to 12345, who could replace files in it while they are used.");
        assertThat(refused.reason()).isEqualTo(BuildRefusedException.Reason.FOREIGN_OWNER);
        assertThat(Optional.of(refused.parameter())).contains(ChosenDirectory.WORK);
    }
}
