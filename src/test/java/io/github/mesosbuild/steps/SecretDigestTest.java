package io.github.mesosbuild.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.text.Redactor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretDigestTest {
    private static final String DIGEST = " \\(digest [0-9a-f]{10}\\)";

    @TempDir
    Path directory;

    private static StepInputs inputs(String secret) {
        return new StepInputs(Map.of(
                "environment.API_PASSWORD",
                secret,
                "environment.MIRROR",
                "http://me:" + secret + "@h/",
                "arguments",
                "--with-url=http://u:" + secret + "@h/\nREPO_PASSWORD=" + secret + " and more\n--enable-x",
                "tool.cc",
                "gcc 12"));
    }

    @Test
    void aSecretIsReplacedByADigest() {
        Map<String, String> kept = inputs("hunter2").values();
        assertThat(kept.get("environment.API_PASSWORD")).matches("\\*\\*\\*" + DIGEST);
        assertThat(kept.get("environment.MIRROR")).matches("\\*\\*\\*" + DIGEST);
        assertThat(kept.get("arguments"))
                .matches("--with-url=http://u:\\*\\*\\*@h/\nREPO_PASSWORD=\\*\\*\\*\n--enable-x" + DIGEST);
        assertThat(kept.get("tool.cc")).isEqualTo("gcc 12");
    }

    @Test
    void aDigestShowsThatAValueChanged() {
        assertThat(inputs("hunter2")).isEqualTo(inputs("hunter2"));
        assertThat(inputs("hunter3").fingerprint())
                .isNotEqualTo(inputs("hunter2").fingerprint());
        assertThat(inputs("hunter3").changesSince(inputs("hunter2")))
                .extracting(StepInputs.Change::input)
                .containsExactly("arguments", "environment.API_PASSWORD", "environment.MIRROR");
    }

    @Test
    void aDigestStaysWhatItIs() {
        StepInputs once = inputs("hunter2");
        assertThat(new StepInputs(once.values())).isEqualTo(once);
    }

    @Test
    void theRecordIsReadByItsOwnerAloneAndHasNoSecret() throws Exception {
        Journal journal = new Journal(directory);
        journal.finished(Step.MAKE, inputs("hunter2"), Duration.ZERO);
        Path file = journal.file(Step.MAKE);
        assertThat(file).content().doesNotContain("hunter2");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(journal.read(Step.MAKE).map(Journal.Entry::inputs)).contains(inputs("hunter2"));
    }

    @Test
    void aPlanAndItsDryRunContainNoSecret() throws Exception {
        Path archive = Files.writeString(directory.resolve("archive"), "content");
        BuildOptions options = BuildOptionsBuilder.options(given -> {
            given.configureArguments = List.of("--with-url=http://u:hunter2@h/", "DEPLOY_KEY=hunter2 and hunter2");
            given.makeArguments = List.of("REPO_PASSWORD=hunter2 and hunter2");
            given.environment = Map.of("API_PASSWORD", "hunter2", "https_proxy", "http://hunter2@h");
            given.installDirectory = Optional.of(directory.resolve("opt"));
            given.skipTests = true;
        });
        BuildPlan plan = SampleWorld.plan(archive, options, directory.resolve("installations"));
        for (Step step : Step.values()) {
            assertThat(plan.inputsOf(step).values().toString()).doesNotContain("hunter2");
        }
        Workspace workspace = new Workspace(directory.resolve("work"));
        List<String> lines = DryRun.of(Step.INSTALL, new PlannedBuild(plan, archive, workspace, options));
        assertThat(String.join("\n", lines))
                .doesNotContain("hunter2")
                .contains("REPO_PASSWORD=\"$REPO_PASSWORD\"", "API_PASSWORD=\"$API_PASSWORD\"", Redactor.MARK);
    }
}
