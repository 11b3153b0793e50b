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
 * The one block between two marker lines that this plugin keeps in a start-up file of a shell, such as
 * {@code ~/.bashrc}.
 *
 * <p>Whatever is not between the markers stays byte for byte, as do symbolic and hard links, the mode and the owner. The
 * block is appended; a file that is not there is made with mode 0644. The first marker line says what had to be done
 * for that, so that {@link #remove} can undo it: a line end added to the last line, or the file made. Content is written
 * to a temporary file that is then moved into place; only where that cannot be (the directory is not writable, the
 * owner cannot be kept, the file has other hard links or is a mount point) the file is rewritten. Without a change
 * nothing is written.
 */
public final class ShellBlock {
    private static final String BEGIN = "# >>> mesos-maven-plugin >>>";
    private static final String END = "# <<< mesos-maven-plugin <<<";
    private static final String LINE_END_ADDED = " (line end added)";
    private static final String FILE_MADE = " (file made)";
    private static final Pattern MARKER = Pattern.compile(
            "^[ \\t]*(" + Pattern.quote(BEGIN) + "|" + Pattern.quote(END) + ")([^\\n]*)\\n?",
            Pattern.MULTILINE | Pattern.UNIX_LINES);

    /** What was done to a start-up file. */
    public enum Change {
        ADDED("the block was added"),
        REPLACED("the block was replaced"),
        REMOVED("the block was removed"),
        UNCHANGED("nothing had to be changed");

        private final String sentence;

        Change(String sentence) {
            this.sentence = sentence;
        }

        /** What happened, as the end of a line that starts with the file's name. */
        public String sentence() {
            return sentence;
        }
    }

    /** Offsets in the content: of both marker lines, and of what is between them. */
    private record Span(int begin, int bodyBegin, int bodyEnd, int end, String note) {}

    private final Path startUpFile;
    private final StartUpFile.Staging staging;

    /** @param startUpFile the file, or a symbolic link to it; neither it nor what it links to needs to be there */
    public ShellBlock(Path startUpFile) {
        this(startUpFile, directory -> Files.createTempFile(directory, ".mesos-maven-plugin", ".tmp"));
    }

    ShellBlock(Path startUpFile, StartUpFile.Staging staging) {
        this.startUpFile = startUpFile;
        this.staging = staging;
    }

    /**
     * Puts a text between the markers: at the end of the file, or in the place of the text that is there.
     *
     * @param text whole lines; written in UTF-8
     * @return ADDED, REPLACED or UNCHANGED
     * @throws ShellBlockException if the file holds more than one block or half of one, is not a file, or may not be read
     *     or written; or if the text holds a marker line
     * @throws IOException if reading or writing failed; the file is then as it was
     */
    public Change put(String text) throws ShellBlockException, IOException {
        Matcher marker = MARKER.matcher(text);
        if (marker.find()) {
            throw ShellBlockException.markerInText(startUpFile, line(text, marker.start()));
        }
        String whole = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
        String body = new String(whole.getBytes(UTF_8), ISO_8859_1);
        StartUpFile file = new StartUpFile(startUpFile, staging);
        Optional<byte[]> old = file.read();
        if (old.isEmpty()) {
            file.create(bytes(block(FILE_MADE, body)));
            return Change.ADDED;
        }
        String content = new String(old.get(), ISO_8859_1);
        Optional<Span> span = find(content);
        if (span.isEmpty()) {
            boolean whollyLines = content.isEmpty() || content.endsWith("\n");
            String added = whollyLines ? block("", body) : "\n" + block(LINE_END_ADDED, body);
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
     * Refuses a file that {@link #put} could not change.
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
     * Takes the block out. A file that nobody else changed since the block was first put is then what it was before: without
     * a line end that was added, and not there if it was made.
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

    /** If an editor gave the marker line a carriage return, it gave one to the line before, too. */
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
