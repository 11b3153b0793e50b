package io.github.mesosbuild.report;

import io.github.mesosbuild.node.NodeException;

/** What to do next when the files of a node could not be put in their places, or a node is not as described. */
final class NodeRunRemedies {
    private NodeRunRemedies() {}

    static ExplainedFailure explain(NodeException failure) {
        int problems = failure.problems().size();
        return problems > 1
                ? new ExplainedFailure(
                        problems + " things are not as they were described:",
                        "  - " + String.join("\n  - ", failure.problems()),
                        next(failure))
                : new ExplainedFailure(failure.getMessage(), next(failure));
    }

    private static String next(NodeException failure) {
        return switch (failure.kind()) {
            case NO_NODE -> "Name one with -Dmesos.node=NAME; 'mesos:node-config' writes them.";
            case NO_TREE -> "'mesos:node-config' writes it.";
            case FOREIGN -> "Move it away, or choose another place with mesos.nodes.directory.";
            case NO_ROOT -> "Say it with -Dmesos.root=DIR: / for this machine, or the directory of an image.";
            case NOT_SUPERUSER -> "Run this as root, or name the directory of an image with -Dmesos.root=DIR.";
            case PATH -> "Mend the links below mesos.root; nothing was changed.";
            case ZOOKEEPER_DATA ->
                "Name the node of this machine with mesos.node; if it shall be the other server, move its data and its myid away"
                        + " first. Nothing was changed.";
            case NOT_A_FILE -> "Look what is there, and make room or make it readable; nothing was changed.";
            case PUT_BACK -> "Make room or make it writable, and run this again.";
            case HALF_DONE -> "Put them back by hand from there, before any service is restarted.";
            case RESTART -> "Look into the logs of the services; the files are in their places.";
            case NOT_AS_DESCRIBED ->
                "'mesos:node-apply' puts files right and, with -Dmesos.restart, restarts the services that read them; if the"
                        + " description is wrong, correct it.";
        };
    }
}
