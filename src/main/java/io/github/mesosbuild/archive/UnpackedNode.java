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
 * A file, directory or link created by this run. Only directories in the tree of these nodes are safe to write in, which is known
 * without asking the file system. Each name component is stored once, so memory grows with entries, not with paths.
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
     * @throws RefusedArchiveException if a child has that name or, unless that is allowed, the same name in another case
     */
    UnpackedNode add(Type childType, String childName, boolean allowCaseClashes) throws RefusedArchiveException {
        UnpackedNode existing = children.get(childName);
        if (existing != null) {
            throw new RefusedArchiveException(Kind.DUPLICATE, "has the same name as an earlier " + existing.typeName());
        }
        if (!allowCaseClashes && !folded.add(childName.toLowerCase(Locale.ROOT))) {
            throw new RefusedArchiveException(
                    Kind.DUPLICATE, "has a name that differs from another entry's only in case");
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

    /** Returns the directory that contains this node; null for the root. */
    UnpackedNode parent() {
        return parent;
    }

    Type type() {
        return type;
    }

    String typeName() {
        return type == Type.LINK ? "symbolic link" : type.name().toLowerCase(Locale.ROOT);
    }

    Path path(Path root) {
        return parent == null ? root : parent.path(root).resolve(name);
    }

    /** Returns whether the archive lists this directory rather than merely implying it. */
    boolean isListed() {
        return modified != null;
    }

    /** Returns the mode that the archive lists for this directory. */
    int mode() {
        return mode;
    }

    /** Returns the modification time that the archive lists for this directory. */
    FileTime modified() {
        return modified;
    }

    /**
     * Records the mode and time that the archive lists for this directory.
     *
     * @throws RefusedArchiveException if the archive already listed it
     */
    void list(int listedMode, FileTime listedTime) throws RefusedArchiveException {
        if (isListed()) {
            throw new RefusedArchiveException(Kind.DUPLICATE, "appears twice in the archive");
        }
        mode = listedMode;
        modified = listedTime;
    }
}
