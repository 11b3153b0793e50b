package io.github.mesosbuild.report;

import io.github.mesosbuild.failure.ExplainedFailure;
import io.github.mesosbuild.process.Command;
import io.github.mesosbuild.process.Outcome;
import io.github.mesosbuild.steps.Step;
import io.github.mesosbuild.steps.StepFailedException;
import io.github.mesosbuild.steps.log.FirstError;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Explains a failed step with its first real error, the command that caused it, and the end of the log. */
final class StepFailures {
    private static final String KEPT = "Completed work is kept.";
    private static final String AGAIN = "Run the goal again after fixing the error. " + KEPT;
    private static final String REQUIREMENTS =
            "'mesos:check-dependencies' names the package that provides it, if the recipe lists one.";

    /** How Maven reports artifacts, plugins and parents that it cannot resolve. */
    private static final Pattern UNRESOLVED =
            Pattern.compile("(?i)could not (be resolved|resolve|transfer|find artifact)|offline mode|unresolvable");

    /** How configure reports faulty arguments. */
    private static final Pattern MISUSED = Pattern.compile(
            "unrecognized option|invalid (variable|package|feature) name|expected an absolute directory name|missing argument to");

    /** A temporary file of a compiler in TMPDIR. An assembler that only reads the file names it too. */
    private static final Pattern TEMPORARY =
            Pattern.compile("(writing to|closing) \\S*/cc[A-Za-z0-9]{6}\\.\\w+|temporary file in /");

    /** A number of jobs greater than one, or no limit, among the words of make. */
    private static final Pattern PARALLEL = Pattern.compile("(?:^|\\s)-j(?:[2-9]|\\d\\d|\\s|$)");

    /** The errors of a job that starts before another one has made its input. */
    private static final Set<FirstError.Kind> RACES = EnumSet.of(
            FirstError.Kind.MISSING_HEADER,
            FirstError.Kind.MISSING_LIBRARY,
            FirstError.Kind.COMMAND_MISSING,
            FirstError.Kind.LINK,
            FirstError.Kind.NO_RULE,
            FirstError.Kind.UNKNOWN);

    private static final Pattern PATH = Pattern.compile("(?<![\\w.])/[^\\s:'\"`]+");

    private StepFailures() {}

    static ExplainedFailure explain(StepFailedException failure, ParameterPlaces places) {
        StringBuilder details = new StringBuilder();
        if (failure.outcome().end() == Outcome.End.EXITED) {
            failure.firstError().ifPresent(error -> describe(error, details));
        }
        failure.failedCheck().ifPresent(check -> {
            details.append("configure was checking ").append(check.check()).append('\n');
            check.command()
                    .ifPresent(command ->
                            details.append("Command: ").append(command).append('\n'));
            check.error()
                    .ifPresent(error -> details.append("    ").append(error).append('\n'));
        });
        details.append("The last lines of the log:\n");
        failure.lastLines().forEach(line -> details.append("    ").append(line).append('\n'));
        details.append("Log: ").append(failure.log());
        return new ExplainedFailure(failure.getMessage(), details.toString(), next(failure, places));
    }

    private static void describe(FirstError error, StringBuilder details) {
        details.append("The first error: ");
        error.file().ifPresent(file -> {
            details.append(file);
            error.line().ifPresent(line -> details.append(':').append(line));
            details.append(": ");
        });
        details.append(error.message()).append('\n');
        error.target()
                .ifPresent(target -> details.append("Target: ").append(target).append('\n'));
        error.command()
                .ifPresent(
                        command -> details.append("Command: ").append(command).append('\n'));
        if (!error.context().isEmpty()) {
            error.context().forEach(line -> details.append("    ").append(line).append('\n'));
        }
    }

    private static String next(StepFailedException failure, ParameterPlaces places) {
        return switch (failure.outcome().end()) {
            case TIMED_OUT ->
                "All its processes were stopped. If it only needs more time, raise mesos.timeoutSeconds. " + KEPT;
            case SILENT ->
                "All its processes were stopped. If it is only quiet, raise mesos.silentTimeoutSeconds. " + KEPT;
            case INTERRUPTED -> "All its processes were stopped. Run the goal again to resume.";
            case EXITED ->
                failure.firstError()
                        .map(error -> byKind(error, failure, places) + race(error, failure))
                        .orElse(AGAIN);
        };
    }

    private static boolean parallel(StepFailedException failure) {
        Command make = failure.outcome().command();
        String words = make.environment().getOrDefault("MAKEFLAGS", "") + " " + String.join(" ", make.argv());
        return PARALLEL.matcher(words).find();
    }

    private static String race(FirstError error, StepFailedException failure) {
        boolean missing = RACES.contains(error.kind()) || error.message().contains("No such file or directory");
        return missing && parallel(failure)
                ? " If the step succeeds with -Dmesos.jobs=1, the makefile of the release lacks a dependency, and its jobs race."
                : "";
    }

    private static String byKind(FirstError error, StepFailedException failure, ParameterPlaces places) {
        String hint = error.hint().orElse("");
        return switch (error.kind()) {
            case MISSING_HEADER -> "The header " + hint + " is missing on this machine: " + REQUIREMENTS;
            case MISSING_LIBRARY -> "The library " + hint + " is missing on this machine: " + REQUIREMENTS;
            case UNDEFINED_SYMBOL ->
                "None of the linked libraries defines " + hint
                        + ". If another library on this machine does, add it with"
                        + " -Dmesos.configureArguments=LIBS=-lNAME.";
            case NO_SPACE ->
                "Free some space, or set " + full(error, failure, places)
                        + " to a directory on another file system. Then run the goal again. " + KEPT;
            case KILLED ->
                "The machine probably ran out of memory, and the build could not use fewer jobs. Add memory or swap, remove -j"
                        + " from mesos.makeArguments, or make the compiler use less memory"
                        + " (-Dmesos.configureArguments=CXXFLAGS=-O1). " + KEPT;
            case ICE -> "The compiler itself crashed, possibly because memory ran out. Try fewer jobs: -Dmesos.jobs=1.";
            case CONFIGURE ->
                MISUSED.matcher(error.message()).find()
                        ? "Correct mesos.configureArguments; 'configure --help' lists all options."
                        : (hint.isEmpty() ? "" : hint + " ")
                                + failure.configLog()
                                        .map(log -> "See " + log + " for details. ")
                                        .orElse("")
                                + REQUIREMENTS;
            case COMMAND_MISSING -> "The program " + hint + " is not on the PATH: " + REQUIREMENTS;
            case AUTOMAKE_RERUN ->
                "The modification times of the sources are out of order. Run 'mesos:clean' and then this goal, which unpacks the"
                        + " sources again.";
            case PERMISSION -> "Check the permissions of " + hint + ".";
            case TEST_FAILED ->
                (parallel(failure) ? TestSummary.ONE_AT_A_TIME + "\n" : "")
                        + "To install without running the release's own tests: -DskipTests";
            case JAVA ->
                UNRESOLVED.matcher(error.message()).find()
                        ? "The Maven that make runs could not resolve its dependencies. Check the network and the <mirrors>, <proxies> and"
                                + " <servers> in your settings.xml, or download them beforehand with 'mesos:go-offline'. Without the"
                                + " Java bindings, make runs no Maven: -Dmesos.java=false. " + KEPT
                        : afterAll(failure);
            case COMPILE, LINK, NO_RULE, PYTHON, UNKNOWN -> afterAll(failure);
        };
    }

    /** Returns the parameter that chooses the full file system. */
    private static String full(FirstError error, StepFailedException failure, ParameterPlaces places) {
        String text = error.message() + " " + String.join(" ", error.context());
        if (TEMPORARY.matcher(text).find()) {
            return "mesos.environment.TMPDIR";
        }
        Matcher path = PATH.matcher(error.message());
        Optional<String> known = path.find() ? places.parameterOf(path.group()) : Optional.empty();
        return known.orElse(
                failure.step() == Step.INSTALL
                        ? "mesos.installDirectory (mesos.cacheDirectory if that is not set)"
                        : "mesos.workDirectory");
    }

    private static String afterAll(StepFailedException failure) {
        return failure.step() == Step.CHECK ? "To install without running the release's own tests: -DskipTests" : AGAIN;
    }
}
