package io.github.mesosbuild.cluster;

import io.github.mesosbuild.process.CapturedOutput;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.release.Daemons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Initializes the replicated logs of new masters, which spares them the slow agreement that all logs are empty. */
final class ReplicatedLogSetup {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String IN_MEMORY = "in_memory";

    private final ClusterEnvironment installed;
    private final Supervisor supervisor;

    ReplicatedLogSetup(ClusterEnvironment installed, Supervisor supervisor) {
        this.installed = installed;
        this.supervisor = supervisor;
    }

    /**
     * Initializes the logs if the installation has the program for that and the work directory of every master is new.
     *
     * @throws ClusterException ({@code ENDED}) if the program fails
     */
    void run(List<ClusterNode> masters) throws ClusterException, ProcessException, IOException, InterruptedException {
        List<String> command = installed.daemons().master().initialize();
        if (masters.size() < 2 || command.isEmpty() || !Files.isExecutable(program(command))) {
            return;
        }
        for (ClusterNode master : masters) {
            if (!isNew(master)) {
                return;
            }
        }
        for (ClusterNode master : masters) {
            run(master, command);
        }
    }

    private Path program(List<String> command) {
        return installed.prefix().resolve(command.get(0));
    }

    private static boolean isNew(ClusterNode master) throws IOException {
        Optional<Path> work = master.flag("work_dir").map(Path::of);
        if (work.isEmpty() || master.flag("registry").filter(IN_MEMORY::equals).isPresent()) {
            return false;
        }
        if (!Files.isDirectory(work.get())) {
            return true;
        }
        try (var children = Files.newDirectoryStream(work.get())) {
            return !children.iterator().hasNext();
        }
    }

    private void run(ClusterNode master, List<String> command)
            throws ClusterException, ProcessException, IOException, InterruptedException {
        String work = master.flag("work_dir").orElseThrow();
        Files.createDirectories(Path.of(work));
        List<String> argv = new ArrayList<>(List.of(program(command).toString()));
        command.stream()
                .skip(1)
                .map(argument -> argument.replace(Daemons.WORK_DIRECTORY, work))
                .forEach(argv::add);
        Map<String, String> environment = new TreeMap<>(master.environment());
        // Otherwise the program looks its host name up in the network.
        environment.put("LIBPROCESS_IP", master.address().reachable().ip());
        CapturedOutput made = supervisor.capture(argv, Path.of(work), environment, TIMEOUT);
        if (made.exitCode() != 0) {
            throw new ClusterException(
                    ClusterException.Kind.ENDED,
                    "Cannot initialize the replicated log of " + master.name() + ": " + String.join(" ", argv)
                            + " exited with code " + made.exitCode() + " and printed: "
                            + made.output().strip());
        }
    }
}
