package io.github.mesosbuild.steps.log;

import io.github.mesosbuild.steps.log.FirstError.Kind;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Errors that programs print in several lines: failed tests of googletest (1.6 to 1.12), Automake's test results
 * (Automake manual, 15.3) and Python's tracebacks.
 */
final class ProgramTrace {
    private static final Pattern RUN = Pattern.compile("^\\[ RUN      \\] (\\S+)");
    private static final Pattern OK = Pattern.compile("^\\[       OK \\] |^\\[  SKIPPED \\] ");
    private static final Pattern FAILED = Pattern.compile("^\\[  FAILED  \\] ([^\\s,]+[./][^\\s,]+)");
    private static final Pattern FAILURE = Pattern.compile("^([^\\s:][^:]*):(\\d+): Failure$");
    /** A line of {@code meson test} (TestHarness.format in mesonbuild/mtest.py at tag 1.0.1). */
    private static final Pattern MESON = Pattern.compile("^ *\\d+/\\d+ (?=\\S)");

    private static final Pattern MESON_VERDICT =
            Pattern.compile(" (FAIL|TIMEOUT|ERROR|UNEXPECTEDPASS|INTERRUPT) ++\\d+\\.\\d+ ?s\\b");

    private static final Pattern AUTOMAKE = Pattern.compile("^(FAIL|XPASS|ERROR): ([\\w./+-]+)(?: .*)?$");
    private static final Pattern PYTHON_FRAME = Pattern.compile("^ +File \"(.+)\", line (\\d+)");
    private static final Pattern PYTHON_END = Pattern.compile("^[A-Za-z_][\\w.]*(?:: .*)?$");
    private static final Pattern PYTHON_MODULE = Pattern.compile("No module named '?([\\w.]+)'?");

    private Optional<String> running = Optional.empty();
    private Optional<String> place = Optional.empty();
    private OptionalInt placeLine = OptionalInt.empty();
    private boolean testFailed;
    private Optional<String> frame = Optional.empty();
    private OptionalInt frameLine = OptionalInt.empty();

    Optional<Diagnostic> accept(String line, long number) {
        if (line.startsWith("[")) {
            return gtest(line);
        }
        if (line.endsWith(": Failure") && place.isEmpty()) {
            Matcher failure = FAILURE.matcher(line);
            if (failure.find()) {
                place = Optional.of(failure.group(1));
                placeLine = MakeFailure.number(failure.group(2));
            }
            return Optional.empty();
        }
        Matcher automake = AUTOMAKE.matcher(line);
        if (!testFailed && automake.find() && !line.contains("ERROR: Could not")) {
            testFailed = true;
            return Optional.of(test(
                    running.map(test -> test + " did not finish in " + automake.group(2))
                            .orElse(line),
                    running.orElse(automake.group(2))));
        }
        if (!testFailed && MESON.matcher(line).lookingAt()) {
            return meson(line);
        }
        return python(line);
    }

    private Optional<Diagnostic> meson(String line) {
        Matcher number = MESON.matcher(line);
        Matcher verdict = MESON_VERDICT.matcher(line);
        if (!number.lookingAt() || !verdict.find() || verdict.start() <= number.end()) {
            return Optional.empty();
        }
        testFailed = true;
        String name = line.substring(number.end(), verdict.start()).strip();
        return Optional.of(test(verdict.group(1) + ": " + name, name));
    }

    private Optional<Diagnostic> gtest(String line) {
        Matcher run = RUN.matcher(line);
        if (run.find()) {
            running = Optional.of(run.group(1));
            place = Optional.empty();
            placeLine = OptionalInt.empty();
        } else if (OK.matcher(line).find()) {
            running = Optional.empty();
        } else {
            Matcher failed = FAILED.matcher(line);
            if (failed.find()) {
                running = Optional.empty();
                if (!testFailed) {
                    testFailed = true;
                    return Optional.of(test(failed.group(1) + " failed", failed.group(1)));
                }
            }
        }
        return Optional.empty();
    }

    private Diagnostic test(String message, String test) {
        return new Diagnostic(Kind.TEST_FAILED, message, place, placeLine, Optional.of(test), false);
    }

    /** Returns the test that was running when its program was terminated by a signal. */
    Optional<Diagnostic> crash(String signal) {
        return running.map(test -> test(test + " did not finish: " + signal, test));
    }

    private Optional<Diagnostic> python(String line) {
        Matcher at = PYTHON_FRAME.matcher(line);
        if (at.find()) {
            frame = Optional.of(at.group(1));
            frameLine = MakeFailure.number(at.group(2));
        } else if (frame.isPresent()
                && !line.startsWith(" ")
                && PYTHON_END.matcher(line).matches()) {
            Matcher module = PYTHON_MODULE.matcher(line);
            Optional<String> hint = module.find() ? Optional.of(module.group(1)) : Optional.empty();
            Diagnostic end = new Diagnostic(Kind.PYTHON, line, frame, frameLine, hint, false);
            frame = Optional.empty();
            return Optional.of(end);
        }
        return Optional.empty();
    }
}
