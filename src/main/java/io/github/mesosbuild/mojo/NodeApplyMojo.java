package io.github.mesosbuild.mojo;

import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.host.Machine;
import io.github.mesosbuild.node.NodeApply;
import io.github.mesosbuild.node.NodeException;
import io.github.mesosbuild.node.NodeFile;
import io.github.mesosbuild.node.RootLock;
import io.github.mesosbuild.node.ServiceRestart;
import io.github.mesosbuild.node.ThisMachine;
import io.github.mesosbuild.node.WrittenNodes;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.report.NodeRunConsole;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Installs the files that {@code mesos:node-config} wrote for one node: under {@code /} of this machine, as root, or under the
 * directory of an image. First prints the changes as a unified diff; {@code -Dmesos.dryRun} stops there. Keeps replaced files under
 * {@code var/backups/mesos-maven-plugin} of that root, with a script that restores them. Writes either all files or none. Follows
 * symbolic links inside the root only. Removes files in {@code /etc/mesos-master} and {@code /etc/mesos-slave} that the description
 * does not contain, because each of them is a flag. Names services that run or start with the machine although the node does not have their roles, with
 * the command that stops and disables them.
 *
 * @since 1.0.0
 */
@Mojo(name = "node-apply", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class NodeApplyMojo extends AbstractNodesMojo {
    private static final Path SLASH = Path.of("/");

    /** The node's name in the description; optional if there is only one. */
    @Parameter(property = "mesos.node")
    String node;

    /** The directory to install the files under: {@code /}, or the directory of an image. Required. */
    @Parameter(property = "mesos.root")
    File root;

    /** Whether to restart the node's services afterwards, with the generated {@code restart.sh}; only if the root is {@code /}. */
    @Parameter(property = "mesos.restart", defaultValue = "false")
    boolean restart;

    /**
     * Whether the node's slave may lose its tasks. A slave whose host name, port, attributes or resources changed ends at its next start,
     * because they differ from those that it registered with, and so does not see its tasks again. By default, such a change is refused.
     * With this parameter, the slave starts as a new one: {@code meta/slaves/latest} in its work directory is removed. Let the
     * frameworks move the tasks to other machines before.
     */
    @Parameter(property = "mesos.forgetAgent")
    Boolean forgetAgent;

    /** The same as {@code mesos.forgetAgent}. */
    @Parameter(property = "mesos.forgetSlave")
    @OtherNameOf("forgetAgent")
    Boolean forgetSlave;

    /** {@code <skip>} ({@code mesos.nodeApply.skip}) skips this goal. */
    @Parameter
    SkipParameters nodeApply;

    @Override
    void run() throws Exception {
        NodeRunConsole nodeConsole = new NodeRunConsole(console());
        WrittenNodes written = new WrittenNodes(nodesDirectory());
        String host = written.named(Optional.ofNullable(node));
        NodeApply apply = apply();
        NodeApply.Plan plan = plan(apply, written, host, nodeConsole);
        if (!plan.isEmpty() || plan.forgetsSlave()) {
            change(apply, written.files(host), plan, host, nodeConsole);
        }
        if (restart) {
            restart(nodeConsole, written, host, place());
        }
    }

    @Override
    void printDryRun() throws Exception {
        NodeRunConsole nodeConsole = new NodeRunConsole(console());
        WrittenNodes written = new WrittenNodes(nodesDirectory());
        plan(apply(), written, written.named(Optional.ofNullable(node)), nodeConsole);
        nodeConsole.rehearsed();
    }

    /** Makes the changes. Another process may have changed the files since they were planned. */
    private void change(
            NodeApply apply, List<NodeFile> files, NodeApply.Plan before, String host, NodeRunConsole nodeConsole)
            throws Exception {
        try (RootLock lock = apply.lock(System::nanoTime, Sleeper.REAL, nodeConsole::waitingFor)) {
            NodeApply.Plan plan = apply.plan(files, forgets());
            if (!plan.diff().equals(before.diff())) {
                nodeConsole.plan(host, place(), plan);
            }
            if (!plan.isEmpty()) {
                nodeConsole.applied(apply.apply(plan), place());
            }
            if (plan.forgetsSlave()) {
                apply.forgetSlave(plan);
                nodeConsole.forgotSlave(plan.slaveName());
            }
        }
    }

    private boolean forgets() {
        return Boolean.TRUE.equals(forgetAgent);
    }

    private Path place() {
        return root.toPath().toAbsolutePath().normalize();
    }

    private NodeApply apply() throws NodeException, IOException {
        if (root == null) {
            throw NodeException.noRoot();
        }
        return NodeApply.to(place(), isSuperuser(), Clock.systemUTC());
    }

    private NodeApply.Plan plan(NodeApply apply, WrittenNodes written, String host, NodeRunConsole nodeConsole)
            throws Exception {
        NodeApply.Plan plan = apply.plan(written.files(host), forgets());
        if (place().equals(SLASH)) {
            ThisMachine machine = ThisMachine.find();
            if (!machine.isCalled(host)
                    && NodeApply.addresses(written.files(host)).stream().noneMatch(machine::is)) {
                nodeConsole.otherMachine(host, machine.name());
            }
        }
        nodeConsole.plan(host, place(), plan);
        nodeConsole.retired(host, written.retired(host, place()), written.retireScript(host), place());
        return plan;
    }

    private void restart(NodeRunConsole console, WrittenNodes written, String host, Path place) throws Exception {
        if (!place.equals(SLASH)) {
            console.notRestarted(place);
            return;
        }
        Supervisor supervisor = new Supervisor(System::nanoTime, Sleeper.REAL, Supervisor.DEFAULT_GRACE);
        console.restarted(new ServiceRestart(supervisor)
                .run(
                        written.restartScript(host),
                        PipelineFactory.environment(),
                        nodesDirectory().resolveSibling("restart-" + host + ".log")));
    }

    private static boolean isSuperuser() throws IOException {
        return new Machine(Path.of("/proc"), Path.of("/sys/fs/cgroup"), 1, System.getProperty("user.name")).root();
    }
}
