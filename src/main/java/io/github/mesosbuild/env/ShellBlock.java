package io.github.mesosbuild.env;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The block between two marker lines that this plugin maintains in a shell's start-up file, such as {@code ~/.bashrc}.
 *
 * <p>Everything outside the markers is preserved byte for byte, and so are symbolic and hard links, the mode, the owner,
 * the access control list and extended attributes. A new block is appended; a missing file is created with mode 0644. If that needed a line feed after the last line, or a new file, the first
 * marker line notes it, so that {@link #remove} can undo it.
 *
 * <p>The new content is written to a temporary file that replaces the old one atomically. The file is rewritten in place only if its
 * directory is not writable, its owner cannot be preserved, or it has other hard links or is a mount point. If nothing changes, nothing
 * is written.
 */
public final class ShellBlock {
    private static final String BEGIN = "# >>> mesos-maven-plugin >>>";
    private static final String END = "# <<< mesos-maven-plugin <<<";
    private static final String LINE_END_ADDED = " (line end added)";
    private static final String FILE_MADE = " (file made)";
    private static final Pattern MARKER = Pattern.compile(
            "^[ \\t]*(" + Pattern.quote(BEGIN) + "|" + Pattern.quote(END) + ")([^\\n]*)\\n?",
            Pattern.MULTILINE | Pattern.UNIX_LINES);

    /** The change made to a start-up file. */
    public enum Change {
        ADDED("block added"),
        REPLACED("block replaced"),
        REMOVED("block removed"),
        UNCHANGED("no change needed");

        private final String sentence;

        Change(String sentence) {
            this.sentence = sentence;
        }

        /** Returns the change in words, to follow the file's name. */
        public String sentence() {
            return sentence;
        }
    }

    /** The offsets of the marker lines and of the body between them. */
    private record Span(int begin, int bodyBegin, int bodyEnd, int end, String note) {}

    private final Path startUpFile;
    private final StartUpFile.Staging staging;

    /**
     * Creates the block of a start-up file, which is not read yet.
     *
     * @param startUpFile the file or a symbolic link to it; it need not exist
     */
    public ShellBlock(Path startUpFile) {
        this(startUpFile, directory -> Files.createTempFile(directory, ".mesos-maven-plugin", ".tmp"));
    }

    ShellBlock(Path startUpFile, StartUpFile.Staging staging) {
        this.startUpFile = startUpFile;
        this.staging = staging;
    }

    /**
     * Sets the text between the markers, in the existing block or in a new one at the end of the file.
     *
     * @param text complete lines; written in UTF-8
     * @return ADDED, REPLACED or UNCHANGED
     * @throws ShellBlockException if the file contains more than one block or an incomplete one, is not a regular file, or cannot be
     *     read or written because of its permissions; or if the text contains a marker line
     * @throws IOException if reading or writing failed; the file is unchanged
     */
    public Change put(String text) throws ShellBlockException, IOException {
        Matcher marker = MARKER.matcher(text);
        if (marker.find()) {
            throw ShellBlockException.markerInText(startUpFile, line(text, marker.start()));
        }
        String lines = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
        String body = new String(lines.getBytes(UTF_8), ISO_8859_1);
        StartUpFile file = new StartUpFile(startUpFile, staging);
        Optional<byte[]> old = file.read();
        if (old.isEmpty()) {
            file.create(bytes(block(FILE_MADE, body)));
            return Change.ADDED;
        }
        String content = new String(old.get(), ISO_8859_1);
        Optional<Span> span = find(content);
        if (span.isEmpty()) {
            boolean completeLines = content.isEmpty() || content.endsWith("\n");
            String added = completeLines ? block("", body) : "\n" + block(LINE_END_ADDED, body);
            file.replace(old.get(), bytes(content + added));
            return Change.ADDED;
        }
        int begin = span.get().bodyBegin();
        int end = span.get().bodyEnd();
        if (content.substring(begin, end).equals(body)) {
            return Change.UNCHANGED;
        }
        file.replace(old.get(), bytes(content.substring(0, begin) + body + content.substring(end)));
        return Change.REPLACED;
    }

    /**
     * Checks that {@link #put} could change the file.
     *
     * @throws ShellBlockException as {@link #put}
     * @throws IOException if reading failed
     */
    public void require() throws ShellBlockException, IOException {
        Optional<byte[]> old = new StartUpFile(startUpFile, staging).read();
        if (old.isPresent()) {
            find(new String(old.get(), ISO_8859_1));
        }
    }

    /**
     * Removes the block. If nothing else in the file changed since the block was added, the file is as it was before: a line feed that
     * was added is removed, and so is a file that was created.
     *
     * @return REMOVED or UNCHANGED
     * @throws ShellBlockException as {@link #put}
     * @throws IOException as {@link #put}
     */
    public Change remove() throws ShellBlockException, IOException {
        StartUpFile file = new StartUpFile(startUpFile, staging);
        Optional<byte[]> old = file.read();
        if (old.isEmpty()) {
            return Change.UNCHANGED;
        }
        String content = new String(old.get(), ISO_8859_1);
        Optional<Span> span = find(content);
        if (span.isEmpty()) {
            return Change.UNCHANGED;
        }
        String before = content.substring(0, span.get().begin());
        String after = content.substring(span.get().end());
        String note = span.get().note();
        if (after.isEmpty() && note.stripTrailing().equals(LINE_END_ADDED)) {
            before = withoutLineEnd(before, note.endsWith("\r"));
        }
        if (before.isEmpty() && after.isEmpty() && note.stripTrailing().equals(FILE_MADE)) {
            file.delete();
        } else {
            file.replace(old.get(), bytes(before + after));
        }
        return Change.REMOVED;
    }

    /** An editor that added a carriage return to the marker line added one to the line before it as well. */
    private static String withoutLineEnd(String text, boolean carriageReturn) {
        String lineEnd = carriageReturn && text.endsWith("\r\n") ? "\r\n" : "\n";
        return text.endsWith(lineEnd) ? text.substring(0, text.length() - lineEnd.length()) : text;
    }

    private Optional<Span> find(String content) throws ShellBlockException {
        Span open = null;
        Span found = null;
        Matcher marker = MARKER.matcher(content);
        while (marker.find()) {
            boolean begins = marker.group(1).equals(BEGIN);
            if (begins && open != null) {
                throw ShellBlockException.unterminated(startUpFile, line(content, open.begin()));
            }
            if (begins && found != null) {
                throw ShellBlockException.doubled(startUpFile, line(content, marker.start()));
            }
            if (!begins && open == null) {
                throw ShellBlockException.notBegun(startUpFile, line(content, marker.start()));
            }
            if (begins) {
                open = new Span(marker.start(), marker.end(), 0, 0, marker.group(2));
            } else {
                found = new Span(open.begin(), open.bodyBegin(), marker.start(), marker.end(), open.note());
                open = null;
            }
        }
        if (open != null) {
            throw ShellBlockException.unterminated(startUpFile, line(content, open.begin()));
        }
        return Optional.ofNullable(found);
    }

    private static int line(String content, int offset) {
        return 1
                + (int) content.substring(0, offset)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    private static String block(String note, String body) {
        return BEGIN + note + "\n" + body + END + "\n";
    }

    private static byte[] bytes(String content) {
        return content.getBytes(ISO_8859_1);
    }
}
