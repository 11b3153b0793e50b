package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.process.CapturedOutput;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The services of ZooKeeper and Mesos whose roles a host does not have, usually because its description changed. The script {@code
 * retire.sh} finds, stops and disables them; everything else here asks that script.
 */
public final class RetiredServices {
    static final String SCRIPT = "retire.sh";

    /** All services that a tree of this plugin can install. Slaves became agents in Mesos 1.0. */
    private static final List<String> MESOS = List.of("mesos-slave", "mesos-agent", "mesos-master");

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PATH = "/usr/sbin:/usr/bin:/sbin:/bin";

    private RetiredServices() {}

    /**
     * A service that a machine should no longer have.
     *
     * @param name the service's name, such as {@code mesos-slave}
     * @param enabled whether it starts with the machine
     * @param running whether it runs
     */
    public record Service(String name, boolean enabled, boolean running) {
        /** Returns what the service does, such as "runs and starts with the machine". */
        public String states() {
            return running ? enabled ? "runs and starts with the machine" : "runs" : "starts with the machine";
        }
    }

    /** Returns {@code retire.sh} of a host. */
    static NodeFile script(Description description, Host host) {
        String system = switch (host.platform().initSystem()) {
            case SYSTEMD -> "systemd";
            case SYSV -> "sysv";
            case UPSTART -> host.platform().hasApt() ? "upstart" : "upstart-centos";
        };
        List<String> lines = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>(MESOS);
        List<Host> machine = description.onMachineOf(host);
        List<String> wanted = machine.stream()
                .flatMap(one -> Services.roles(one).stream().map(role -> description.service(one, role)))
                .toList();
        names.removeAll(wanted);
        names.forEach(name -> lines.add("retire " + name));
        if (host.platform().initSystem() == InitSystem.SYSTEMD) {
            lines.add(
                    "retire_instances" + wanted.stream().map(name -> " " + name).collect(Collectors.joining()));
        }
        // Servers that are not described here may be those of another description.
        if (machine.stream().noneMatch(one -> one.is(Role.ZOOKEEPER))
                && description.externalZooKeeper().isEmpty()) {
            lines.add("if is_ours; then");
            lines.add("    retire " + Services.name(description, host, Role.ZOOKEEPER));
            lines.add("fi");
        }
        String text = Template.filled(
                SCRIPT,
                Map.of(
                        "HOST", host.name(),
                        "CHANGE_FILES", FileTransaction.functions(),
                        "INIT_SYSTEM", Template.filled("retire-" + system + ".sh", Map.of())));
        return new NodeFile(SCRIPT, text + String.join("\n", lines) + "\n", NodeFile.PROGRAM);
    }

    /**
     * Returns the services that run or start with a machine, although its host does not have their roles.
     *
     * @param root the directory that is {@code /} of the machine
     * @param script the host's {@code retire.sh}
     * @throws IOException if the script cannot be run, or fails
     */
    public static List<Service> under(Path root, NodeFile script) throws IOException, InterruptedException {
        Supervisor supervisor = new Supervisor(System::nanoTime, Sleeper.REAL, Supervisor.DEFAULT_GRACE);
        String place = root.toRealPath().toString();
        Path directory = Files.createTempDirectory(Supervisor.temporaryDirectory(), "mesos-maven-plugin");
        try {
            NodeStore.write(directory, script);
            CapturedOutput output = supervisor.capture(
                    List.of("sh", directory.resolve(SCRIPT).toString(), "--list"),
                    directory,
                    Map.of("PATH", PATH, "LC_ALL", "C", "MESOS_NODE_ROOT", place.equals("/") ? "" : place),
                    PATIENCE);
            if (!output.succeeded()) {
                throw new IOException(SCRIPT + " --list failed with exit status " + output.exitCode() + ": "
                        + output.output().strip().replaceAll("\\s+", " "));
            }
            return output.output().lines().map(RetiredServices::service).toList();
        } catch (ProcessException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            Trees.delete(directory);
        }
    }

    private static Service service(String line) {
        List<String> words = List.of(line.split(" "));
        return new Service(words.get(0), words.contains("enabled"), words.contains("running"));
    }
}
