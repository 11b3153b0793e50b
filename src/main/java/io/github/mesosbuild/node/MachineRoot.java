package io.github.mesosbuild.node;

import io.github.mesosbuild.files.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The root directory of a machine: {@code /} of this machine, or the directory of an image. Paths resolve as they would after {@code
 * chroot(2)}: an absolute symbolic link starts at this directory, and {@code ..} never leaves it ({@code path_resolution(7)}).
 */
final class MachineRoot {
    private static final Path SLASH = Path.of("/");

    /** Linux has the same limit. */
    private static final int MOST_LINKS = 40;

    private final Path directory;

    private MachineRoot(Path directory) {
        this.directory = directory;
    }

    /**
     * Returns the root at a directory.
     *
     * @throws NodeException ({@code NO_ROOT}) if it is not a directory
     */
    static MachineRoot of(Path directory) throws NodeException {
        try {
            if (Files.isDirectory(directory)) {
                return new MachineRoot(directory.toRealPath());
            }
        } catch (IOException e) {
            throw new NodeException(
                    NodeException.Kind.NO_ROOT, "Cannot enter the root " + directory + ": " + e.getMessage() + ".", e);
        }
        throw new NodeException(NodeException.Kind.NO_ROOT, "The root " + directory + " is not a directory.");
    }

    /** Returns whether this is the root of the running machine. */
    boolean isThisMachine() {
        return directory.equals(SLASH);
    }

    /** Returns the directory's real path. */
    Path directory() {
        return directory;
    }

    /**
     * Returns the real path of a file. Neither the file nor the directories above it need to exist.
     *
     * @param path relative to the root, without {@code ..}
     * @throws NodeException ({@code PATH}) if links form a loop, or a directory on the way is something else
     */
    Path resolve(String path) throws NodeException, IOException {
        Deque<String> left = new ArrayDeque<>(parts(path));
        if (left.isEmpty() || left.contains("..")) {
            throw new NodeException(
                    NodeException.Kind.PATH, "The path '" + path + "' does not name a file under the root.");
        }
        Path at = directory;
        int links = 0;
        while (!left.isEmpty()) {
            String name = left.pop();
            if (name.equals("..")) {
                at = at.equals(directory) ? at : at.getParent();
                continue;
            }
            Path next = at.resolve(name);
            if (Files.isSymbolicLink(next)) {
                links++;
                if (links > MOST_LINKS) {
                    throw new NodeException(
                            NodeException.Kind.PATH,
                            "Cannot resolve " + directory.resolve(path) + ": the symbolic links form a loop at " + next
                                    + ".");
                }
                String target = Files.readSymbolicLink(next).toString();
                at = target.startsWith("/") ? directory : at;
                List<String> parts = parts(target);
                for (int i = parts.size() - 1; i >= 0; i--) {
                    left.push(parts.get(i));
                }
                continue;
            }
            if (!left.isEmpty() && Trees.exists(next) && !Files.isDirectory(next, LinkOption.NOFOLLOW_LINKS)) {
                throw new NodeException(
                        NodeException.Kind.PATH,
                        "Cannot resolve " + directory.resolve(path) + ": " + next + " is not a directory.");
            }
            at = next;
        }
        return at;
    }

    private static List<String> parts(String path) {
        return List.of(path.split("/")).stream()
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .toList();
    }

    /** Returns a path in this directory as the machine itself would see it. */
    String inside(Path place) {
        return "/" + directory.relativize(place);
    }
}
