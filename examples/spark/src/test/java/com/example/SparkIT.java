package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** Runs Spark on the cluster that {@code mesos:start} has started. The POM sets {@code spark.*}. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SparkIT {
    private static final int EXECUTORS = 2;
    private static final long SUM_OF_SQUARES = 333_833_500;

    private static JavaSparkContext spark;

    @BeforeAll
    static void connect() throws Exception {
        spark = new JavaSparkContext(new SparkConf());
        // The driver is one of them.
        Masters.until("executors", () -> spark.sc().getExecutorMemoryStatus().size() == EXECUTORS + 1);
    }

    @AfterAll
    static void disconnect() {
        if (spark != null) {
            spark.stop();
        }
    }

    @Test
    @Order(1)
    void bothExecutorsWork() {
        assertEquals(EXECUTORS, Jobs.executors(spark).size());
    }

    @Test
    @Order(2)
    void resultsAreRight() {
        assertEquals(SUM_OF_SQUARES, Jobs.squares(spark, 0));
        Map<Integer, Integer> digits = Jobs.lastDigits(spark);
        assertEquals(10, digits.size());
        assertTrue(digits.values().stream().allMatch(count -> count == 100), digits::toString);
    }

    @Test
    @Order(3)
    void aJobOutlivesTheLeader() throws Exception {
        CompletableFuture<Long> sum = CompletableFuture.supplyAsync(() -> Jobs.squares(spark, 40));
        Masters.until("a part of the job that is done", () -> partsDone() > 0);
        Masters masters = Masters.running();
        masters.killLeader();
        assertFalse(sum.isDone());
        assertEquals(SUM_OF_SQUARES, sum.get());

        // Another master leads, Spark has registered with it, and the executors are the same.
        masters.untilAnotherLeads("spark");
        assertEquals(EXECUTORS, Jobs.executors(spark).size());
        assertEquals(SUM_OF_SQUARES, Jobs.squares(spark, 0));
    }

    private static int partsDone() {
        for (int stage : spark.statusTracker().getActiveStageIds()) {
            SparkStageInfo info = spark.statusTracker().getStageInfo(stage);
            if (info != null) {
                return info.numCompletedTasks();
            }
        }
        return 0;
    }
}
