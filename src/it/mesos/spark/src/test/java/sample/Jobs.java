package sample;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** What the tests run on the executors: without JUnit, which those do not have. */
final class Jobs implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int PARTITIONS = 8;

    private Jobs() {}

    private static List<Integer> numbers() {
        return IntStream.rangeClosed(1, 1000).boxed().collect(Collectors.toList());
    }

    /** Returns the sum of the squares of 1 to 1000. */
    static long squares(JavaSparkContext spark) {
        return spark.parallelize(numbers(), PARTITIONS)
                .map(number -> (long) number * number)
                .reduce(Long::sum);
    }

    /** Returns how many of 1 to 1000 end with each digit, which moves data between the executors. */
    static Map<Integer, Integer> lastDigits(JavaSparkContext spark) {
        return spark.parallelize(numbers(), PARTITIONS)
                .mapToPair(number -> new Tuple2<>(number % 10, 1))
                .reduceByKey(Integer::sum)
                .collectAsMap();
    }

    /** Returns the executors that run a part of a job, if each part takes a moment. */
    static Set<String> executors(JavaSparkContext spark) {
        List<String> each = spark.parallelize(numbers(), PARTITIONS)
                .mapPartitions(part -> {
                    Thread.sleep(500);
                    List<String> own = new ArrayList<>();
                    own.add(SparkEnv.get().executorId());
                    return own.iterator();
                })
                .collect();
        return new HashSet<>(each);
    }
}
