package io.github.mesosbuild.steps;

import io.github.mesosbuild.release.Quirk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

/** Applies the literal edits of quirks to unpacked sources. */
final class SourceEdits {
    private SourceEdits() {}

    /**
     * Changes each file in place and keeps its modification time, by which make decides what to generate anew.
     *
     * @throws IOException if a file is not there, does not hold the text exactly once, or cannot be read or written
     */
    static void apply(List<Quirk> quirks, Path source) throws IOException {
        for (Quirk quirk : quirks) {
            for (Quirk.Edit edit : quirk.edits()) {
                apply(quirk, edit, source);
            }
        }
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
            throw doesNotFit(quirk.name(), edit.file(), "does not hold '" + edit.find() + "'");
        }
        if (text.indexOf(find, first + 1) >= 0) {
            throw doesNotFit(quirk.name(), edit.file(), "holds '" + edit.find() + "' more than once");
        }
        FileTime modified = Files.getLastModifiedTime(file);
        Files.writeString(
                file,
                text.substring(0, first) + latin1(edit.replace()) + text.substring(first + find.length()),
                StandardCharsets.ISO_8859_1);
        Files.setLastModifiedTime(file, modified);
    }

    private static IOException doesNotFit(String quirk, String file, String problem) {
        return new IOException("the quirk " + quirk + " cannot be cured, because " + file + " " + problem);
    }

    private static String latin1(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
