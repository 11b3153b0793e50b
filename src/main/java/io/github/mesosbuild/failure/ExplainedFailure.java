package io.github.mesosbuild.failure;

import java.util.function.UnaryOperator;

/**
 * A failure as it is shown to the user, on the console and on the page of a build. The package {@code report} makes these.
 *
 * @param what one sentence: what happened, with which value
 * @param details lines with evidence, such as the end of a log; may be empty
 * @param next what to do about it, with the parameter that holds the value
 */
public record ExplainedFailure(String what, String details, String next) {
    /** Explains a failure without details. */
    public ExplainedFailure(String what, String next) {
        this(what, "", next);
    }

    /**
     * Explains a failure whose message is the sentence.
     *
     * @throws NullPointerException if it has no message
     */
    public static ExplainedFailure of(Exception failure, String next) {
        return new ExplainedFailure(sentence(failure), next);
    }

    /**
     * Returns a failure's message with a full stop at its end.
     *
     * @throws NullPointerException if it has no message
     */
    public static String sentence(Exception failure) {
        String message = failure.getMessage();
        return message.endsWith(".") ? message : message + ".";
    }

    /** Returns all parts as one message for Maven. */
    public String message() {
        String end = details.isEmpty() ? " " : "\n" + details.stripTrailing() + "\n";
        return next.isEmpty() ? (what + end).strip() : what + end + next;
    }

    /** Returns the same explanation with each part changed. */
    public ExplainedFailure map(UnaryOperator<String> change) {
        return new ExplainedFailure(change.apply(what), change.apply(details), change.apply(next));
    }
}
