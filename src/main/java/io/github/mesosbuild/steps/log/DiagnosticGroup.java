package io.github.mesosbuild.steps.log;

import io.github.mesosbuild.steps.log.FirstError.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Diagnostics that follow each other and have the same cause: the first one, and the lines around it. */
final class DiagnosticGroup {
    private static final Pattern PLACE_BELOW =
            Pattern.compile("^(?:\\tat .*\\(|>>> referenced by )([^\\s:()]+)(?::(\\d+))?\\)?");
    private static final int LINES_AFTER = 12;
    private static final int LONGEST_CONTEXT_LINE = 2000;

    /** The file that was being compiled; empty if it is unknown, or for a linker error. */
    final Optional<String> unit;

    /** The line of the log with the diagnostic. */
    long firstLine;

    long lastLine;
    Diagnostic diagnostic;
    private final List<String> context = new ArrayList<>();
    private int wanted = LINES_AFTER;

    DiagnosticGroup(Diagnostic diagnostic, Optional<String> unit, long number, List<String> before) {
        this.diagnostic = diagnostic;
        this.unit = unit;
        this.firstLine = number;
        this.lastLine = number;
        before.forEach(this::keep);
    }

    /** Returns whether a later diagnostic belongs to this group. */
    boolean goesOnWith(Diagnostic next, Optional<String> nextUnit, long number) {
        if (unit.isPresent() || nextUnit.isPresent()) {
            return unit.equals(nextUnit) && number - lastLine <= 200;
        }
        boolean same = next.kind() == diagnostic.kind() || next.ofLinker() && diagnostic.ofLinker();
        return same && number - lastLine <= 200 || next.weight() != diagnostic.weight() && number - lastLine <= 5;
    }

    void goOnWith(Diagnostic next, long number) {
        if (next.weight() > diagnostic.weight()) {
            diagnostic = next;
            firstLine = number;
            wanted = LINES_AFTER;
        }
        lastLine = number;
    }

    /** Takes each line of the log, starting with that of the first diagnostic. */
    void follow(String line) {
        if (wanted > 0) {
            wanted--;
            keep(line);
            place(line);
        }
    }

    void stopFollowing() {
        wanted = 0;
    }

    private void keep(String line) {
        context.add(line.length() <= LONGEST_CONTEXT_LINE ? line : line.substring(0, LONGEST_CONTEXT_LINE) + "...");
    }

    /** Finds the file and line for Java and lld, which print them on a later line. */
    private void place(String line) {
        if (diagnostic.file().isEmpty()) {
            Matcher matcher = PLACE_BELOW.matcher(line);
            if (matcher.find()) {
                diagnostic = new Diagnostic(
                        diagnostic.kind(),
                        diagnostic.message(),
                        Optional.of(matcher.group(1)),
                        MakeFailure.number(matcher.group(2)),
                        diagnostic.hint(),
                        diagnostic.weak());
            }
        }
    }

    FirstError toError(Optional<LoggedCommand> command, Optional<String> target) {
        Optional<String> source = command.flatMap(LoggedCommand::source);
        boolean whileCompiling = diagnostic.kind() == Kind.KILLED || diagnostic.kind() == Kind.ICE;
        return new FirstError(
                diagnostic.kind(),
                diagnostic.message(),
                command.map(LoggedCommand::text),
                Optional.empty(),
                diagnostic.file().or(() -> whileCompiling ? source : Optional.empty()),
                diagnostic.line(),
                target,
                context,
                diagnostic.hint().or(() -> diagnostic.kind() == Kind.CONFIGURE ? box() : Optional.empty()));
    }

    /** Returns the text between two lines of dashes, as Mesos' configure.ac frames its advice. */
    private Optional<String> box() {
        StringBuilder text = new StringBuilder();
        boolean inside = false;
        for (String line : context) {
            if (line.matches("-{5,}\\s*")) {
                if (inside) {
                    return Optional.of(text.toString());
                }
                inside = true;
            } else if (inside) {
                text.append(text.isEmpty() ? "" : " ").append(line.strip());
            }
        }
        return Optional.empty();
    }
}
