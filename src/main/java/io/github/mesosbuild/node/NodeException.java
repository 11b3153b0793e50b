package io.github.mesosbuild.node;

import io.github.mesosbuild.failure.Failure;
import java.util.List;

/** A node's files could not be put in their places, or the node is not as it was described; the user can mend it. */
public final class NodeException extends Failure {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final transient List<String> problems;

    NodeException(Kind kind, String message) {
        this(kind, message, List.of(message));
    }

    private NodeException(Kind kind, String message, List<String> problems) {
        super(message);
        this.kind = kind;
        this.problems = List.copyOf(problems);
    }

    NodeException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.problems = List.of(message);
    }

    /** What was wrong. */
    public enum Kind {
        /** Nobody said which node, and there are several. */
        NO_NODE,
        /** Nothing was written for the node. */
        NO_TREE,
        /** Where a node's files are to be written, something else is. */
        FOREIGN,
        /** The directory that is to be the root is not said, or is none. */
        NO_ROOT,
        /** The root is that of this machine, and only root may change it. */
        NOT_SUPERUSER,
        /** Symbolic links or a path that lead nowhere, in a circle, or out of the root. */
        PATH,
        /** The root has data of another server of ZooKeeper. */
        OTHER_SERVER,
        /** A place that has something else than a file, or whose file cannot be read. */
        NOT_A_FILE,
        /** A file could not be written; what had been replaced was put back. */
        PUT_BACK,
        /** A file could not be written, and not all that had been replaced could be put back. */
        HALF_DONE,
        /** The services did not restart. */
        RESTART,
        /** The nodes are not as they were described. */
        NOT_AS_DESCRIBED
    }

    /** What was wrong. */
    public Kind kind() {
        return kind;
    }

    /** All that was wrong, one sentence each. */
    public List<String> problems() {
        return problems;
    }

    /** Of a goal that needs to know which node. */
    public static NodeException noNode(List<String> names) {
        return new NodeException(
                Kind.NO_NODE,
                names.isEmpty()
                        ? "No node was written yet."
                        : "It is not said which node: there are " + String.join(", ", names) + ".");
    }

    /** Of a name that no node has. */
    public static NodeException unknownNode(String name, List<String> names) {
        return new NodeException(
                Kind.NO_NODE, "There is no node '" + name + "'; there are " + String.join(", ", names) + ".");
    }

    /** Of a goal that needs a root. */
    public static NodeException noRoot() {
        return new NodeException(Kind.NO_ROOT, "It is not said below which root the files go.");
    }

    /** Of nodes that were looked at. */
    public static NodeException notAsDescribed(List<String> problems) {
        return new NodeException(Kind.NOT_AS_DESCRIBED, String.join(" ", problems), problems);
    }
}
