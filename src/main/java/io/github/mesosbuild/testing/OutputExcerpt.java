package io.github.mesosbuild.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The first and the last lines of an output that may be long. */
final class OutputExcerpt {
    private static final int FIRST = 200;
    private static final int LAST = 100;

    private final List<String> first = new ArrayList<>();
    private final Deque<String> last = new ArrayDeque<>();
    private int left;

    void add(String line) {
        if (first.size() < FIRST) {
            first.add(line);
            return;
        }
        last.add(line);
        if (last.size() > LAST) {
            last.remove();
            left++;
        }
    }

    String text() {
        List<String> lines = new ArrayList<>(first);
        if (left > 0) {
            lines.add("... " + left + " more lines are in the log ...");
        }
        lines.addAll(last);
        return String.join("\n", lines);
    }
}
