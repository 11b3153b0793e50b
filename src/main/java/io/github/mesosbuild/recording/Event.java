package io.github.mesosbuild.recording;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One event of a recording.
 *
 * @param kind the kind, such as {@code step} or {@code load}
 * @param at the time in milliseconds since 1970
 * @param values further values by name: strings, numbers, booleans and lists of strings
 */
public record Event(String kind, long at, Map<String, Object> values) {
    static final String KIND = "event";
    static final String AT = "at";
    private static final String STEP = "step";

    public Event {
        values = Map.copyOf(values);
    }

    /** Returns the text with a name; empty if there is none. */
    public Optional<String> text(String name) {
        return values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** Returns the number with a name; empty if there is none. */
    public OptionalDouble number(String name) {
        return values.get(name) instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    /** Returns the integer with a name; empty if there is no number. */
    public Optional<Long> integer(String name) {
        return values.get(name) instanceof Number number ? Optional.of(number.longValue()) : Optional.empty();
    }

    /** Returns whether a value is true. */
    public boolean flag(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    /** Returns the texts with a name; empty if there are none. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        if (values.get(name) instanceof List<?> items) {
            items.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .forEach(texts::add);
        }
        return texts;
    }

    /** Returns the step that the event belongs to; empty if it belongs to none. */
    public String step() {
        return text(STEP).orElse("");
    }

    /** Returns the event as one line of JSON, without a line feed. */
    String line() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(KIND, kind);
        all.put(AT, at);
        values.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(e -> all.put(e.getKey(), e.getValue()));
        return EventText.write(all);
    }

    /** Reads a line; empty if it is damaged. */
    static Optional<Event> parse(String line) {
        return EventText.read(line).flatMap(all -> {
            if (all.remove(KIND) instanceof String kind && all.remove(AT) instanceof Long at) {
                return Optional.of(new Event(kind, at, all));
            }
            return Optional.empty();
        });
    }
}
