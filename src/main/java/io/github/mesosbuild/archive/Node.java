package io.github.mesosbuild.archive;

import io.github.mesosbuild.archive.UnpackException.Kind;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One file, directory or link that was made in this run. The tree of them says what is safe to write below without asking the
 * file system: only what is in it as a directory. A component is held once, so memory grows with entries, not with paths.
 */
final class Node {
    enum Type {
        DIRECTORY,
        FILE,
        LINK
    }

    private final Type type;
    private final Node parent;
    private final String name;
    private final Map<String, Node> children;
    private final Set<String> folded;
    private int mode;
    private FileTime modified;

    private Node(Type type, Node parent, String name) {
        this.type = type;
        this.parent = parent;
        this.name = name;
        this.children = type == Type.DIRECTORY ? new HashMap<>() : Map.of();
        this.folded = type == Type.DIRECTORY ? new HashSet<>() : Set.of();
    }

    static Node root() {
        return new Node(Type.DIRECTORY, null, "");
    }

    /**
     * Adds a child to a directory.
     *
     * @throws Refusal if there is one of that name, or, unless allowed, of that name in another case
     */
    Node add(Type childType, String childName, boolean allowCaseClashes) throws Refusal {
        Node before = children.get(childName);
        if (before != null) {
            throw new Refusal(Kind.DUPLICATE, "has the name of a " + before.what() + " that the archive has already");
        }
        if (!allowCaseClashes && !folded.add(childName.toLowerCase(Locale.ROOT))) {
            throw new Refusal(Kind.DUPLICATE, "has a name that differs from another only in case");
        }
        Node child = new Node(childType, this, childName);
        children.put(childName, child);
        return child;
    }

    Node child(String childName) {
        return children.get(childName);
    }

    Collection<Node> children() {
        return children.values();
    }

    /** The directory that this lies in; null for the root. */
    Node parent() {
        return parent;
    }

    Type type() {
        return type;
    }

    String what() {
        return type == Type.LINK ? "symbolic link" : type.name().toLowerCase(Locale.ROOT);
    }

    Path path(Path root) {
        return parent == null ? root : parent.path(root).resolve(name);
    }

    /** Whether the archive lists this directory, rather than only implying it. */
    boolean isListed() {
        return modified != null;
    }

    /** The mode that the archive lists for this directory. */
    int mode() {
        return mode;
    }

    /** The time that the archive lists for this directory. */
    FileTime modified() {
        return modified;
    }

    /**
     * Notes what the archive lists for this directory.
     *
     * @throws Refusal if it did so before
     */
    void list(int listedMode, FileTime listedTime) throws Refusal {
        if (isListed()) {
            throw new Refusal(Kind.DUPLICATE, "is in the archive twice");
        }
        mode = listedMode;
        modified = listedTime;
    }
}
