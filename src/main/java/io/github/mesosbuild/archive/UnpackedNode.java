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
final class UnpackedNode {
    enum Type {
        DIRECTORY,
        FILE,
        LINK
    }

    private final Type type;
    private final UnpackedNode parent;
    private final String name;
    private final Map<String, UnpackedNode> children;
    private final Set<String> folded;
    private int mode;
    private FileTime modified;

    private UnpackedNode(Type type, UnpackedNode parent, String name) {
        this.type = type;
        this.parent = parent;
        this.name = name;
        this.children = type == Type.DIRECTORY ? new HashMap<>() : Map.of();
        this.folded = type == Type.DIRECTORY ? new HashSet<>() : Set.of();
    }

    static UnpackedNode root() {
        return new UnpackedNode(Type.DIRECTORY, null, "");
    }

    /**
     * Adds a child to a directory.
     *
     * @throws RefusedArchiveException if there is one of that name, or, unless allowed, of that name in another case
     */
    UnpackedNode add(Type childType, String childName, boolean allowCaseClashes) throws RefusedArchiveException {
        UnpackedNode before = children.get(childName);
        if (before != null) {
            throw new RefusedArchiveException(
                    Kind.DUPLICATE, "has the name of a " + before.what() + " that the archive has already");
        }
        if (!allowCaseClashes && !folded.add(childName.toLowerCase(Locale.ROOT))) {
            throw new RefusedArchiveException(Kind.DUPLICATE, "has a name that differs from another only in case");
        }
        UnpackedNode child = new UnpackedNode(childType, this, childName);
        children.put(childName, child);
        return child;
    }

    UnpackedNode child(String childName) {
        return children.get(childName);
    }

    Collection<UnpackedNode> children() {
        return children.values();
    }

    /** The directory that this lies in; null for the root. */
    UnpackedNode parent() {
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
     * @throws RefusedArchiveException if it did so before
     */
    void list(int listedMode, FileTime listedTime) throws RefusedArchiveException {
        if (isListed()) {
            throw new RefusedArchiveException(Kind.DUPLICATE, "is in the archive twice");
        }
        mode = listedMode;
        modified = listedTime;
    }
}
