package io.github.mesosbuild.report;

import io.github.mesosbuild.process.Outcome;
import io.github.mesosbuild.steps.Step;
import io.github.mesosbuild.steps.StepFailedException;
import io.github.mesosbuild.steps.log.FirstError;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A step that failed, as a person reads it: the first real error, the command that caused it, the end of the log. */
final class StepFailures {
    private static final String KEPT = "What is finished is kept.";
    private static final String AGAIN = "Run the goal again when it is mended. " + KEPT;
    private static final String REQUIREMENTS = "'mesos:check-dependencies' says what gives it, if the recipe knows.";

    /** What Maven says of artifacts, plugins and parents that it cannot have. */
    private static final Pattern UNRESOLVED =
            Pattern.compile("(?i)could not (be resolved|resolve|transfer|find artifact)|offline mode|unresolvable");

    /** What configure says of its own arguments. */
    private static final Pattern MISUSED = Pattern.compile(
            "unrecognized option|invalid (variable|package|feature) name|expected an absolute directory name|missing argument to");

    /** A file that a compiler writes in TMPDIR; an assembler only reads it, and names it all the same. */
    private static final Pattern TEMPORARY =
            Pattern.compile("(writing to|closing) \\S*/cc[A-Za-z0-9]{6}\\.\\w+|temporary file in /");

    private static final Pattern PATH = Pattern.compile("(?<![\\w.])/[^\\s:'\"`]+");

    private StepFailures() {}

    static ExplainedFailure explain(StepFailedException failure, ParameterPlaces places) {
        StringBuilder details = new StringBuilder();
        if (failure.outcome().end() == Outcome.End.EXITED) {
            failure.firstError().ifPresent(error -> describe(error, details));
        }
        failure.failedCheck().ifPresent(check -> {
            details.append("It was checking ").append(check.check()).append('\n');
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
                "All its processes were ended. Raise mesos.timeoutSeconds if it only needs longer; what is finished is kept.";
            case SILENT ->
                "All its processes were ended. Raise mesos.silentTimeoutSeconds if it is only quiet; what is finished is kept.";
            case INTERRUPTED -> "All its processes were ended. Run the goal again to go on.";
            case EXITED ->
                failure.firstError()
                        .map(error -> byKind(error, failure, places))
                        .orElse(AGAIN);
        };
    }

    private static String byKind(FirstError error, StepFailedException failure, ParameterPlaces places) {
        String hint = error.hint().orElse("");
        return switch (error.kind()) {
            case MISSING_HEADER -> "The header " + hint + " is not on this machine: " + REQUIREMENTS;
            case MISSING_LIBRARY -> "The library " + hint + " is not on this machine: " + REQUIREMENTS;
            case UNDEFINED_SYMBOL ->
                "No library on the linker's command line has " + hint + ": add one with"
                        + " -Dmesos.configureArguments=LIBS=-lNAME, if it is one of this machine's.";
            case NO_SPACE ->
                "Make room, or set " + full(error, failure, places) + " to a directory on another file system. "
                        + AGAIN;
            case KILLED ->
                "The machine ran out of memory as a rule, and there were no fewer jobs to go on with: give it more memory or"
                        + " swap, take a -j out of mesos.makeArguments, or let the compiler need less"
                        + " (-Dmesos.configureArguments=CXXFLAGS=-O1). " + KEPT;
            case ICE ->
                "The compiler itself crashed; with fewer jobs (-Dmesos.jobs=1) it may have the memory that it needs.";
            case CONFIGURE ->
                MISUSED.matcher(error.message()).find()
                        ? "Correct mesos.configureArguments; 'configure --help' lists what there is."
                        : (hint.isEmpty() ? "" : hint + " ")
                                + failure.configLog()
                                        .map(log -> "The details are in " + log + "; ")
                                        .orElse("")
                                + REQUIREMENTS;
            case COMMAND_MISSING -> "The program " + hint + " is not on the PATH: " + REQUIREMENTS;
            case AUTOMAKE_RERUN ->
                "The modification times of the sources were scrambled: 'mesos:clean' and then this goal unpack them anew.";
            case PERMISSION -> "Check the rights of " + hint + ".";
            case TEST_FAILED -> "To install without the release's own tests: -DskipTests";
            case JAVA ->
                UNRESOLVED.matcher(error.message()).find()
                        ? "The Maven that make runs could not get what it needs: check the network and the <mirrors>, <proxies> and"
                                + " <servers> of your settings.xml, or fetch it beforehand with 'mesos:go-offline'; without the Java"
                                + " bindings none is run: -Dmesos.java=false. " + KEPT
                        : afterAll(failure);
            case COMPILE, LINK, NO_RULE, PYTHON, UNKNOWN -> afterAll(failure);
        };
    }

    /** The parameter that chooses the file system that is full: of temporary files, of another place, of the build. */
    private static String full(FirstError error, StepFailedException failure, ParameterPlaces places) {
        String said = error.message() + " " + String.join(" ", error.context());
        if (TEMPORARY.matcher(said).find()) {
            return "mesos.environment.TMPDIR";
        }
        Matcher path = PATH.matcher(error.message());
        Optional<String> known = path.find() ? places.parameterOf(path.group()) : Optional.empty();
        return known.orElse(
                failure.step() == Step.INSTALL
                        ? "mesos.installDirectory, or without it mesos.cacheDirectory,"
                        : "mesos.workDirectory");
    }

    private static String afterAll(StepFailedException failure) {
        return failure.step() == Step.CHECK ? "To install without the release's own tests: -DskipTests" : AGAIN;
    }
}
