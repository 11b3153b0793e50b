package io.github.mesosbuild.report;

/**
 * A failure as it is shown to the user.
 *
 * @param what one sentence: what happened, with which value
 * @param details lines with evidence, such as the end of a log; may be empty
 * @param next what to do about it, with the parameter that holds the value
 */
public record ExplainedFailure(String what, String details, String next) {
    ExplainedFailure(String what, String next) {
        this(what, "", next);
    }

    /** Explains a failure whose message is the sentence. */
    static ExplainedFailure of(Exception failure, String next) {
        return new ExplainedFailure(sentence(failure), next);
    }

    /** Returns a failure's message with a full stop at its end. */
    static String sentence(Exception failure) {
        String message = failure.getMessage();
        return message.endsWith(".") ? message : message + ".";
    }

    /** Returns all parts as one message for Maven. */
    public String message() {
        String end = details.isEmpty() ? " " : "\n" + details.stripTrailing() + "\n";
        return next.isEmpty() ? (what + end).strip() : what + end + next;
    }
}
