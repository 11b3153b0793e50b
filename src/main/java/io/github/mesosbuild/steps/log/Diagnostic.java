package io.github.mesosbuild.steps.log;

import io.github.mesosbuild.steps.log.FirstError.Kind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a log that reports an error, without its context. The patterns are those of GCC 12, clang 14, GNU ld and
 * as 2.40, lld 14, make 4.3, libtool 2.4, Autoconf 2.71, dash, bash and Maven 3.8, each seen in a log, and the
 * quotation marks of older versions.
 *
 * @param weak whether the line only follows from another error, or may be harmless
 */
record Diagnostic(
        Kind kind, String message, Optional<String> file, OptionalInt line, Optional<String> hint, boolean weak) {

    private static final String PLACE = "^(?<file>[^\\s:][^:]*):(?<line>\\d+)(?:[.:][\\d.:-]+)?: ";
    private static final String LOOSE_PLACE = "^(?:(?<file>[^\\s:][^:]*):(?<line>\\d+):(?:\\d+:)? )?";
    private static final String LD = "^(?:\\S*\\bld(?:\\.\\w+)?: )?(?:[^\\s:]*\\.l?[oa](?:\\([^)]*\\))?: ?)?"
            + "(?:(?<file>[^:\\s()]+):(?:(?<line>\\d+)|\\([^)]*\\)): )?";

    private static final List<Rule> RULES = List.of(
            strong(
                    Kind.NO_SPACE,
                    "",
                    LOOSE_PLACE
                            + "(?<message>.*(?:No space left on device|Disk quota exceeded|Wrote only \\d+ of \\d+ bytes).*)$"),
            strong(
                    Kind.KILLED,
                    "",
                    "^(?<message>(?:.*: )?(?:Killed signal terminated program .*|internal compiler error: Killed.*"
                            + "|unable to execute command: Killed.*|.*terminated with signal 9.*"
                            + "|virtual memory exhausted.*|out of memory allocating .*|memory exhausted"
                            + "|LLVM ERROR: out of memory.*|.*Cannot allocate memory)|Killed|.*: line \\d+: +\\d+ Killed +.*)$"),
            strong(
                    Kind.ICE,
                    "",
                    LOOSE_PLACE + "(?<message>(?:.*: )?internal compiler error: .*"
                            + "|(?:.*: )?error: unable to execute command: .*)$"),
            weak(Kind.ICE, "frontend command failed", "^\\S+: error: (?<message>clang frontend command failed .*)$"),
            strong(
                    Kind.AUTOMAKE_RERUN,
                    "missing on your system",
                    "^(?:WARNING: )?(?<message>[`'](?<hint>[\\w.-]+)' is .*missing on your system.*)$"),
            strong(
                    Kind.MISSING_HEADER,
                    "No such file",
                    PLACE + "(?:fatal )?error: (?<message>(?<hint>[^:]+): No such file or directory)$"),
            strong(
                    Kind.MISSING_HEADER,
                    "file not found",
                    PLACE + "(?:fatal )?error: (?<message>'(?<hint>[^']+)' file not found)$"),
            strong(
                    Kind.UNDEFINED_SYMBOL,
                    "undefined reference to",
                    LD + "(?<message>undefined reference to (?:symbol )?[`'\\u2018](?<hint>.+)['\\u2019])"),
            strong(
                    Kind.UNDEFINED_SYMBOL,
                    "undefined symbol",
                    "^\\S*ld(?:\\.\\w+)?: (?:error: )?(?<message>undefined symbol: (?<hint>.+))$"),
            strong(
                    Kind.MISSING_LIBRARY,
                    "-l",
                    "^\\S*ld(?:\\.\\w+)?: (?:error: )?(?<message>(?:cannot find|unable to find library"
                            + "|library not found for) (?<hint>-l[^\\s:]+))"),
            strong(
                    Kind.MISSING_LIBRARY,
                    "cannot find the library",
                    "^libtool:.*?(?<message>cannot find the library [`'](?<hint>[^']+)'.*)$"),
            strong(
                    Kind.MISSING_LIBRARY,
                    "error while loading shared libraries",
                    "(?<message>error while loading shared libraries: (?<hint>[^:\\s]+).*)$"),
            strong(
                    Kind.PERMISSION,
                    "",
                    "^(?<message>.*?(?:[`'\\u2018](?<hint>[^'\\u2019]+)['\\u2019]|(?:^\\S+: |open output file )(?<hint2>[^:\\s]+)|)"
                            + ": (?:Permission denied|Read-only file system))$"),
            strong(
                    Kind.LINK,
                    "multiple definition",
                    LD + "(?<message>multiple definition of [`'\\u2018](?<hint>[^'\\u2019]+)['\\u2019].*)$"),
            weak(
                    Kind.LINK,
                    "error: ",
                    "^\\S+: error: (?<message>ld returned .*|linker command failed .*|command '.*' failed .*)$"),
            weak(
                    Kind.CONFIGURE,
                    "configure",
                    "^configure: error: (?<message>\\S*configure failed for .*|in [`'].*':)$"),
            strong(
                    Kind.CONFIGURE,
                    "error: ",
                    "^(?:\\S*/)?(?:configure|config\\.status)(?:\\.gnu)?: error: (?<message>.+)$"),
            strong(
                    Kind.CONFIGURE,
                    "yntax error",
                    "^(?<file>\\S*configure): (?:line )?(?<line>\\d+): (?<message>[Ss]yntax error.*)$"),
            strong(
                    Kind.CONFIGURE,
                    "error: ",
                    "^(?<file>[^\\s:]+\\.(?:ac|am|m4)):(?<line>\\d+): error: (?<message>.+)$"),
            strong(
                    Kind.COMPILE,
                    "o such file",
                    "^\\S+: (?:fatal )?error: (?<message>(?:(?<file>[^:\\s]+\\.\\w+): No such file or directory"
                            + "|no such file or directory: '(?<hint>[^']+)'))$"),
            strong(Kind.COMPILE, "rror: ", PLACE + "(?:fatal |[Ff]atal |syntax )?[Ee]rror: (?<message>.+)$"),
            strong(
                    Kind.COMPILE,
                    "rror: ",
                    "^(?:(?:\\S*/)?(?:[\\w.]+-)*(?:cc1|cc1plus|cc1obj|as|gcc|g\\+\\+|cc|c\\+\\+|clang|clang\\+\\+)(?:-[\\d.]+)?"
                            + "|\\S+\\.s): (?:fatal |Fatal )?[Ee]rror: (?<message>.+)$"),
            strong(
                    Kind.COMPILE,
                    ".proto:",
                    "^(?<file>[^\\s:]+\\.proto):(?:(?<line>\\d+):\\d+:)? (?<message>(?!warning).+)$"),
            strong(Kind.LINK, "", "^\\S*\\bld(?:\\.\\w+)?: (?<message>(?!.*(?:warning:|: in function )).+)$"),
            strong(
                    Kind.COMMAND_MISSING,
                    "not found",
                    "^(?:\\S*/)?(?:ba|da|z|k|)sh: (?:line )?(?:\\d+: )?(?<message>(?<hint>[^:\\s]+): (?:command )?not found)$"),
            strong(
                    Kind.COMMAND_MISSING,
                    "",
                    "^(?:\\S*/)?g?make(?:\\[\\d+\\])?: (?:execvp: )?(?<message>(?<hint>[^:\\s*]+):"
                            + " (?:Command not found|No such file or directory))$"),
            strong(
                    Kind.COMMAND_MISSING,
                    "No such file",
                    "^(?:\\S*/)?env: (?<message>[`'\\u2018](?<hint>[^'\\u2019]+)['\\u2019]: No such file or directory)$"),
            strong(
                    Kind.COMMAND_MISSING,
                    "bad interpreter",
                    "(?<message>[^\\s:]+: (?<hint>[^\\s:]+): bad interpreter: .*)$"),
            weak(
                    Kind.COMMAND_MISSING,
                    "not found",
                    "^[^\\s:]+: (?:line )?\\d+: (?<message>(?<hint>[^:\\s]+): (?:command )?not found)$"),
            strong(Kind.JAVA, ".java:[", "^\\[ERROR\\] (?<file>\\S+\\.java):\\[(?<line>\\d+),\\d+\\] (?<message>.+)$"),
            weak(
                    Kind.JAVA,
                    "[ERROR] ",
                    "^\\[ERROR\\] (?<message>(?!COMPILATION ERROR|->|To see|Re-run|For more|After correcting|\\[Help)\\S.*?)"
                            + "(?: -> \\[Help 1\\])?$"),
            strong(Kind.JAVA, "Exception in thread", "^Exception in thread \"[^\"]*\" (?<message>.+)$"),
            weak(
                    Kind.UNKNOWN,
                    "",
                    "^(?!configure:|make|\\[)(?<message>(?:[^\\s:]+: )?(?:.*\\b(?:error|Error|ERROR|fatal|FATAL|failed|Failed|"
                            + "cannot|Cannot|could not|Could not|No such file or directory|not found)\\b).*)$"));

    private record Rule(Kind kind, String needle, Pattern pattern, boolean weak) {}

    private static Rule strong(Kind kind, String needle, String pattern) {
        return new Rule(kind, needle, Pattern.compile(pattern), false);
    }

    private static Rule weak(Kind kind, String needle, String pattern) {
        return new Rule(kind, needle, Pattern.compile(pattern), true);
    }

    /** Every line that matches a rule contains one of these; most lines contain none. */
    private static final List<String> CLUES = List.of(
            "rror",
            "ERROR",
            "fatal",
            "FATAL",
            "ailed",
            "annot",
            "ould not",
            "o such file",
            "No such",
            "not found",
            "No space",
            "quota",
            "Wrote only",
            "Killed",
            "signal 9",
            "memory",
            "missing on",
            "undefined",
            "unable to find",
            "library",
            "Permission",
            "Read-only",
            "multiple definition",
            "ld: ",
            "ld.",
            "bad interpreter",
            "Exception",
            ".proto:");

    private static final Pattern SOURCE_SHOWN = Pattern.compile("^\\s+[|\\d]");

    /** Reads a line; empty if it reports no error. Old configure scripts print the error on the line of the check. */
    static Optional<Diagnostic> of(String line) {
        if (line.startsWith("checking ")) {
            int error = line.indexOf("configure: error: ");
            return error < 0 ? Optional.empty() : of(line.substring(error));
        }
        if (CLUES.stream().noneMatch(line::contains)
                || line.contains("arning: ")
                || line.contains(": note: ")
                || SOURCE_SHOWN.matcher(line).lookingAt()) {
            return Optional.empty();
        }
        for (Rule rule : RULES) {
            if (line.contains(rule.needle())) {
                Matcher matcher = rule.pattern().matcher(line);
                if (matcher.find()) {
                    return Optional.of(new Diagnostic(
                            rule.kind(),
                            matcher.group("message").strip(),
                            group(rule, matcher, "file"),
                            group(rule, matcher, "line")
                                    .map(MakeFailure::number)
                                    .orElse(OptionalInt.empty()),
                            group(rule, matcher, "hint").or(() -> group(rule, matcher, "hint2")),
                            rule.weak()));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> group(Rule rule, Matcher matcher, String name) {
        return rule.pattern().pattern().contains("(?<" + name + ">")
                ? Optional.ofNullable(matcher.group(name))
                : Optional.empty();
    }

    /** Returns whether the error is the linker's. Those come in groups, the cause first. */
    boolean ofLinker() {
        return kind == Kind.UNDEFINED_SYMBOL || kind == Kind.MISSING_LIBRARY || kind == Kind.LINK;
    }

    /**
     * Returns how much the error explains. A later one of the same group with a higher weight replaces an earlier one.
     */
    int weight() {
        if (weak) {
            return 0;
        }
        return switch (kind) {
            case NO_SPACE, KILLED -> 3;
            case AUTOMAKE_RERUN -> 2;
            default -> 1;
        };
    }
}
