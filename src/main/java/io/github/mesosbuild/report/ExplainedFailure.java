package io.github.mesosbuild.report;

/**
 * A failure as a person reads it.
 *
 * @param what one sentence: what happened, with which value
 * @param details lines that show it, such as the end of a log; may be empty
 * @param next what to do about it, with the parameter that holds the value
 */
public record ExplainedFailure(String what, String details, String next) {
    ExplainedFailure(String what, String next) {
        this(what, "", next);
    }

    /** All of it, for Maven's error message. */
    public String message() {
        String end = details.isEmpty() ? " " : "\n" + details.stripTrailing() + "\n";
        return next.isEmpty() ? (what + end).strip() : what + end + next;
    }
}
