package io.github.mesosbuild.node;

import io.github.mesosbuild.process.Command;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs the script that restarts the services of this machine. */
public final class ServiceRestart {
    /** Old init scripts start daemons as their own children. Without this run's cookie, the daemons outlive it. */
    private static final String LET_GO = "unset MESOS_MAVEN_PLUGIN_COOKIE; exec sh \"$0\" >\"$1\" 2>&1 </dev/null";

    private static final String ALWAYS = "/usr/sbin:/usr/bin:/sbin:/bin";
    private static final int LAST_LINES = 20;

    private final Supervisor supervisor;

    public ServiceRestart(Supervisor supervisor) {
        this.supervisor = supervisor;
    }

    /**
     * Runs the script and waits until it exits.
     *
     * @param environment the script's environment; the directories of system programs are added to its PATH
     * @param log receives the script's output
     * @return the lines of the script's output
     * @throws NodeException ({@code NO_TREE}) if the script does not exist; ({@code RESTART}) if it failed
     * @throws ProcessException if there is no shell
     * @throws IOException if the log cannot be written or read
     */
    public List<String> run(Path script, Map<String, String> environment, Path log)
            throws NodeException, ProcessException, IOException, InterruptedException {
        if (!Files.isRegularFile(script)) {
            throw new NodeException(NodeException.Kind.NO_TREE, script + " does not exist.");
        }
        Files.createDirectories(log.toAbsolutePath().getParent());
        Map<String, String> found = new TreeMap<>(environment);
        found.merge("PATH", ALWAYS, (theirs, ours) -> theirs + ":" + ours);
        int status = supervisor.attach(new Command(
                "restart.sh",
                List.of(
                        "sh",
                        "-c",
                        LET_GO,
                        script.toAbsolutePath().toString(),
                        log.toAbsolutePath().toString()),
                script.toAbsolutePath().getParent(),
                found,
                log,
                Duration.ZERO,
                Duration.ZERO));
        List<String> lines = Files.readAllLines(log);
        if (status != 0) {
            throw new NodeException(
                    NodeException.Kind.RESTART,
                    script + " failed with exit status " + status + ". Its output is in " + log + ":\n    "
                            + String.join(
                                    "\n    ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())));
        }
        return lines;
    }
}
