package io.github.mesosbuild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.config.Documents;
import io.github.mesosbuild.process.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExecutorMarkTest {
    private static final String VARIABLE = "MESOS_EXECUTOR_ENVIRONMENT_VARIABLES";
    private static final ClusterDirectory DIRECTORY = new ClusterDirectory(Path.of("/srv/cluster"));

    private static Command marked(Map<String, String> environment, String... argv) {
        ClusterNode node = new ClusterNode(
                "slave-1",
                Role.SLAVE,
                new ClusterNode.Address("127.0.0.1", 5051),
                Path.of("/srv"),
                Path.of("/srv/log"),
                List.of(argv),
                environment);
        return new ExecutorMark(DIRECTORY, "cookie").command(node);
    }

    @Test
    void executorsWithTheirOwnEnvironmentAreMarkedTooButNotInTheArguments() throws IOException {
        String given = "{\"PATH\":\"/bin\"}";
        Command byFlag = marked(Map.of(), "mesos-slave", "--executor_environment_variables=" + given, "--port=1");
        Command byVariable = marked(Map.of(VARIABLE, given), "mesos-slave", "--port=1");
        for (Command command : List.of(byFlag, byVariable)) {
            assertThat(command.argv()).containsExactly("mesos-slave", "--port=1");
            assertThat(command.launch().environment()).containsOnlyKeys(VARIABLE);
            assertThat(Documents.json(command.launch().environment().get(VARIABLE))
                            .textMap())
                    .containsOnly(
                            Map.entry("PATH", "/bin"),
                            Map.entry("MESOS_MAVEN_PLUGIN_CLUSTER", "/srv/cluster"),
                            Map.entry("MESOS_MAVEN_PLUGIN_COOKIE", "cookie"));
        }
    }

    @Test
    void aFlagInTheEnvironmentIsMarkedToo() throws IOException {
        ClusterNode node = new ClusterNode(
                "slave-1",
                Role.SLAVE,
                new ClusterNode.Address("127.0.0.1", 5051),
                Path.of("/srv"),
                Path.of("/srv/log"),
                List.of("mesos-slave"),
                Map.of("MESOS_EXECUTOR_ENVIRONMENT_VARIABLES", "{\"API_TOKEN\":\"hunter2\"}"));
        String value = new ExecutorMark(DIRECTORY, "cookie")
                .command(node)
                .launch()
                .environment()
                .get("MESOS_EXECUTOR_ENVIRONMENT_VARIABLES");
        assertThat(Documents.json(value).textMap())
                .containsEntry("API_TOKEN", "hunter2")
                .containsEntry("MESOS_MAVEN_PLUGIN_COOKIE", "cookie");
    }

    @Test
    void aValueThatIsNotAnObjectIsUnchanged() {
        for (String argument : List.of(
                "--executor_environment_variables=[1]", "--executor_environment_variables=file:///x", "--port=1")) {
            Command command = marked(Map.of(), "mesos-slave", argument);
            assertThat(command.argv()).containsExactly("mesos-slave", argument);
            assertThat(command.launch().environment()).isEmpty();
        }
    }
}
