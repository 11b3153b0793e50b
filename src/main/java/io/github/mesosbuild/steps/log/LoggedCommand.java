package io.github.mesosbuild.steps.log;

import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command of a compiler, linker or archiver in a log: as it is, as libtool reports it, or as Automake's silent rules
 * shorten it ({@code CXX foo.o}; Automake manual, 21.3).
 *
 * @param text the command without libtool's prefix and the rest of a shell line
 * @param output the file that the command makes
 * @param source the file that the command compiles; empty if it links
 * @param number the number of the line in the log
 */
record LoggedCommand(String text, Optional<String> output, Optional<String> source, long number) {
    private static final Pattern SILENT = Pattern.compile("^  [A-Z][A-Z0-9_]* +(\\S+)$");
    private static final Pattern SHORTENED = Pattern.compile("[A-Z][A-Z0-9_]* +\\S+");
    private static final Pattern REPORT = Pattern.compile("^libtool: (?:compile|link): +");
    private static final Pattern TOOL = Pattern.compile(
            "(?<![^\\s/])(?:[\\w.]+-)*(?:gcc|g\\+\\+|cc|c\\+\\+|clang|clang\\+\\+|ld|ar|as|javac|protoc)(?:-[\\d.]+)?(?= )");
    private static final int TOOL_WITHIN = 300;
    private static final Pattern ARCHIVE = Pattern.compile("(?:^|[\\s/])ar [a-zA-Z-]+ (\\S+\\.a)(?=\\s|$)");
    private static final Set<String> SOURCES =
            Set.of("c", "cc", "cpp", "cxx", "C", "c++", "s", "S", "m", "mm", "java", "proto");

    /** Reads a line of a log; empty if the line is not such a command. */
    static Optional<LoggedCommand> of(String line, long number) {
        if (line.startsWith("  ") || line.startsWith("\t")) {
            Matcher silent = SILENT.matcher(line);
            return silent.find()
                    ? Optional.of(
                            new LoggedCommand(line.strip(), Optional.of(silent.group(1)), Optional.empty(), number))
                    : Optional.empty();
        }
        String text = withoutShell(line);
        if (!mayBeCommand(text)) {
            return Optional.empty();
        }
        String output = null;
        String source = null;
        String before = "";
        for (StringTokenizer words = new StringTokenizer(text, " \t'\"`;"); words.hasMoreTokens(); ) {
            String word = words.nextToken();
            if (before.equals("-o")) {
                output = word;
            } else if (word.startsWith("-o") && word.length() > 2) {
                output = word.substring(2);
            } else if (word.indexOf('.') >= 0 && SOURCES.contains(word.substring(word.lastIndexOf('.') + 1))) {
                source = word;
            }
            before = word;
        }
        if (output == null && text.contains("ar ")) {
            Matcher archive = ARCHIVE.matcher(text);
            output = archive.find() ? archive.group(1) : null;
        }
        if (output == null && source != null && text.contains(" -c")) {
            output = stem(source) + ".o";
        }
        return output == null && source == null
                ? Optional.empty()
                : Optional.of(
                        new LoggedCommand(text, Optional.ofNullable(output), Optional.ofNullable(source), number));
    }

    /** Returns whether silent rules shortened a command so that nobody can run it. */
    static boolean isShortened(String text) {
        return SHORTENED.matcher(text).matches();
    }

    private static String withoutShell(String line) {
        String text = line.startsWith("libtool: ") ? REPORT.matcher(line).replaceFirst("") : line;
        text = text.endsWith("\\") ? text.substring(0, text.length() - 1).stripTrailing() : text;
        return (text.endsWith("&&") ? text.substring(0, text.length() - 2) : text).strip();
    }

    private static boolean mayBeCommand(String text) {
        if (text.isEmpty() || "[|>#".indexOf(text.charAt(0)) >= 0) {
            return false;
        }
        int space = text.indexOf(' ');
        return space > 0
                && text.charAt(space - 1) != ':'
                && (text.contains(" -") || text.contains(" ar ") || text.contains(".java") || text.contains(".proto"))
                && !text.startsWith("checking ")
                && TOOL.matcher(text.substring(0, Math.min(TOOL_WITHIN, text.length())))
                        .find();
    }

    /** Returns whether the command makes a target, in whichever directory libtool puts it. */
    boolean makes(String target) {
        return output.map(LoggedCommand::plain).filter(plain(target)::equals).isPresent()
                || output.isPresent() && source.isEmpty() && name(output.get()).equals(name(target));
    }

    /** Returns whether the command compiles a file. */
    boolean compiles(String file) {
        return source.filter(s -> s.equals(file) || name(s).equals(name(file))).isPresent();
    }

    private static String plain(String path) {
        String plain = path.replace(".libs/", "");
        plain = plain.startsWith("./") ? plain.substring(2) : plain;
        return plain.endsWith(".lo") ? plain.substring(0, plain.length() - 2) + "o" : plain;
    }

    /** Returns the last part of a path. */
    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Returns the last part of a path without its suffix. */
    static String stem(String path) {
        String name = name(path);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
