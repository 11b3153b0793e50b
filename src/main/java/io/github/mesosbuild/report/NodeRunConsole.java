package io.github.mesosbuild.report;

import io.github.mesosbuild.node.NodeApply;
import io.github.mesosbuild.node.NodeReport;
import io.github.mesosbuild.text.Quantities;
import io.github.mesosbuild.text.ShellWords;
import io.github.mesosbuild.text.TextTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Says what becomes of the files of a node, and how nodes are. */
public final class NodeRunConsole {
    private final Console console;

    public NodeRunConsole(Console console) {
        this.console = console;
    }

    /** What is going to be changed. */
    public void plan(String host, Path root, NodeApply.Plan plan) {
        plan.notes().forEach(console::warn);
        if (plan.isEmpty()) {
            console.say("All files of " + host + " are in their places below " + root + ": nothing to change.");
            return;
        }
        console.say(Quantities.count(plan.size(), "file") + " of " + host + " to change below " + root + ":");
        plan.diff().forEach(console::say);
    }

    /** Nothing was done. */
    public void rehearsed() {
        console.say("Nothing was changed, because mesos.dryRun is set.");
    }

    /** What was changed. */
    public void applied(NodeApply.Applied applied, Path root) {
        console.say("Changed " + Quantities.count(applied.files(), "file") + " below " + root
                + ". To put back what was there: sh " + ShellWords.quoted(applied.restore()));
    }

    /** Somebody else may be meant. */
    public void otherMachine(String host, String machine) {
        console.warn("This machine is called " + machine + ", and gets the files of " + host + ".");
    }

    /** What restarting the services wrote. */
    public void restarted(List<String> output) {
        output.forEach(console::say);
        console.say("The services were restarted; 'mesos:node-check' says how they are.");
    }

    /** The services are not those of this machine. */
    public void notRestarted(Path root) {
        console.say("Nothing was restarted, because " + root
                + " is not the root of this machine; mesos.restart is for / only.");
    }

    /** How the nodes are. */
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
