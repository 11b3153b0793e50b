package io.github.mesosbuild.cluster;

import java.util.Optional;
import java.util.function.Function;

/**
 * What a daemon answered to one question.
 *
 * @param value the answer, if it is a good one
 * @param problem otherwise the predicate of a sentence about the daemon, such as {@code does not answer}
 * @param kind the kind of problem
 */
public record Answer<T>(Optional<T> value, String problem, Kind kind) {
    /** What is wrong with an answer. */
    public enum Kind {
        /** Nothing. */
        GOOD,
        /** The daemon cannot be reached, or did not answer completely in time. */
        NONE,
        /** The daemon wants credentials, or other ones: status 401 or 403 (RFC 9110, 15.5). */
        CREDENTIALS,
        /** The daemon answered with something else. */
        OTHER
    }

    public static <T> Answer<T> of(T value) {
        return new Answer<>(Optional.of(value), "", Kind.GOOD);
    }

    static <T> Answer<T> none() {
        return new Answer<>(Optional.empty(), "does not answer", Kind.NONE);
    }

    static <T> Answer<T> bad(Kind kind, String problem) {
        return new Answer<>(Optional.empty(), problem, kind);
    }

    /** Returns the answer that is made of this one's value, or this one's problem. */
    public <R> Answer<R> map(Function<? super T, Answer<R>> form) {
        return value.<Answer<R>>map(form).orElseGet(() -> bad(kind, problem));
    }

    /** Returns whether the daemon answered anything. */
    public boolean isGiven() {
        return kind != Kind.NONE;
    }
}
