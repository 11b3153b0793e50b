package io.github.mesosbuild.summary;

import io.github.mesosbuild.recording.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the events of a recording, with times in seconds since 1970. */
final class Events {
    private final List<Event> events = new ArrayList<>();
    private int commands;

    static Events of() {
        return new Events();
    }

    private static long millis(double at) {
        return Math.round(at * 1000);
    }

    Events event(String kind, double at, Map<String, Object> values) {
        events.add(new Event(kind, millis(at), values));
        return this;
    }

    Events run(double at, String name) {
        return event("run", at, Map.of("run", name, "recipe", "sample", "title", "Sample", "version", "1.0.0"));
    }

    Events step(double at, String step, String state) {
        return event("step", at, Map.of("step", step, "state", state, "log", "../logs/" + step + ".log"));
    }

    Events command(String kind, String what, double from, double to, String... inputs) {
        begin(kind, what, from, inputs);
        return event(
                "end", to, Map.of("id", "c" + commands, "step", "make", "memory", 1000L * commands, "cpu", to - from));
    }

    Events begin(String kind, String what, double from, String... inputs) {
        commands++;
        int slash = what.lastIndexOf('/');
        Map<String, Object> values = new HashMap<>();
        values.put("id", "c" + commands);
        values.put("step", "make");
        values.put("kind", kind);
        values.put("what", what.endsWith("configure") ? "configure" : what);
        values.put("directory", slash < 0 ? "." : what.substring(0, slash));
        values.put("inputs", List.of(inputs));
        return event("begin", from, values);
    }

    List<Event> list() {
        return List.copyOf(events);
    }

    BuildingTime time() {
        return BuildingTime.of(events);
    }

    List<RecordedCommand> commands() {
        return Commands.of(time());
    }
}
