package io.github.mesosbuild.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HomePathsTest {
    @TempDir
    Path base;

    private HomePaths paths() {
        return new HomePaths(Path.of("/home/me"), List.of(base, Path.of("/started/here")));
    }

    @ParameterizedTest
    @CsvSource({
        "~, /home/me",
        "~/x/y, /home/me/x/y",
        "/started/here/~/x, /home/me/x",
        "/srv/~/x, /srv/~/x",
        "/started/here/x/~, /started/here/x/~",
        "relative, relative",
        "/opt/mesos, /opt/mesos"
    })
    void theTildeIsTheHomeDirectory(String given, String meant) throws Exception {
        assertThat(paths().expanded(new File(given), "mesos.installDirectory")).isEqualTo(new File(meant));
    }

    @Test
    void theHomeOfAnotherUserIsRefused() throws Exception {
        File given = base.resolve("~bob/x").toFile();
        assertThatThrownBy(() -> paths().expanded(given, "mesos.installDirectory"))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage(
                        "mesos.installDirectory must be a path, got '~bob/x'. Only ~/ is expanded, to /home/me; write the"
                                + " complete path.");
        Files.createDirectories(given.toPath());
        assertThat(paths().expanded(given, "mesos.installDirectory")).isEqualTo(given);
    }

    @Test
    void everyParameterOfAGoalIsExpanded() throws Exception {
        EnvMojo goal = new EnvMojo();
        goal.installDirectory = base.resolve("~/mesos").toFile();
        goal.recipe = "~/mine.yaml";
        goal.env = new EnvParameters();
        goal.env.file = base.resolve("~/.bashrc").toFile();
        paths().applyTo(goal, "mesos.");
        assertThat(goal.installDirectory).isEqualTo(new File("/home/me/mesos"));
        assertThat(goal.recipe).isEqualTo("/home/me/mine.yaml");
        assertThat(goal.env.file).isEqualTo(new File("/home/me/.bashrc"));
    }
}
