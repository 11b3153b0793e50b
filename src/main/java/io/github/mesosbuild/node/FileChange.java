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
 * What becomes of one place of a root.
 *
 * @param path as it was asked for, relative to the root
 * @param after what is to be there; empty if nothing is
 * @param place where that is, all links followed
 * @param shown the place as the machine calls it
 * @param before what is there now; empty if nothing is
 * @param toRoot whether the file is given to root
 */
record FileChange(
        String path, Optional<NodeFile> after, Path place, String shown, Optional<PlacedFile> before, boolean toRoot) {
    private static final int CONTEXT = 3;

    /** What {@code diff} and {@code git} write below the last line of a file that has no line end there. */
    private static final String NO_LINE_END = "\n\\ No newline at end of file";

    /** What is written; nothing for a place that becomes empty. */
    byte[] content() {
        return after.map(file -> file.text().getBytes(StandardCharsets.UTF_8)).orElse(new byte[0]);
    }

    /** Whether there is something to do. */
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

    /** The change as a unified diff; what not everybody may read is not shown in it. */
    List<String> diff() {
        List<String> lines = new ArrayList<>();
        if (!shown.equals("/" + path)) {
            lines.add("/" + path + " is " + shown);
        }
        if (before.isEmpty()) {
            lines.add("new file, mode " + after.get().mode());
        }
        if (changesMode()) {
            lines.add("mode " + before.get().mode() + " becomes " + after.get().mode());
        }
        if (changesOwner()) {
            lines.add("the owner becomes root:root");
        }
        lines.add("--- " + (before.isPresent() ? shown : "/dev/null"));
        lines.add("+++ " + (after.isPresent() ? shown : "/dev/null"));
        if (before.isPresent() && after.isPresent() && hasContent(before.get())) {
            return lines;
        }
        if (isSecret()) {
            lines.add("(not shown, since not everybody may read it)");
            return lines;
        }
        Optional<List<String>> old = before.isEmpty()
                ? Optional.of(List.of())
                : decoded(before.get().content()).map(FileChange::lines);
        if (old.isEmpty()) {
            lines.add("(what is there is no text)");
            return lines;
        }
        List<String> revised = after.map(file -> lines(file.text())).orElse(List.of());
        UnifiedDiffUtils.generateUnifiedDiff("", "", old.get(), DiffUtils.diff(old.get(), revised), CONTEXT).stream()
                .skip(2)
                .flatMap(String::lines)
                .map(FileChange::ofNothing)
                .map(Redactor::withoutPasswords)
                .forEach(lines::add);
        return lines;
    }

    /** The line of a hunk as {@code diff} writes it: what has no lines starts at 0. */
    private static String ofNothing(String line) {
        return line.startsWith("@@ ") ? line.replace("-1,0 ", "-0,0 ").replace("+1,0 ", "+0,0 ") : line;
    }

    private boolean isSecret() {
        return after.filter(file -> !isForAll(file.mode())).isPresent()
                || before.filter(placed -> !isForAll(placed.mode())).isPresent();
    }

    private static boolean isForAll(String mode) {
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
