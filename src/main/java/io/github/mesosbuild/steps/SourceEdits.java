package io.github.mesosbuild.steps;

import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.text.ShellWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

/** The literal edits of quirks to unpacked sources. */
final class SourceEdits {
    private SourceEdits() {}

    /**
     * Changes each file in place and keeps its modification time, because it tells make what to generate again.
     *
     * @throws IOException if a file is missing, does not contain the text exactly once, or cannot be read or written
     */
    static void apply(List<Quirk> quirks, Path source) throws IOException {
        for (Quirk quirk : quirks) {
            for (Quirk.Edit edit : quirk.edits()) {
                apply(quirk, edit, source);
            }
        }
    }

    /** Returns lines for a shell that make the same edits. */
    static List<String> lines(List<Quirk> quirks, Path source) {
        return quirks.stream()
                .flatMap(quirk -> quirk.edits().stream())
                .map(edit -> line(edit, source))
                .toList();
    }

    private static String line(Quirk.Edit edit, Path source) {
        String file = ShellWords.quoted(source.resolve(edit.file()));
        String time = ShellWords.quoted(source.resolveSibling("time"));
        return "touch -r " + file + " " + time + " && env " + ShellWords.assignment("FIND", edit.find()) + " "
                + ShellWords.assignment("REPLACE", edit.replace())
                + " perl -0777 -pi -e 's/\\Q$ENV{FIND}\\E/$ENV{REPLACE}/' " + file + " && touch -r " + time + " "
                + file + " && rm " + time;
    }

    private static void apply(Quirk quirk, Quirk.Edit edit, Path source) throws IOException {
        Path file = source.resolve(edit.file()).normalize();
        if (!file.startsWith(source) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw doesNotFit(quirk.name(), edit.file(), "is not in the sources");
        }
        // Latin-1 maps every byte to one character and back.
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        String find = latin1(edit.find());
        int first = text.indexOf(find);
        if (first < 0) {
            throw doesNotFit(quirk.name(), edit.file(), "does not contain '" + edit.find() + "'");
        }
        if (text.indexOf(find, first + 1) >= 0) {
            throw doesNotFit(quirk.name(), edit.file(), "contains '" + edit.find() + "' more than once");
        }
        FileTime modified = Files.getLastModifiedTime(file);
        Files.writeString(
                file,
                text.substring(0, first) + latin1(edit.replace()) + text.substring(first + find.length()),
                StandardCharsets.ISO_8859_1);
        Files.setLastModifiedTime(file, modified);
    }

    private static IOException doesNotFit(String quirk, String file, String problem) {
        return new IOException("cannot apply the quirk " + quirk + ": " + file + " " + problem);
    }

    private static String latin1(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
