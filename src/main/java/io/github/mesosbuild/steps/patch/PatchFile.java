package io.github.mesosbuild.steps.patch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A patch in the unified format (GNU diffutils manual, 2.2.2), as diff and git write it. The program patch gets only what was
 * understood here, with the names that were checked here: it also knows scripts of ed, which can run commands (CVE-2018-1000156), renames
 * and links.
 */
public final class PatchFile {
    static final String NOTHING = "/dev/null";

    private static final Pattern HUNK =
            Pattern.compile("@@ -(\\d{1,9})(?:,(\\d{1,9}))? \\+(\\d{1,9})(?:,(\\d{1,9}))? @@.*");
    private static final Pattern MODE = Pattern.compile("(?:new file|deleted file|new|old) mode (\\d{6})");
    private static final Pattern BEGIN = Pattern.compile("@@ -\\d.*");

    /** How diff -N shows a file that does not exist: with the beginning of 1970, in some time zone. */
    private static final Pattern EPOCH = Pattern.compile(".*\\t(1970-01-01|1969-12-31) .*");

    private final List<String> lines;
    private final int strip;
    private final List<FileChange> changes = new ArrayList<>();
    private Optional<Boolean> executable = Optional.empty();
    private int mode = -1;

    private PatchFile(String text, int strip) {
        this.lines = List.of(text.split("\n", -1));
        this.strip = strip;
    }

    /**
     * Reads a patch.
     *
     * @param text its bytes, each as one character of ISO 8859-1
     * @param strip how many leading directories are removed from names
     * @throws PatchException if a part of it cannot be applied, or it changes nothing
     */
    public static PatchFile of(String text, int strip) throws PatchException {
        PatchFile file = new PatchFile(text, strip);
        file.read();
        return file;
    }

    /**
     * What is left of a patch for one tree.
     *
     * @param text the patch for the program patch, with {@code --strip=0}
     * @param executables whether files become executable, by name; null where the patch does not say so
     */
    public record Applicable(String text, Map<String, Boolean> executables) {}

    /**
     * Returns the patch with the names of files in the sources.
     *
     * @throws PatchException if a file is missing, is not in the sources, or exists although the patch creates it
     */
    public Applicable in(Path source) throws PatchException {
        StringBuilder text = new StringBuilder();
        Map<String, Boolean> executables = new LinkedHashMap<>();
        for (FileChange change : changes) {
            String name = change.in(source);
            if (executables.containsKey(name) && (change.creates() || change.deletes())) {
                throw new PatchException(change.line(), "changes " + name + " for the second time; split the patch");
            }
            executables.put(name, change.executable().orElse(executables.get(name)));
            text.append(change.text(name, source));
        }
        return new Applicable(text.toString(), executables);
    }

    private void read() throws PatchException {
        int at = 0;
        while (at < lines.size()) {
            String line = head(at);
            if (line.startsWith("--- ") && head(at + 1).startsWith("+++ ")) {
                at = change(at);
            } else {
                other(at, line);
                at++;
            }
        }
        requireUsed(lines.size());
        if (changes.isEmpty()) {
            throw new PatchException("contains no unified diff; make one with 'diff -u' or 'git diff'");
        }
    }

    /** A line outside hunks, whose end of DOS is no part of a name. */
    private String head(int at) {
        return at < lines.size() ? lines.get(at).replaceFirst("\\r$", "") : "";
    }

    private void other(int at, String line) throws PatchException {
        Matcher given = MODE.matcher(line);
        if (line.startsWith("diff --git ")) {
            requireUsed(at);
        } else if (line.matches("(rename|copy) (from|to) .*")) {
            throw new PatchException(at + 1, "renames or copies a file; make the patch with 'git diff --no-renames'");
        } else if (line.equals("GIT binary patch") || line.matches("Binary files .* differ")) {
            throw new PatchException(at + 1, "changes a file that is not a text");
        } else if (given.matches()) {
            if (!given.group(1).startsWith("100")) {
                throw new PatchException(at + 1, "makes or changes a file that is not a regular one");
            }
            mode = at;
            executable = line.startsWith("new") ? Optional.of(given.group(1).endsWith("755")) : executable;
        } else if (line.startsWith("*** ") && head(at + 1).startsWith("--- ")) {
            throw new PatchException(at + 1, "begins a context diff; make the patch with 'diff -u'");
        } else if (BEGIN.matcher(line).matches()) {
            throw new PatchException(at + 1, "has a hunk without a file name before it");
        }
    }

    /** A mode without hunks is a change that the program patch cannot make from a unified diff. */
    private void requireUsed(int at) throws PatchException {
        if (mode >= 0) {
            throw new PatchException(mode + 1, "adds or removes an empty file, or changes only the mode of one");
        }
    }

    private int change(int at) throws PatchException {
        String before = head(at).substring(4);
        String after = head(at + 1).substring(4);
        int next = at + 2;
        List<String> hunks = new ArrayList<>();
        while (BEGIN.matcher(head(next)).matches()) {
            next = hunk(next, hunks);
        }
        if (hunks.isEmpty()) {
            throw new PatchException(at + 1, "names a file without a hunk");
        }
        boolean creates = isNothing(before);
        boolean deletes = isNothing(after);
        List<String> names = new ArrayList<>();
        for (String header : List.of(after, before)) {
            if (!isNothing(header)) {
                names.add(name(header, at + 1));
            }
        }
        if (names.isEmpty()) {
            throw new PatchException(at + 1, "names no file");
        }
        changes.add(new FileChange(at + 1, names, creates, deletes, deletes ? Optional.empty() : executable, hunks));
        executable = Optional.empty();
        mode = -1;
        return next;
    }

    private static boolean isNothing(String header) {
        return header.equals(NOTHING)
                || header.startsWith(NOTHING + "\t")
                || EPOCH.matcher(header).matches();
    }

    private String name(String header, int line) throws PatchException {
        String full = header.replaceFirst("\\t.*", "").stripTrailing();
        if (full.startsWith("\"") || full.chars().anyMatch(Character::isWhitespace)) {
            throw new PatchException(line, "names " + full + ": blanks, quotes and escapes are not supported");
        }
        String name = full;
        for (int i = 0; i < strip; i++) {
            int slash = name.indexOf('/');
            if (slash < 0) {
                throw new PatchException(
                        line, "names " + full + ", which has fewer leading directories than strip removes");
            }
            name = name.substring(slash).replaceFirst("^/+", "");
        }
        if (name.isEmpty() || name.endsWith("/")) {
            throw new PatchException(line, "names " + full + ", which is not a file");
        }
        return name;
    }

    /**
     * Reads a hunk to the end that its numbers of lines define.
     *
     * @return the line after it
     */
    private int hunk(int at, List<String> hunks) throws PatchException {
        Matcher numbers = HUNK.matcher(head(at));
        if (!numbers.matches()) {
            throw new PatchException(at + 1, "is not the head of a hunk");
        }
        int before = count(numbers.group(2));
        int after = count(numbers.group(4));
        hunks.add("@@ -" + numbers.group(1) + "," + before + " +" + numbers.group(3) + "," + after + " @@");
        int next = at + 1;
        while (before > 0 || after > 0) {
            String line = next < lines.size() - (lines.get(lines.size() - 1).isEmpty() ? 1 : 0) ? lines.get(next) : "x";
            char kind = line.isEmpty() || line.equals("\r") ? ' ' : line.charAt(0);
            before -= kind == ' ' || kind == '-' ? 1 : 0;
            after -= kind == ' ' || kind == '+' ? 1 : 0;
            if (" +-\\".indexOf(kind) < 0 || before < 0 || after < 0) {
                throw new PatchException(at + 1, "begins a hunk that has fewer lines than its @@ line announces");
            }
            hunks.add(line.isEmpty() || line.equals("\r") ? " " + line : line);
            next++;
        }
        if (next < lines.size() && lines.get(next).startsWith("\\")) {
            hunks.add(lines.get(next));
            next++;
        }
        return next;
    }

    private static int count(String group) {
        return group == null ? 1 : Integer.parseInt(group);
    }
}
