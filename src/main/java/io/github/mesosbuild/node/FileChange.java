package io.github.mesosbuild.node;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.github.mesosbuild.text.Redactor;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The change of one file under a root.
 *
 * @param path the file's path in the description, relative to the root
 * @param after the new file; empty if the file is removed
 * @param place the file's real path, with all links followed
 * @param shown the path as the machine itself would see it
 * @param before the current file; empty if there is none
 * @param toRoot whether the file will belong to root
 */
record FileChange(
        String path, Optional<NodeFile> after, Path place, String shown, Optional<PlacedFile> before, boolean toRoot) {
    private static final int CONTEXT = 3;

    /** The line that {@code diff} and {@code git} print after a last line without a line break. */
    private static final String NO_LINE_END = "\n\\ No newline at end of file";

    /** Returns the new content; empty for a file that is removed. */
    byte[] content() {
        return after.map(file -> file.text().getBytes(StandardCharsets.UTF_8)).orElse(new byte[0]);
    }

    /** Returns whether the file differs at all. */
    boolean isOne() {
        return before.isPresent() != after.isPresent()
                || before.isPresent() && (!hasContent(before.get()) || changesMode() || changesOwner());
    }

    private boolean hasContent(PlacedFile placed) {
        return Arrays.equals(placed.content(), content());
    }

    private boolean changesMode() {
        return before.isPresent()
                && after.isPresent()
                && !before.get().mode().equals(after.get().mode());
    }

    private boolean changesOwner() {
        return toRoot
                && before.isPresent()
                && after.isPresent()
                && !before.get().ofRoot();
    }

    /** Returns the change as a unified diff. Content that not every user can read is left out. */
    List<String> diff() {
        List<String> lines = new ArrayList<>();
        if (!shown.equals("/" + path)) {
            lines.add("/" + path + " resolves to " + shown);
        }
        if (before.isEmpty()) {
            lines.add("new file, mode " + after.get().mode());
        }
        if (changesMode()) {
            lines.add("mode changes from " + before.get().mode() + " to "
                    + after.get().mode());
        }
        if (changesOwner()) {
            lines.add("owner changes to root:root");
        }
        lines.add("--- " + (before.isPresent() ? shown : "/dev/null"));
        lines.add("+++ " + (after.isPresent() ? shown : "/dev/null"));
        if (before.isPresent() && after.isPresent() && hasContent(before.get())) {
            return lines;
        }
        if (isSecret()) {
            lines.add("(content not shown, because not every user can read the file)");
            return lines;
        }
        Optional<List<String>> old = before.isEmpty()
                ? Optional.of(List.of())
                : decoded(before.get().content()).map(FileChange::lines);
        if (old.isEmpty()) {
            lines.add("(the current content is not text)");
            return lines;
        }
        List<String> revised = after.map(file -> lines(file.text())).orElse(List.of());
        UnifiedDiffUtils.generateUnifiedDiff("", "", old.get(), DiffUtils.diff(old.get(), revised), CONTEXT).stream()
                .skip(2)
                .flatMap(String::lines)
                .map(FileChange::withEmptySide)
                .map(Redactor::withoutPasswords)
                .forEach(lines::add);
        return lines;
    }

    /** Returns a hunk's line as {@code diff} prints it: an empty side starts at line 0. */
    private static String withEmptySide(String line) {
        return line.startsWith("@@ ") ? line.replace("-1,0 ", "-0,0 ").replace("+1,0 ", "+0,0 ") : line;
    }

    private boolean isSecret() {
        return after.filter(file -> !isReadableByAll(file.mode())).isPresent()
                || before.filter(placed -> !isReadableByAll(placed.mode())).isPresent();
    }

    private static boolean isReadableByAll(String mode) {
        return mode.charAt(mode.length() - 3) == 'r';
    }

    private static Optional<String> decoded(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString())
                    .filter(text -> text.indexOf('\0') < 0);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static List<String> lines(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        String last = lines.remove(lines.size() - 1);
        if (!last.isEmpty()) {
            lines.add(last + NO_LINE_END);
        }
        return lines;
    }
}
