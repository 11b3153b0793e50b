package io.github.mesosbuild.archive;

import io.github.mesosbuild.archive.UnpackException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Verifies that no symbolic link of a finished tree points outside it. Each link is resolved as the kernel does it: component by
 * component, through other links, with {@code ..} leading to the real parent. The text of a link alone is not enough: if
 * {@code a/b} is a link to the top, {@code up -> a/b/..} points outside.
 */
final class LinkCheck {
    /** The maximum number of links that Linux follows (path_resolution(7)). */
    private static final int HOPS = 40;

    private static final int HOP_COST = 64;
    private static final long MAXIMUM_COST = 2_000_000;

    private final Path root;
    private long cost;

    LinkCheck(Path root) {
        this.root = root;
    }

    /**
     * Checks all links in a directory.
     *
     * @throws RefusedArchiveException if a link points outside, if links form a loop, or if they are too complex to resolve
     */
    void check(UnpackedNode directory) throws IOException {
        for (UnpackedNode child : directory.children()) {
            switch (child.type()) {
                case DIRECTORY -> check(child);
                case LINK -> resolve(child);
                case FILE -> {}
            }
        }
    }

    private void resolve(UnpackedNode link) throws IOException {
        Deque<String> ahead = new ArrayDeque<>(components(link));
        UnpackedNode at = link.parent();
        int missing = 0;
        int hops = 1;
        while (!ahead.isEmpty()) {
            spend(1);
            String component = ahead.pop();
            if (component.isEmpty() || component.equals(".")) {
                continue;
            }
            if (component.equals("..")) {
                if (missing > 0) {
                    missing--;
                    continue;
                }
                at = at.parent();
                if (at == null) {
                    throw refusal(link, "is a symbolic link that points outside the top directory");
                }
                continue;
            }
            UnpackedNode next = missing > 0 ? null : at.child(component);
            if (next == null || next.type() == UnpackedNode.Type.FILE) {
                missing++;
            } else if (next.type() == UnpackedNode.Type.DIRECTORY) {
                at = next;
            } else {
                if (++hops > HOPS) {
                    throw refusal(link, "is a symbolic link that leads through more than " + HOPS + " other links");
                }
                spend(HOP_COST);
                List<String> further = components(next);
                for (int i = further.size() - 1; i >= 0; i--) {
                    ahead.push(further.get(i));
                }
            }
        }
    }

    private List<String> components(UnpackedNode link) throws IOException {
        return List.of(Files.readSymbolicLink(link.path(root)).toString().split("/"));
    }

    private void spend(int more) throws RefusedArchiveException {
        cost += more;
        if (cost > MAXIMUM_COST) {
            throw new RefusedArchiveException(Kind.LINK, "has symbolic links that are too complex to resolve");
        }
    }

    private RefusedArchiveException refusal(UnpackedNode link, String predicate) {
        return new RefusedArchiveException(Kind.LINK, predicate)
                .of(root.relativize(link.path(root)).toString());
    }
}
