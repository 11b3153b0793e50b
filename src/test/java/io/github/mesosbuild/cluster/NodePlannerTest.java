package io.github.mesosbuild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.config.Documents;
import io.github.mesosbuild.files.FileObserver;
import io.github.mesosbuild.process.DaemonGroup;
import io.github.mesosbuild.release.RecipeReader;
import io.github.mesosbuild.release.Version;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans the agents of Mesos 1.x, whose flags differ from node to node. */
class NodePlannerTest {
    private static final String HELP = """
              --executor_environment_variables=VALUE     JSON object
              --launcher_dir=VALUE                       Directory path of Mesos binaries
              --runtime_dir=VALUE                        Path of the agent runtime directory
              --work_dir=VALUE                           Path of the agent work directory
            """;

    @TempDir
    Path base;

    private final List<String> said = new ArrayList<>();

    private ClusterDirectory directory() {
        return new ClusterDirectory(base);
    }

    private List<ClusterNode> agents(String version, String help, NodeSettings first) throws Exception {
        ClusterEnvironment installed = new ClusterEnvironment(
                "mesos " + version,
                new RecipeReader(FileObserver.NONE)
                        .read("mesos", Path.of(""))
                        .release(new Version(version), Path.of("/jdk"))
                        .daemons()
                        .orElseThrow(),
                Path.of("/opt/mesos"),
                Optional.empty(),
                Map.of("PATH", "/bin", "JAVA_HOME", "/jdk"),
                true,
                new ClusterEnvironment.Host(true, true),
                Path.of("java"));
        String name = installed.daemons().slave().name();
        Topology topology = Topology.of(
                new Topology.Spec(
                        0,
                        2,
                        Optional.empty(),
                        OptionalInt.empty(),
                        Optional.of("127.0.0.1:5050"),
                        OptionalInt.empty(),
                        Topology.LOOPBACK,
                        Map.of(),
                        Map.of(),
                        Map.of(name + "-1", first)),
                name);
        NodePlanner planner = new NodePlanner(
                installed,
                topology,
                directory(),
                List.of(),
                Map.of(Role.SLAVE, SupportedFlags.parse("mesos-" + name, help)),
                listener());
        List<String> names = topology.names(name);
        try (Ports ports = new Ports(Topology.LOOPBACK)) {
            return planner.plan(names, planner.checkedFlags(names), ports).nodes();
        }
    }

    private ClusterListener listener() {
        return new ClusterListener() {
            @Override
            public void flagsChosen(List<String> nodes, Map<String, String> flags, String because) {
                said.add(nodes + " " + flags + " " + because);
            }
        };
    }

    @Test
    void eachAgentHasARuntimeDirectoryInItsWorkDirectory() throws Exception {
        List<ClusterNode> nodes = agents("1.11.0", HELP, NodeSettings.NONE);

        for (ClusterNode node : nodes) {
            assertThat(node.flag("work_dir"))
                    .contains(node.directory().resolve("work").toString());
            assertThat(node.flag("runtime_dir"))
                    .contains(node.directory().resolve("work/runtime").toString());
        }
        assertThat(said)
                .contains("[agent-1, agent-2] {runtime_dir=WORK_DIR/runtime}"
                        + " all agents of a machine would share the default directory");
    }

    @Test
    void theRuntimeDirectoryFollowsAWorkDirectoryOfTheUser() throws Exception {
        assertThat(agents("1.11.0", HELP, new NodeSettings(Map.of("work_dir", "/srv/agent"), Map.of()))
                        .get(0)
                        .flag("runtime_dir"))
                .contains("/srv/agent/runtime");
        assertThat(agents("1.11.0", HELP, new NodeSettings(Map.of(), Map.of("MESOS_WORK_DIR", "own")))
                        .get(0)
                        .flag("runtime_dir"))
                .contains(base.resolve("nodes/agent-1/own/runtime").toString());
    }

    @Test
    void aRuntimeDirectoryOfTheUserIsKept() throws Exception {
        assertThat(agents("1.11.0", HELP, new NodeSettings(Map.of("runtime_dir", "/run/mine"), Map.of()))
                        .get(0)
                        .argv())
                .contains("--runtime_dir=/run/mine")
                .filteredOn(argument -> argument.startsWith("--runtime_dir"))
                .hasSize(1);
    }

    @Test
    void aVersionWithoutRuntimeDirectoryGetsNone() throws Exception {
        String help = HELP.lines()
                .filter(line -> !line.contains("runtime_dir"))
                .reduce("", (text, line) -> text + line + "\n");
        assertThat(agents("1.0.4", help, NodeSettings.NONE))
                .allSatisfy(node -> assertThat(node.flag("runtime_dir")).isEmpty());
    }

    /** The mark by which processes of a cluster are found is one of the variables. */
    @Test
    void executorsOfAgentsGetTheEnvironmentAndTheMark() throws Exception {
        NodeSettings own = new NodeSettings(Map.of(), Map.of("GREETING", "hello \"you\"", "MESOS_IP6", "::1"));
        ClusterNode agent = agents("1.11.0", HELP, own).get(0);
        ConfigNode planned =
                Documents.json(agent.flag("executor_environment_variables").orElseThrow());

        assertThat(planned.map().keySet())
                .containsExactlyInAnyOrder("GREETING", "JAVA_HOME", "LD_LIBRARY_PATH", "PATH");
        assertThat(planned.get("GREETING").text()).contains("hello \"you\"");

        Map<String, String> launched = new LinkedHashMap<>(
                new ExecutorMark(directory(), "cookie").command(agent).launch().environment());
        assertThat(Documents.json(launched.get("MESOS_EXECUTOR_ENVIRONMENT_VARIABLES"))
                        .get(DaemonGroup.VARIABLE)
                        .text())
                .contains("cookie");
    }

    @Test
    void executorsOfSlavesInheritTheEnvironment() throws Exception {
        assertThat(agents("0.28.3", HELP, NodeSettings.NONE).get(0).flag("executor_environment_variables"))
                .isEmpty();
    }
}
