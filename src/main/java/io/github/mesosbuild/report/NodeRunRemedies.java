package io.github.mesosbuild.report;

import io.github.mesosbuild.failure.ExplainedFailure;
import io.github.mesosbuild.node.NodeException;

/** Advice for a failed installation of a node's files, and for nodes that differ from their description. */
final class NodeRunRemedies {
    private NodeRunRemedies() {}

    static ExplainedFailure explain(NodeException failure) {
        int problems = failure.problems().size();
        return problems > 1
                ? new ExplainedFailure(
                        problems + " problems found:",
                        "  - " + String.join("\n  - ", failure.problems()),
                        next(failure))
                : new ExplainedFailure(failure.getMessage(), next(failure));
    }

    private static String next(NodeException failure) {
        return switch (failure.kind()) {
            case NO_NODE -> "Set -Dmesos.node=NAME. 'mesos:node-config' writes the nodes of a description.";
            case NO_TREE -> "Run 'mesos:node-config' first.";
            case FOREIGN -> "Move it away, or choose another directory with mesos.nodes.directory.";
            case NO_ROOT ->
                "Set -Dmesos.root=/ for this machine, or -Dmesos.root=DIR for the root directory of an image.";
            case NOT_SUPERUSER -> "Run Maven as root, or set -Dmesos.root=DIR to the root directory of an image.";
            case PATH -> "Fix the path or its links under mesos.root. No files were changed.";
            case ZOOKEEPER_DATA ->
                "Check that mesos.node is the node of this machine. If the ID is meant to change, stop ZooKeeper, then move its data"
                        + " and its myid away. No files were changed.";
            case LOST_SLAVE ->
                "To keep the tasks, undo the change. Otherwise let the frameworks move them to other machines, then run this goal again with"
                        + " -D" + failure.forgetParameter() + ": the " + failure.slaveName()
                        + " starts as a new one, and its tasks are lost. No files were changed.";
            case LOCKED ->
                "Wait until the other run of 'mesos:node-apply' has ended, then run this goal again. No files were changed.";
            case NOT_A_FILE -> "Move it away or make it readable. No files were changed.";
            case PUT_BACK -> "Free some space or make the path writable, then run this goal again.";
            case HALF_DONE -> "Copy these files to their places by hand before you restart a service.";
            case RESTART -> "Check the logs of the services. The files are installed.";
            case NOT_AS_DESCRIBED ->
                "'mesos:node-apply' installs the described files, and -Dmesos.restart restarts the services that read them. If the"
                        + " description is wrong, correct it.";
        };
    }
}
