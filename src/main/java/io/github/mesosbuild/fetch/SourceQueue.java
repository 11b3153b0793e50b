package io.github.mesosbuild.fetch;

import io.github.mesosbuild.text.Quantities;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The order in which the sources of a fetch are asked: each one once, then again those that may have recovered. A source whose bytes
 * can be resumed stays first, because another source would begin at the start.
 */
final class SourceQueue {
    private final Clock clock;
    private final int attempts;
    private final List<Turn> turns = new ArrayList<>();
    private Turn last;

    /** A source that is asked once more. */
    static final class Turn {
        private final Source source;
        private int attempt = 1;
        private boolean resumedInVain;
        private boolean resumes;
        private Duration wait = Duration.ZERO;
        private Instant ready = Instant.MIN;

        private Turn(Source source) {
            this.source = source;
        }

        Source source() {
            return source;
        }

        int attempt() {
            return attempt;
        }

        /** Returns whether this is the first time that a resumed download turns out to be wrong. */
        boolean resumedInVain() {
            boolean first = !resumedInVain;
            resumedInVain = true;
            return first;
        }
    }

    /** @param attempts the maximum number of attempts for each source */
    SourceQueue(List<Source> sources, int attempts, Clock clock) {
        this.clock = clock;
        this.attempts = attempts;
        sources.forEach(source -> turns.add(new Turn(source)));
    }

    /** Returns the turn that is next, and leaves it in the queue. */
    Optional<Turn> peek() {
        return turns.stream()
                .filter(turn -> turn.resumes)
                .findFirst()
                .or(() -> turns.stream().min(Comparator.comparing(turn -> turn.ready)));
    }

    Optional<Turn> take() {
        Optional<Turn> next = peek();
        next.ifPresent(turns::remove);
        return next;
    }

    /** Returns how long to wait before a turn that was taken. */
    Duration pause(Turn turn) {
        if (turn == last) {
            return turn.wait;
        }
        Instant now = clock.instant();
        return turn.ready.isAfter(now) ? Duration.between(now, turn.ready) : Duration.ZERO;
    }

    boolean isEmpty() {
        return turns.isEmpty();
    }

    /** Returns the other turns that are not ahead of one. */
    List<Turn> notAheadOf(int attempt) {
        return turns.stream().filter(turn -> turn.attempt <= attempt).toList();
    }

    /** Puts a turn first, without a wait. */
    void atOnce(Turn turn) {
        turn.resumes = true;
        turn.wait = Duration.ZERO;
        last = turn;
        turns.add(0, turn);
    }

    /** Records a failed turn that is not repeated. */
    void drop(Turn turn) {
        turns.remove(turn);
        last = turn;
    }

    /** Returns whether a source may be asked once more. */
    boolean mayRepeat(Turn turn) {
        return turn.attempt < attempts;
    }

    /**
     * Repeats a failed turn after a wait.
     *
     * @param resumes whether the next attempt continues where this one ended
     */
    void repeat(Turn turn, Duration wait, boolean resumes) {
        turns.remove(turn);
        turn.attempt++;
        turn.wait = wait;
        turn.ready = clock.instant().plus(wait);
        turn.resumes = resumes;
        last = turn;
        turns.add(turn);
    }

    /** Returns what happens next, as a clause. */
    String plan() {
        Optional<Turn> next = peek();
        if (next.isEmpty()) {
            return "no other source to try";
        }
        Turn turn = next.get();
        if (turn.attempt == 1) {
            return "trying " + turn.source;
        }
        return "retrying " + (turn == last ? "" : turn.source + " ") + "in " + Quantities.duration(pause(turn))
                + " (attempt " + turn.attempt + " of " + attempts + ")";
    }
}
