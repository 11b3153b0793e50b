package io.github.mesosbuild.node;

import io.github.mesosbuild.failure.Failure;
import java.util.List;

/** A failure to install a node's files, or a node that differs from its description. The user can fix both. */
public final class NodeException extends Failure {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String slaveName;
    private final transient List<String> problems;

    NodeException(Kind kind, String message) {
        this(kind, message, List.of(message));
    }

    private NodeException(Kind kind, String message, List<String> problems) {
        this(kind, message, problems, "");
    }

    private NodeException(Kind kind, String message, List<String> problems, String slaveName) {
        super(message);
        this.kind = kind;
        this.slaveName = slaveName;
        this.problems = List.copyOf(problems);
    }

    NodeException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.slaveName = "";
        this.problems = List.of(message);
    }

    /** The kinds of failure. */
    public enum Kind {
        /** No node was chosen, or the chosen one does not exist. */
        NO_NODE,
        /** No files were written for the node. */
        NO_TREE,
        /** Something else has the path of a node's directory. */
        FOREIGN,
        /** The root is not given, or is not a directory. */
        NO_ROOT,
        /** The root is that of this machine, which only root can change. */
        NOT_SUPERUSER,
        /** A path cannot be resolved in the root. */
        PATH,
        /** The root has ZooKeeper data that the files would abandon or give to another server. */
        ZOOKEEPER_DATA,
        /** The slave under the root would lose its tasks with the files. */
        LOST_SLAVE,
        /** Another process is changing the files under the root. */
        LOCKED,
        /** Something else has the path of a file, or the file cannot be read. */
        NOT_A_FILE,
        /** A file could not be written; the replaced files were put back. */
        PUT_BACK,
        /** A file could not be written, and not every replaced file could be put back. */
        HALF_DONE,
        /** The services failed to restart. */
        RESTART,
        /** The nodes differ from their description. */
        NOT_AS_DESCRIBED
    }

    /** Returns the kind of the failure. */
    public Kind kind() {
        return kind;
    }

    /** Returns all problems, one sentence each. */
    public List<String> problems() {
        return problems;
    }

    /** Returns what a slave that would lose its tasks is called; empty for other kinds of failure. */
    public String slaveName() {
        return slaveName;
    }

    /** Returns the parameter of {@code mesos:node-apply} that lets that slave start as a new one. */
    public String forgetParameter() {
        return RoleWords.forgetParameter(slaveName);
    }

    /** Returns the failure of a slave that would lose its tasks with the files of a node. */
    static NodeException lostSlave(String slaveName, String reason) {
        return new NodeException(Kind.LOST_SLAVE, reason, List.of(reason), slaveName);
    }

    /** Returns the failure of a goal that needs one node. */
    public static NodeException noNode(List<String> names) {
        return new NodeException(
                Kind.NO_NODE,
                names.isEmpty()
                        ? "No nodes have been written yet."
                        : "mesos.node is required. The nodes are: " + String.join(", ", names) + ".");
    }

    /** Returns the failure for the name of a node that does not exist. */
    public static NodeException unknownNode(String name, List<String> names) {
        return new NodeException(
                Kind.NO_NODE,
                "mesos.node is '" + name + "', which does not exist. The nodes are: " + String.join(", ", names) + ".");
    }

    /** Returns the failure of a goal that needs a root. */
    public static NodeException noRoot() {
        return new NodeException(Kind.NO_ROOT, "mesos.root is required: the directory to install the files under.");
    }

    /** Returns the failure for nodes that differ from their description. */
    public static NodeException notAsDescribed(List<String> problems) {
        return new NodeException(Kind.NOT_AS_DESCRIBED, String.join(" ", problems), problems);
    }
}
