package io.github.mesosbuild.summary;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The critical path of a build, and how long it would take with more cores. Both are estimates; see {@link CommandGraph}. */
final class Estimates {
    private static final int[] CORES = {1, 2, 4, 8, 16};

    private Estimates() {}

    /**
     * Returns the values of the report.
     *
     * @param commands the commands by their start
     * @param steps how long all steps took, in milliseconds
     */
    static Map<String, Object> of(List<RecordedCommand> commands, long steps) {
        CommandGraph graph = CommandGraph.of(commands);
        List<Integer> path = graph.criticalPath();
        long other = Math.max(0, steps - busy(commands));
        List<Map<String, Object>> estimates = new ArrayList<>();
        for (int cores : CORES) {
            Map<String, Object> estimate = new LinkedHashMap<>();
            estimate.put("cores", cores);
            estimate.put("seconds", seconds(other + graph.timeWith(cores)));
            estimates.add(estimate);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(
                "seconds",
                seconds(path.stream()
                        .mapToLong(index -> commands.get(index).duration())
                        .sum()));
        values.put("unobserved", seconds(other));
        values.put("commands", path);
        values.put("estimates", estimates);
        return values;
    }

    /** Returns how long at least one command ran, in milliseconds. */
    private static long busy(List<RecordedCommand> commands) {
        long busy = 0;
        long until = 0;
        for (RecordedCommand command : commands) {
            busy += Math.max(0, command.end() - Math.max(until, command.start()));
            until = Math.max(until, command.end());
        }
        return busy;
    }

    static BigDecimal seconds(long millis) {
        return BigDecimal.valueOf(millis, 3);
    }
}
