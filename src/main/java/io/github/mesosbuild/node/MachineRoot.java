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
 * The directory that is {@code /} for a machine: this machine's own, or that of an image. Names are found in it as {@code chroot(2)}
 * would let them be found: an absolute symbolic link starts at this directory, and {@code ..} never leaves it
 * ({@code path_resolution(7)}).
 */
final class MachineRoot {
    private static final Path SLASH = Path.of("/");

    /** As Linux has it. */
    private static final int MOST_LINKS = 40;

    private final Path directory;

    private MachineRoot(Path directory) {
        this.directory = directory;
    }

    /**
     * @throws NodeException ({@code NO_ROOT}) if it is no directory
     */
    static MachineRoot of(Path directory) throws NodeException {
        try {
            if (Files.isDirectory(directory)) {
                return new MachineRoot(directory.toRealPath());
            }
        } catch (IOException e) {
            throw new NodeException(
                    NodeException.Kind.NO_ROOT, "The root " + directory + " cannot be entered: " + e.getMessage(), e);
        }
        throw new NodeException(NodeException.Kind.NO_ROOT, "The root " + directory + " is no directory.");
    }

    /** Whether it is this machine's own. */
    boolean isThisMachine() {
        return directory.equals(SLASH);
    }

    /** Where it is. */
    Path directory() {
        return directory;
    }

    /**
     * Where a file of the machine lies. Neither the file nor the directories above it need to be there.
     *
     * @param path relative to the root; without {@code ..}
     * @throws NodeException ({@code PATH}) if there is no such place
     */
    Path resolve(String path) throws NodeException, IOException {
        Deque<String> left = new ArrayDeque<>(parts(path));
        if (left.isEmpty() || left.contains("..")) {
            throw new NodeException(
                    NodeException.Kind.PATH, "The path '" + path + "' is not that of a file below a root.");
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
                            "The symbolic links on the way to " + directory.resolve(path) + " go round in a circle, at "
                                    + next + ".");
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
                        "There can be no " + directory.resolve(path) + ", because " + next + " is no directory.");
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

    /** A place in it as the machine itself would call it. */
    String inside(Path place) {
        return "/" + directory.relativize(place);
    }
}
