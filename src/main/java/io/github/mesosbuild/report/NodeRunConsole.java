package io.github.mesosbuild.report;

import io.github.mesosbuild.node.NodeApply;
import io.github.mesosbuild.node.NodeReport;
import io.github.mesosbuild.node.RetiredServices;
import io.github.mesosbuild.node.RootLock;
import io.github.mesosbuild.text.Quantities;
import io.github.mesosbuild.text.ShellWords;
import io.github.mesosbuild.text.TextTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Prints the changes to a node's files and the result of checking nodes. */
public final class NodeRunConsole {
    private final Console console;

    public NodeRunConsole(Console console) {
        this.console = console;
    }

    /** Prints the changes of a plan. */
    public void plan(String host, Path root, NodeApply.Plan plan) {
        plan.notes().forEach(console::warn);
        if (plan.isEmpty()) {
            console.say("All files for " + host + " under " + root + " are up to date. No changes made.");
            return;
        }
        console.say(Quantities.count(plan.size(), "file") + " to change for " + host + " under " + root + ":");
        plan.diff().forEach(console::say);
    }

    /** Prints that this was a dry run. */
    public void rehearsed() {
        console.say("No files were changed, because mesos.dryRun is set.");
    }

    /** Prints how many files were changed, and how to undo that. */
    public void applied(NodeApply.Applied applied, Path root) {
        console.say("Changed " + Quantities.count(applied.files(), "file") + " under " + root + ". To undo this: sh "
                + ShellWords.quoted(applied.restore()));
    }

    /** Prints that the slave, which has that name, starts as a new one. */
    public void forgotSlave(String slaveName) {
        console.say(
                "The " + slaveName + " starts as a new one, without its tasks. The restore script does not undo this.");
    }

    /** Prints that another process is changing the files under the same root. */
    public void waitingFor(Path lockFile) {
        console.say("Another 'mesos:node-apply' is changing files under this root. Waiting for it, at most "
                + Quantities.count((int) RootLock.LIMIT.toMinutes(), "minute") + ", to release " + lockFile + ".");
    }

    /** Warns that the node may be another machine. */
    public void otherMachine(String host, String machine) {
        console.warn("This machine is named " + machine + ", but receives the files for " + host + ".");
    }

    /** Warns about services whose roles the node does not have, and prints the command that stops and disables them. */
    public void retired(String host, List<RetiredServices.Service> services, Path script, Path root) {
        for (RetiredServices.Service service : services) {
            console.warn(service.name() + " " + service.states() + ", but is not one of the services of " + host + ".");
        }
        if (!services.isEmpty()) {
            String variable = root.equals(root.getRoot()) ? "" : "MESOS_NODE_ROOT=" + ShellWords.quoted(root) + " ";
            console.say("To stop and disable " + (services.size() == 1 ? "it" : "them") + ", run as root: " + variable
                    + "sh " + ShellWords.quoted(script));
        }
    }

    /** Prints the output of the restart. */
    public void restarted(List<String> output) {
        output.forEach(console::say);
        console.say("Restarted the services. Check them with 'mesos:node-check'.");
    }

    /** Prints why no services were restarted. */
    public void notRestarted(Path root) {
        console.say("No services were restarted, because mesos.restart requires mesos.root=/, got " + root + ".");
    }

    /** Prints the findings as a table. */
    public void report(NodeReport report, Optional<Path> file) {
        TextTable.lines(
                        List.of("Node", "What", "", "Found"),
                        report.findings().stream()
                                .map(finding -> List.of(
                                        finding.host().isEmpty() ? "(all)" : finding.host(),
                                        finding.what(),
                                        finding.good() ? "ok" : "WRONG",
                                        finding.sentence()))
                                .toList())
                .forEach(console::say);
        file.ifPresent(path -> console.say("Report: " + path));
    }
}
