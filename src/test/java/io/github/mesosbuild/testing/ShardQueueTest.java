package io.github.mesosbuild.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardQueueTest {
    @Test
    void testsWithoutDurationAreNotAllInOneShard() {
        List<TestCase> tests = IntStream.range(0, 1000)
                .mapToObj(number -> new TestCase("unit-tests", "A", "T" + number))
                .toList();
        ShardQueue queue = new ShardQueue(tests, test -> 0, Map.of(), 4);
        List<TestCase> taken = new ArrayList<>();
        int shards = 0;
        while (!queue.isEmpty()) {
            taken.addAll(queue.take());
            shards++;
        }
        assertThat(taken).containsExactlyElementsOf(tests);
        assertThat(shards).as("of 300 ms at least").isEqualTo(4);
    }
}
