package io.github.mesosbuild.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The waiting tests, the longest first, in shards: groups of tests of one program that are expected to take a fair part
 * of the remaining time. The first shards are large and the last ones small (guided self-scheduling, Polychronopoulos
 * and Kuck 1987), but the start of a process never takes more than a tenth of a shard.
 */
final class ShardQueue {
    private static final int STARTS_WORTH = 10;
    private static final long LEAST_MILLIS = 300;

    /** The filter is one argument, and an argument has at most 128 KiB on Linux (MAX_ARG_STRLEN). */
    private static final int MOST_CHARACTERS = 100_000;

    private final ToLongFunction<TestCase> expected;
    private final Map<String, Long> startMillis;
    private final int parts;
    private final Deque<TestCase> waiting;
    private long left;

    /**
     * Creates a queue of all tests.
     *
     * @param expected the milliseconds that a test takes; less than one counts as one
     * @param startMillis the milliseconds that the start of each program takes
     * @param parts how many parts the remaining tests are divided into
     */
    ShardQueue(List<TestCase> tests, ToLongFunction<TestCase> expected, Map<String, Long> startMillis, int parts) {
        // Tests that take no time would never fill a shard.
        this.expected = test -> Math.max(1, expected.applyAsLong(test));
        this.startMillis = startMillis;
        this.parts = parts;
        List<TestCase> longestFirst = new ArrayList<>(tests);
        longestFirst.sort(Comparator.comparingLong(this.expected).reversed());
        this.waiting = new ArrayDeque<>(longestFirst);
        tests.forEach(test -> left += this.expected.applyAsLong(test));
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Returns the next shard. The queue must not be empty. */
    List<TestCase> take() {
        String program = waiting.peek().program();
        long target = Math.max(
                left / (2L * parts), Math.max(LEAST_MILLIS, STARTS_WORTH * startMillis.getOrDefault(program, 0L)));
        List<TestCase> shard = new ArrayList<>();
        long millis = 0;
        int characters = 0;
        for (Iterator<TestCase> all = waiting.iterator(); all.hasNext() && millis < target; ) {
            TestCase test = all.next();
            if (!test.program().equals(program)) {
                continue;
            }
            characters += test.fullName().length() + 1;
            if (!shard.isEmpty() && characters > MOST_CHARACTERS) {
                break;
            }
            shard.add(test);
            millis += expected.applyAsLong(test);
            all.remove();
        }
        left -= millis;
        return shard;
    }

    /** Puts tests back at the front of the queue. */
    void putBack(Collection<TestCase> tests) {
        List<TestCase> all = new ArrayList<>(tests);
        for (int i = all.size() - 1; i >= 0; i--) {
            waiting.addFirst(all.get(i));
            left += expected.applyAsLong(all.get(i));
        }
    }
}
