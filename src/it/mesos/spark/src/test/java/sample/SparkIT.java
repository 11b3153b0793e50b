package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs Spark on the cluster that {@code mesos:start} has started. The POM sets {@code spark.*}. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SparkIT {
    private static JavaSparkContext spark;

    @BeforeAll
    static void connect() throws Exception {
        spark = new JavaSparkContext(new SparkConf());
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        // The driver is one of them.
        while (spark.sc().getExecutorMemoryStatus().size() < 3) {
            assertTrue(System.nanoTime() < deadline, "the executors did not register");
            Thread.sleep(100);
        }
    }

    @AfterAll
    static void disconnect() {
        if (spark != null) {
            spark.stop();
        }
    }

    @Test
    void bothSlavesWork() {
        assertEquals(2, Jobs.executors(spark).size());
    }

    @Test
    void resultsAreRight() {
        assertEquals(333_833_500, Jobs.squares(spark));
        Map<Integer, Integer> digits = Jobs.lastDigits(spark);
        assertEquals(10, digits.size());
        assertTrue(digits.values().stream().allMatch(count -> count == 100), digits::toString);
    }
}
