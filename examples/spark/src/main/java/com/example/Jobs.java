package com.example;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** Jobs over the numbers 1 to 1000, in eight parts. */
public final class Jobs {
    private static final int PARTS = 8;

    private Jobs() {}

    private static List<Integer> numbers() {
        return IntStream.rangeClosed(1, 1000).boxed().collect(Collectors.toList());
    }

    /**
     * Returns the sum of the squares.
     *
     * @param millis how long each number takes
     */
    public static long squares(JavaSparkContext spark, long millis) {
        return spark.parallelize(numbers(), PARTS)
                .map(number -> {
                    Thread.sleep(millis);
                    return (long) number * number;
                })
                .reduce(Long::sum);
    }

    /** Returns how many numbers end with each digit, which moves data between the executors. */
    public static Map<Integer, Integer> lastDigits(JavaSparkContext spark) {
        return spark.parallelize(numbers(), PARTS)
                .mapToPair(number -> new Tuple2<>(number % 10, 1))
                .reduceByKey(Integer::sum)
                .collectAsMap();
    }

    /** Returns the executors that run a part of a job, if each number takes a moment. */
    public static Set<String> executors(JavaSparkContext spark) {
        return new HashSet<>(spark.parallelize(numbers(), PARTS)
                .map(number -> {
                    Thread.sleep(5);
                    return SparkEnv.get().executorId();
                })
                .collect());
    }
}
