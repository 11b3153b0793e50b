package io.github.mesosbuild.archive;

import io.github.mesosbuild.archive.UnpackException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Proves that no symbolic link of a finished tree leads out of it, walking each as the kernel would: component by component,
 * through other links, with {@code ..} leading to the real parent. Reading only the text of a link is not enough: with
 * {@code up -> a/b/..} and {@code a/b} a link to the top, {@code up} lies outside.
 */
final class LinkCheck {
    /** As many as Linux follows (path_resolution(7)). */
    private static final int HOPS = 40;

    private static final int HOP_COST = 64;
    private static final long WORK = 2_000_000;

    private final Path root;
    private long work;

    LinkCheck(Path root) {
        this.root = root;
    }

    /**
     * @throws RefusedArchiveException if a link leads out, goes in a circle, or the links are so entangled that the walk does not end soon
     */
    void check(UnpackedNode directory) throws IOException {
        for (UnpackedNode child : directory.children()) {
            switch (child.type()) {
                case DIRECTORY -> check(child);
                case LINK -> walk(child);
                case FILE -> {}
            }
        }
    }

    private void walk(UnpackedNode link) throws IOException {
        Deque<String> ahead = new ArrayDeque<>(components(link));
        UnpackedNode at = link.parent();
        int missing = 0;
        int hops = 1;
        while (!ahead.isEmpty()) {
            work(1);
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
                    throw refusal(link, "is a symbolic link that leads out of the tree");
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
                    throw refusal(link, "is a symbolic link that leads through more than " + HOPS + " others");
                }
                work(HOP_COST);
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

    private void work(int cost) throws RefusedArchiveException {
        work += cost;
        if (work > WORK) {
            throw new RefusedArchiveException(Kind.LINK, "has symbolic links that are too entangled to follow");
        }
    }

    private RefusedArchiveException refusal(UnpackedNode link, String predicate) {
        return new RefusedArchiveException(Kind.LINK, predicate)
                .of(root.relativize(link.path(root)).toString());
    }
}
