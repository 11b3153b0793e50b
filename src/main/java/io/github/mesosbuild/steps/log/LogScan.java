package io.github.mesosbuild.steps.log;

import io.github.mesosbuild.steps.log.FirstError.Kind;
import io.github.mesosbuild.text.ShellWords;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a log line by line and keeps the last lines, commands and errors. The first target that {@code make} fails to
 * make decides which error is the cause: later messages are of the parent processes, and errors of other jobs belong to
 * other commands.
 */
final class LogScan {
    private static final int LINES = 200;
    private static final int COMMANDS = 1000;
    private static final int FINDINGS = 300;
    private static final int LAST_LINES = 10;

    /** A line of a make recipe, as make prints it: a path, a common tool, or an interpreter. */
    private static final Pattern RECIPE_LINE = Pattern.compile(
            "^ ?(?:\\w+=(?:\"[^\"]*\"|\\S*) (?:&& )?)*(?:\\.{0,2}/\\S+(?<!:)"
                    + "|cd|test|(?:ba|da)?sh|cp|mv|rm|mkdir|install|tar|unzip|gzip|patch|make|cmake|mvn|java|perl|python[\\d.]*)(?= |$).*");

    private final Deque<String> lines = new ArrayDeque<>();
    private final Deque<LoggedCommand> commands = new ArrayDeque<>();
    private final Deque<DiagnosticGroup> findings = new ArrayDeque<>();
    private final IncludeTrace includes = new IncludeTrace();
    private final ProgramTrace programs = new ProgramTrace();
    private long number;
    private final DiagnosticGroup[] firstByWeight = new DiagnosticGroup[4];
    private DiagnosticGroup firstConfigure;
    private MakeFailure failure;
    private FirstError cause;
    private String directory = "";
    private boolean reachedChildOfTop;
    private FirstError firstSurvived;
    private FirstError lastSurvived;
    private boolean keptGoing;

    void accept(String line) {
        number++;
        if (failure != null) {
            afterFailure(line);
        } else {
            beforeFailure(line);
        }
        lines.add(line);
        if (lines.size() > LINES) {
            lines.remove();
        }
    }

    private void beforeFailure(String line) {
        Optional<MakeFailure> failed = MakeFailure.of(line);
        if (failed.isPresent()) {
            MakeFailure at = failed.get();
            if (at.ignored()) {
                explain(at, commandOf(at)).ifPresent(findings::remove);
                return;
            }
            findings.forEach(DiagnosticGroup::stopFollowing);
            failure = at;
            cause = cause(at, line);
            reachedChildOfTop = at.level() == 1;
            return;
        }
        Optional<LoggedCommand> command = LoggedCommand.of(line, number);
        if (command.isPresent()) {
            command.ifPresent(commands::add);
            if (commands.size() > COMMANDS) {
                commands.remove();
            }
            findings.forEach(DiagnosticGroup::stopFollowing);
            return;
        }
        includes.accept(line, number);
        programs.accept(line, number).or(() -> Diagnostic.of(line)).ifPresent(this::found);
        findings.forEach(finding -> finding.follow(line));
    }

    private void found(Diagnostic diagnostic) {
        Optional<String> unit = unit(diagnostic);
        Iterator<DiagnosticGroup> latest = findings.descendingIterator();
        for (int i = 0; i < 8 && latest.hasNext(); i++) {
            DiagnosticGroup earlier = latest.next();
            if (earlier.goesOnWith(diagnostic, unit, number)) {
                earlier.goOnWith(diagnostic, number);
                remember(earlier);
                return;
            }
        }
        DiagnosticGroup finding = new DiagnosticGroup(diagnostic, unit, number, linesBefore());
        findings.add(finding);
        if (findings.size() > FINDINGS) {
            findings.remove();
        }
        remember(finding);
    }

    private Optional<String> unit(Diagnostic diagnostic) {
        return switch (diagnostic.kind()) {
            case COMPILE, MISSING_HEADER, ICE, NO_SPACE ->
                diagnostic.file().flatMap(file -> includes.unit(file, number));
            default -> Optional.empty();
        };
    }

    private void remember(DiagnosticGroup finding) {
        int weight = finding.diagnostic.weight();
        if (firstByWeight[weight] == null) {
            firstByWeight[weight] = finding;
        }
        if (firstConfigure == null && weight > 0 && finding.diagnostic.kind() == Kind.CONFIGURE) {
            firstConfigure = finding;
        }
    }

    private List<String> linesBefore() {
        List<String> before = new ArrayList<>();
        Iterator<String> back = lines.descendingIterator();
        while (back.hasNext() && before.size() < 3) {
            String line = back.next();
            if (LoggedCommand.of(line, 0).isPresent() || MakeFailure.of(line).isPresent()) {
                break;
            }
            before.add(0, line);
        }
        return before;
    }

    /** Continues after a failure, because the failed part may have been optional. */
    private void afterFailure(String line) {
        if (line.contains(" not remade because of errors.")) {
            keptGoing = true;
        }
        if (directory.isEmpty()) {
            directory = failure.leaves(line).orElse("");
        }
        Optional<MakeFailure> failed = MakeFailure.of(line).filter(at -> !at.ignored());
        if (failed.isPresent()) {
            reachedChildOfTop |= failed.get().level() == 1;
            if (failed.get().level() == 0) {
                reachedChildOfTop = false;
            }
        } else if (reachedChildOfTop && line.startsWith("make[1]: Entering directory")) {
            lastSurvived = runnable(cause);
            firstSurvived = firstSurvived == null ? lastSurvived : firstSurvived;
            failure = null;
            cause = null;
            directory = "";
            findings.clear();
            Arrays.fill(firstByWeight, null);
            firstConfigure = null;
        }
    }

    Optional<FirstError> result() {
        if (keptGoing && firstSurvived != null) {
            return Optional.of(firstSurvived);
        }
        if (cause != null) {
            return Optional.of(runnable(cause));
        }
        return withoutMake()
                .map(finding -> finding.toError(commandFor(finding), Optional.empty()))
                .or(() -> Optional.ofNullable(lastSurvived));
    }

    /** Adds the directory of the command. One that silent rules shortened is replaced by a make that prints and runs it. */
    private FirstError runnable(FirstError error) {
        if (error.command().isEmpty()) {
            return error;
        }
        if (!LoggedCommand.isShortened(error.command().get()) || error.target().isEmpty()) {
            return directory.isEmpty() ? error : with(error, error.command().get(), Optional.of(directory));
        }
        String make = "make"
                + (directory.isEmpty() ? "" : " -C " + ShellWords.quoted(directory))
                + " V=1 " + ShellWords.quoted(error.target().get());
        return with(error, make, Optional.empty());
    }

    private static FirstError with(FirstError error, String command, Optional<String> directory) {
        return new FirstError(
                error.kind(),
                error.message(),
                Optional.of(command),
                directory,
                error.file(),
                error.line(),
                error.target(),
                error.context(),
                error.hint());
    }

    /**
     * Returns the best error of a log without make. A full disk explains every error of configure, and an error of
     * configure explains the failed attempts before it.
     */
    private Optional<DiagnosticGroup> withoutMake() {
        return Stream.of(firstByWeight[3], firstConfigure, firstByWeight[2], firstByWeight[1], firstByWeight[0])
                .filter(Objects::nonNull)
                .filter(finding -> finding.diagnostic.kind() != Kind.UNKNOWN)
                .findFirst();
    }

    private FirstError cause(MakeFailure at, String line) {
        Optional<LoggedCommand> command = commandOf(at);
        Optional<DiagnosticGroup> finding = explain(at, command);
        if (finding.isPresent()) {
            Optional<LoggedCommand> shown =
                    command.or(() -> commandFor(finding.get())).or(() -> recipeLine(finding.get(), at));
            return finding.get().toError(shown, at.target());
        }
        Optional<LoggedCommand> shown =
                command.or(() -> at.recipe() ? recipeLine(number, at, Optional.empty()) : Optional.empty());
        List<String> context = new ArrayList<>(lines);
        context.add(line);
        Kind kind = at.noRule() ? Kind.NO_RULE : at.killed() ? Kind.KILLED : Kind.UNKNOWN;
        return new FirstError(
                kind,
                at.recipe() ? at.text() : at.outcome(),
                shown.map(LoggedCommand::text),
                Optional.empty(),
                at.makefile(),
                at.line(),
                at.target(),
                context.subList(Math.max(0, context.size() - LAST_LINES), context.size()),
                kind == Kind.NO_RULE ? at.target() : Optional.empty());
    }

    private Optional<LoggedCommand> commandOf(MakeFailure at) {
        return at.target().flatMap(target -> latest(commands, command -> command.makes(target)));
    }

    private Optional<LoggedCommand> commandFor(DiagnosticGroup finding) {
        return latest(
                commands,
                command -> command.number() < finding.firstLine
                        && (finding.unit.filter(command::compiles).isPresent()
                                || finding.diagnostic.ofLinker()
                                        && !command.text().contains(" -c ")));
    }

    private Optional<DiagnosticGroup> explain(MakeFailure at, Optional<LoggedCommand> command) {
        if (!at.recipe()) {
            return Optional.empty();
        }
        if (at.runsTests()) {
            Optional<DiagnosticGroup> test = findings.stream()
                    .filter(finding -> finding.diagnostic.kind() == Kind.TEST_FAILED)
                    .findFirst();
            if (test.isPresent()) {
                return test;
            }
        }
        if (at.crashed() && !at.killed()) {
            Optional<Diagnostic> crash = programs.crash(at.outcome());
            if (crash.isPresent()) {
                return crash.map(diagnostic -> new DiagnosticGroup(
                        diagnostic,
                        Optional.empty(),
                        number,
                        List.copyOf(lines).subList(Math.max(0, lines.size() - LAST_LINES), lines.size())));
            }
        }
        Optional<DiagnosticGroup> ofTarget = latest(findings, finding -> isOfTarget(finding, at, command));
        if (ofTarget.isPresent()) {
            return ofTarget;
        }
        if (at.notRun() || at.killed()) {
            Optional<DiagnosticGroup> byOutcome = latest(findings, finding -> switch (finding.diagnostic.kind()) {
                case COMMAND_MISSING, AUTOMAKE_RERUN, PERMISSION, MISSING_LIBRARY -> at.notRun();
                case KILLED -> at.killed();
                default -> false;
            });
            if (byOutcome.isPresent() || at.killed()) {
                return byOutcome;
            }
        }
        long start = command.map(LoggedCommand::number).orElse(0L);
        Predicate<DiagnosticGroup> possible = finding -> finding.lastLine > start && !isOfOther(finding, at);
        return latest(findings, possible.and(finding -> !finding.diagnostic.weak()))
                .or(() -> latest(findings, possible));
    }

    private static boolean isOfTarget(DiagnosticGroup finding, MakeFailure at, Optional<LoggedCommand> command) {
        if (finding.unit.isEmpty() || at.target().isEmpty()) {
            return false;
        }
        String unit = finding.unit.get();
        if (command.flatMap(LoggedCommand::source).isPresent()) {
            return command.get().compiles(unit);
        }
        String made = LoggedCommand.stem(at.target().get());
        String stem = LoggedCommand.stem(unit);
        return made.equals(stem) || made.endsWith("-" + stem);
    }

    private boolean isOfOther(DiagnosticGroup finding, MakeFailure at) {
        return finding.unit.isPresent()
                && commands.stream()
                        .anyMatch(other -> other.compiles(finding.unit.get())
                                && other.output().isPresent()
                                && at.target().isPresent()
                                && !other.makes(at.target().get())
                                && commandOf(at).isPresent());
    }

    private Optional<LoggedCommand> recipeLine(DiagnosticGroup finding, MakeFailure at) {
        Optional<String> missing =
                finding.diagnostic.hint().filter(hint -> finding.diagnostic.kind() != Kind.TEST_FAILED);
        return recipeLine(finding.firstLine, at, missing);
    }

    /**
     * Returns the nearest earlier line that looks like a recipe, or contains the target or the missing file as a word.
     */
    private Optional<LoggedCommand> recipeLine(long before, MakeFailure at, Optional<String> missing) {
        long oldest = number - lines.size();
        List<String> kept = List.copyOf(lines);
        for (int i = (int) Math.min(kept.size(), before - oldest) - 1; i >= 0; i--) {
            String line = kept.get(i);
            List<String> words = List.of(line.split(" "));
            boolean names = !line.isBlank()
                    && !words.get(0).isEmpty()
                    && !words.get(0).endsWith(":")
                    && (missing.filter(words::contains).isPresent()
                            || words.size() > 1
                                    && at.target().filter(words::contains).isPresent());
            if (names || RECIPE_LINE.matcher(line).matches()) {
                return Optional.of(new LoggedCommand(line.strip(), Optional.empty(), Optional.empty(), oldest + i));
            }
        }
        return Optional.empty();
    }

    private static <T> Optional<T> latest(Deque<T> all, Predicate<T> wanted) {
        Iterator<T> back = all.descendingIterator();
        while (back.hasNext()) {
            T one = back.next();
            if (wanted.test(one)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }
}
