package io.github.mesosbuild.failure;

/**
 * A failure that the user can fix.
 *
 * <p>The message is a complete sentence: what happened, with which value. What to do about it depends on the class and on its
 * kind, and only the package {@code report} contains it. A method that can fail in several such ways declares {@code Failure}.
 */
public abstract class Failure extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Creates a failure.
     *
     * @param sentence what happened; it ends with a period
     */
    protected Failure(String sentence) {
        super(sentence);
    }

    /**
     * Creates a failure with a cause.
     *
     * @param sentence what happened; it ends with a period
     * @param cause may be null
     */
    protected Failure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
