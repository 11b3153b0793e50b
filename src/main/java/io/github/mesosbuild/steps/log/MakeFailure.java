package io.github.mesosbuild.steps.log;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The message of {@code make} when it fails (GNU make manual, 5.5 and Appendix B). Versions 3.81 to 4.4 differ in
 * whether they name the makefile and line, and in quotation marks.
 *
 * @param level the depth of recursion; 0 for the outermost make
 * @param target the target that was not made; empty if the makefile itself has an error
 * @param makefile the makefile with the rule
 * @param line the line of the rule in the makefile
 * @param outcome {@code Error 1}, the name of a signal, or the message
 * @param ignored whether the rule allows the failure
 * @param recipe whether a recipe failed, not make itself
 * @param text the complete line
 */
record MakeFailure(
        int level,
        Optional<String> target,
        Optional<String> makefile,
        OptionalInt line,
        String outcome,
        boolean ignored,
        boolean recipe,
        String text) {
    private static final String MAKE = "^(?:\\S*/)?g?make(?:\\[(?<level>\\d+)\\])?: ";
    private static final Pattern RECIPE = Pattern.compile(
            MAKE
                    + "(?<stars>\\*\\*\\* )?\\[(?:(?<makefile>[^]]+?):(?<line>\\d+): |<builtin>: )?(?<target>[^]]+)\\] (?<outcome>.+)$");
    private static final Pattern LEAVING = Pattern.compile(MAKE + "Leaving directory [`'](?<directory>.+)'$");
    private static final Pattern NO_RULE = Pattern.compile(
            MAKE + "\\*\\*\\* (?<outcome>No rule to make target [`'](?<target>.+?)'.*?)\\.(?:\\s+Stop\\.)?$");
    private static final Pattern OWN = Pattern.compile(MAKE + "\\*\\*\\* (?<outcome>.+?)\\.\\s+Stop\\.$");
    private static final Pattern MAKEFILE =
            Pattern.compile("^(?<makefile>[^:\\s]+):(?<line>\\d+): \\*\\*\\* (?<outcome>.+?)\\.\\s+Stop\\.$");

    static Optional<MakeFailure> of(String text) {
        if (!text.contains("***") && !text.endsWith("(ignored)")) {
            return Optional.empty();
        }
        Matcher recipe = RECIPE.matcher(text);
        if (recipe.find()) {
            String outcome = recipe.group("outcome");
            boolean ignored = outcome.endsWith("(ignored)");
            if (!ignored && recipe.group("stars") == null) {
                return Optional.empty();
            }
            return Optional.of(new MakeFailure(
                    level(recipe),
                    Optional.of(recipe.group("target")),
                    Optional.ofNullable(recipe.group("makefile")),
                    number(recipe.group("line")),
                    outcome,
                    ignored,
                    true,
                    text));
        }
        Matcher rule = NO_RULE.matcher(text);
        if (rule.find()) {
            return Optional.of(own(level(rule), rule.group("outcome"), text, Optional.of(rule.group("target"))));
        }
        Matcher own = OWN.matcher(text);
        if (own.find()) {
            return Optional.of(own(level(own), own.group("outcome"), text, Optional.empty()));
        }
        Matcher makefile = MAKEFILE.matcher(text);
        if (makefile.find()) {
            return Optional.of(new MakeFailure(
                    0,
                    Optional.empty(),
                    Optional.of(makefile.group("makefile")),
                    number(makefile.group("line")),
                    makefile.group("outcome"),
                    false,
                    false,
                    text));
        }
        return Optional.empty();
    }

    private static MakeFailure own(int level, String outcome, String text, Optional<String> target) {
        return new MakeFailure(level, target, Optional.empty(), OptionalInt.empty(), outcome, false, false, text);
    }

    private static int level(Matcher matcher) {
        return number(matcher.group("level")).orElse(0);
    }

    static OptionalInt number(String digits) {
        return digits == null || digits.length() > 9 ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(digits));
    }

    /** Returns the directory that the failed make leaves, if a line of the log tells it. */
    Optional<String> leaves(String line) {
        Matcher leaving = LEAVING.matcher(line);
        return leaving.matches() && number(leaving.group("level")).orElse(0) == level
                ? Optional.of(leaving.group("directory"))
                : Optional.empty();
    }

    /** Returns whether make has no rule for the target. */
    boolean noRule() {
        return !recipe && (target.isPresent() || outcome.startsWith("No targets"));
    }

    /** Returns whether the shell did not find the program, or could not run it (POSIX, 2.8.2). */
    boolean notRun() {
        return outcome.equals("Error 127") || outcome.equals("Error 126");
    }

    /** Returns whether the recipe was terminated by SIGKILL. */
    boolean killed() {
        return outcome.equals("Error 137") || outcome.startsWith("Killed");
    }

    /** Returns whether the recipe was terminated by a signal. */
    boolean crashed() {
        return recipe && !outcome.startsWith("Error ");
    }

    /** Returns whether the target runs tests. */
    boolean runsTests() {
        return target.filter(name -> name.matches("(?:.*[-_/])?(?:check|tests?)(?:[-_].*)?|.*\\.log"))
                .isPresent();
    }
}
