package io.github.mesosbuild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.config.Documents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExecutorMarkTest {
    private static final ClusterDirectory DIRECTORY = new ClusterDirectory(Path.of("/srv/cluster"));

    private static List<String> marked(String... argv) {
        ClusterNode node = new ClusterNode(
                "slave-1",
                Role.SLAVE,
                new ClusterNode.Address("127.0.0.1", 5051),
                Path.of("/srv"),
                Path.of("/srv/log"),
                List.of(argv),
                Map.of());
        return new ExecutorMark(DIRECTORY, "cookie").on(node).argv();
    }

    @Test
    void executorsWithTheirOwnEnvironmentAreMarkedToo() throws IOException {
        List<String> argv = marked("mesos-slave", "--executor_environment_variables={\"PATH\":\"/bin\"}", "--port=1");
        assertThat(argv).hasSize(3).startsWith("mesos-slave").endsWith("--port=1");
        String flag = argv.get(1);
        assertThat(flag).startsWith("--executor_environment_variables={");
        assertThat(Documents.json(flag.substring(flag.indexOf('=') + 1)).textMap())
                .containsOnly(
                        Map.entry("PATH", "/bin"),
                        Map.entry("MESOS_MAVEN_PLUGIN_CLUSTER", "/srv/cluster"),
                        Map.entry("MESOS_MAVEN_PLUGIN_COOKIE", "cookie"));
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
                .on(node)
                .environment()
                .get("MESOS_EXECUTOR_ENVIRONMENT_VARIABLES");
        assertThat(Documents.json(value).textMap())
                .containsEntry("API_TOKEN", "hunter2")
                .containsEntry("MESOS_MAVEN_PLUGIN_COOKIE", "cookie");
    }

    @Test
    void aValueThatIsNotAnObjectIsUnchanged() {
        assertThat(marked("mesos-slave", "--executor_environment_variables=[1]"))
                .containsExactly("mesos-slave", "--executor_environment_variables=[1]");
        assertThat(marked("mesos-slave", "--executor_environment_variables=file:///x"))
                .containsExactly("mesos-slave", "--executor_environment_variables=file:///x");
        assertThat(marked("mesos-slave", "--port=1")).containsExactly("mesos-slave", "--port=1");
    }
}
