package io.github.mesosbuild.summary;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A report in the JSON object format of Chrome's traces (Trace Event Format, "Complete Events", "Counter Events" and "Metadata
 * Events"), which Perfetto opens. Its times are in microseconds.
 */
final class TraceDocument {
    private static final int STEPS = 0;
    private static final int PROCESS = 1;

    private TraceDocument() {}

    /**
     * Returns the trace of a report.
     *
     * @param report the values of {@code report.json}
     */
    static Map<String, Object> of(Map<String, Object> report) {
        List<Map<String, Object>> events = new ArrayList<>();
        Map<?, ?> release = (Map<?, ?>) report.get("release");
        events.add(metadata("process_name", STEPS, release.get("title") + " " + release.get("version")));
        events.add(metadata("thread_name", STEPS, "steps"));
        for (Map<?, ?> step : maps(report.get("steps"))) {
            if (step.get("at") != null) {
                events.add(bar(step.get("name"), "step", STEPS, step, state(step)));
            }
        }
        int lanes = 0;
        for (Map<?, ?> command : maps(report.get("commands"))) {
            int lane = 1 + (Integer) command.get("lane");
            lanes = Math.max(lanes, lane);
            Map<String, Object> details = new LinkedHashMap<>();
            for (String name : List.of("step", "directory", "peakMemory", "cpu")) {
                details.put(name, command.get(name));
            }
            events.add(bar(command.get("what"), command.get("kind"), lane, command, details));
        }
        for (int lane = 1; lane <= lanes; lane++) {
            events.add(metadata("thread_name", lane, "job " + lane));
        }
        for (Map<?, ?> load : maps(report.get("load"))) {
            counter("jobs", load, List.of("running", "allowed"), events);
            counter("memory", load, List.of("memory", "available"), events);
            counter("memory pressure", load, List.of("pressure"), events);
        }
        Map<String, Object> trace = new LinkedHashMap<>();
        trace.put("displayTimeUnit", "ms");
        trace.put("traceEvents", events);
        return trace;
    }

    private static Map<String, Object> state(Map<?, ?> step) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("state", step.get("state"));
        if (step.get("earlier") != null) {
            state.put("earlier", step.get("earlier"));
        }
        return state;
    }

    private static List<Map<?, ?>> maps(Object list) {
        List<Map<?, ?>> maps = new ArrayList<>();
        ((List<?>) list).forEach(item -> maps.add((Map<?, ?>) item));
        return maps;
    }

    private static Map<String, Object> event(Object name, String phase, int thread) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("name", name);
        event.put("ph", phase);
        event.put("pid", PROCESS);
        event.put("tid", thread);
        return event;
    }

    private static Map<String, Object> metadata(String name, int thread, String value) {
        Map<String, Object> event = event(name, "M", thread);
        event.put("args", Map.of("name", value));
        return event;
    }

    private static Map<String, Object> bar(
            Object name, Object category, int thread, Map<?, ?> times, Map<String, Object> details) {
        Map<String, Object> event = event(name, "X", thread);
        event.put("cat", category);
        event.put("ts", micros(times.get("at")));
        event.put("dur", micros(times.get("seconds")));
        event.put("args", details);
        return event;
    }

    private static void counter(String name, Map<?, ?> load, List<String> series, List<Map<String, Object>> events) {
        Map<String, Object> values = new LinkedHashMap<>();
        series.stream().filter(one -> load.get(one) != null).forEach(one -> values.put(one, load.get(one)));
        if (!values.isEmpty()) {
            Map<String, Object> event = event(name, "C", STEPS);
            event.put("ts", micros(load.get("at")));
            event.put("args", values);
            events.add(event);
        }
    }

    private static long micros(Object seconds) {
        return ((BigDecimal) seconds).movePointRight(6).longValue();
    }
}
