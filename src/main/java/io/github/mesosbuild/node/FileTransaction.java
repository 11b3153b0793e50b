package io.github.mesosbuild.node;

import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.process.CapturedOutput;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.text.ShellWords;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Changes files under a root, all of them or none, and backs up the files that it replaces. The work is done by the shell functions of
 * {@code change-files.sh}, which {@code install.sh} contains as well.
 */
final class FileTransaction {
    /** The directory of all backups, relative to the root. */
    static final String BACKUPS = "var/backups/mesos-maven-plugin";

    /** How {@code machine-root.sh} reports a loop of links. */
    private static final String LINKS = "Too many symbolic links ";

    private static final String SCRIPT = "change-files.sh";
    private static final String ROOT = "machine-root.sh";
    private static final String HEAD = """
            set -eu
            umask 022
            label=
            root=$(pwd -P)
            root=${root%/}
            cd "$(dirname "$0")"
            """;

    /** The encoding of the names of files. */
    private static final Charset NAMES = Charset.forName(System.getProperty("sun.jnu.encoding"));

    private static final String PATH = "/usr/sbin:/usr/bin:/sbin:/bin";
    private static final int HALF_DONE = 70;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final MachineRoot root;
    private final Supervisor supervisor = new Supervisor(System::nanoTime, Sleeper.REAL, Supervisor.DEFAULT_GRACE);

    FileTransaction(MachineRoot root) {
        this.root = root;
    }

    /** Returns the shell functions, for a script that sets {@code root} and {@code label}. */
    static String functions() {
        return Template.filled(ROOT, Map.of()) + Template.filled(SCRIPT, Map.of());
    }

    /**
     * Checks that the root has no ZooKeeper data that the files would abandon or mix up.
     *
     * @throws NodeException ({@code ZOOKEEPER_DATA}) if it has; ({@code PATH}) if the way to it has too many links
     */
    void check(List<NodeFile> files) throws NodeException, IOException, InterruptedException {
        List<String> guards = ZooKeeperFiles.guards(files);
        if (!guards.isEmpty()) {
            CapturedOutput output = run(List.of(), guards, Map.of());
            if (!output.succeeded()) {
                throw failure(NodeException.Kind.ZOOKEEPER_DATA, output);
            }
        }
    }

    /**
     * Returns why the slave under the root would lose its tasks if it started with the flags in files, as sentences; empty if it
     * would not.
     *
     * @param host the host that the sentences name
     * @throws NodeException ({@code PATH}) if the way to its data has too many links
     */
    Optional<String> lostSlave(List<NodeFile> files, Optional<String> host)
            throws NodeException, IOException, InterruptedException {
        String output = ofSlave(
                "lost_slave",
                files,
                host.map(name -> Map.of("MESOS_NODE_HOST", name)).orElse(Map.of()));
        return Optional.of(output).filter(reason -> !reason.isEmpty());
    }

    /**
     * Makes the slave under the root start as a new one if it would not come back with the flags in files.
     *
     * @throws NodeException ({@code PUT_BACK}) if what it recovers from cannot be removed; ({@code PATH}) if it has too many links
     */
    void forgetSlave(List<NodeFile> files) throws NodeException, IOException, InterruptedException {
        ofSlave("forget_slave", files, Map.of(RoleWords.forgetVariable(SlaveGuard.slaveName(files)), "yes"));
    }

    private String ofSlave(String function, List<NodeFile> files, Map<String, String> variables)
            throws NodeException, IOException, InterruptedException {
        Optional<String> daemon = SlaveGuard.daemon(files);
        if (daemon.isEmpty()) {
            return "";
        }
        CapturedOutput output =
                run(SlaveGuard.flags(files, daemon.get()), List.of(SlaveGuard.call(function, daemon.get())), variables);
        if (!output.succeeded()) {
            throw failure(NodeException.Kind.PUT_BACK, output);
        }
        return output.output().strip();
    }

    /** @param usual why the script fails, unless it could not follow the links on the way to a file */
    private static NodeException failure(NodeException.Kind usual, CapturedOutput output) {
        String sentences = sentences(output);
        return new NodeException(sentences.startsWith(LINKS) ? NodeException.Kind.PATH : usual, sentences);
    }

    /**
     * Makes the changes, or puts everything back.
     *
     * @return the script that undoes the changes
     * @throws NodeException ({@code PUT_BACK}) if a change failed; ({@code HALF_DONE}) if a file could not be put back after that
     */
    Path apply(List<FileChange> changes, Instant now) throws NodeException, IOException, InterruptedException {
        Path backups = root.resolve(BACKUPS + "/any").getParent();
        List<NodeFile> files = new ArrayList<>();
        List<String> lines = new ArrayList<>(List.of("say() {", "    :", "}"));
        for (FileChange change : changes) {
            if (change.after().isPresent()) {
                NodeFile file = change.after().get();
                String source = "file-" + files.size();
                files.add(new NodeFile(source, file.text(), file.mode()));
                lines.add("write " + file.octalMode() + " " + ShellWords.quoted(change.path()) + " " + source);
            } else {
                lines.add("remove " + ShellWords.quoted(change.shown().substring(1)));
            }
        }
        lines.add("commit");
        lines.add("printf '%s' \"${backup##*/}\"");
        CapturedOutput output = run(files, lines, Map.of("MESOS_NODE_TIME", TIME.format(now)));
        if (!output.succeeded()) {
            throw new NodeException(
                    output.exitCode() == HALF_DONE ? NodeException.Kind.HALF_DONE : NodeException.Kind.PUT_BACK,
                    sentences(output));
        }
        return backups.resolve(output.output().strip()).resolve("restore.sh");
    }

    private CapturedOutput run(List<NodeFile> files, List<String> lines, Map<String, String> variables)
            throws NodeException, IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("PATH", PATH);
        environment.put("LC_ALL", "C");
        Path directory = Files.createTempDirectory(Supervisor.temporaryDirectory(), "mesos-maven-plugin");
        try {
            for (NodeFile file : files) {
                NodeStore.write(directory, file);
            }
            Path script = directory.resolve(SCRIPT);
            Files.write(
                    script,
                    (HEAD + functions() + SlaveGuard.functions() + String.join("\n", lines) + "\n").getBytes(NAMES));
            return supervisor.capture(List.of("sh", script.toString()), root.directory(), environment, Duration.ZERO);
        } catch (ProcessException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            Trees.delete(directory);
        }
    }

    /** Joins the lines that a failed script printed. */
    private static String sentences(CapturedOutput output) {
        String text = output.output().strip().replaceAll("\\s*\\n\\s*", " ");
        return text.isEmpty() ? "The script failed with exit status " + output.exitCode() + "." : text;
    }
}
