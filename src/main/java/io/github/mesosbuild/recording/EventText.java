package io.github.mesosbuild.recording;

import io.github.mesosbuild.files.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One JSON object (RFC 8259) in one line. Its values are strings, numbers, booleans and lists of strings; a member that is
 * null is left out. A recording can have hundreds of thousands of lines, which {@code config.Documents} would read for minutes.
 */
final class EventText {
    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?([eE][+-]?\\d{1,3})?");
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";

    private final String text;
    private int at;

    private EventText(String text) {
        this.text = text;
    }

    private static final class DamagedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    static String write(Map<String, Object> members) {
        StringBuilder out = new StringBuilder("{");
        members.forEach((name, value) -> {
            out.append(out.length() > 1 ? "," : "");
            Json.string(name, out);
            out.append(':');
            if (value instanceof List<?> items) {
                out.append('[');
                for (int i = 0; i < items.size(); i++) {
                    out.append(i > 0 ? "," : "");
                    Json.string(items.get(i).toString(), out);
                }
                out.append(']');
            } else if (value instanceof Number || value instanceof Boolean) {
                out.append(value);
            } else {
                Json.string(value.toString(), out);
            }
        });
        return out.append('}').toString();
    }

    /** Returns the members; empty if the line is no such object, such as the last line of a killed process. */
    static Optional<Map<String, Object>> read(String line) {
        try {
            EventText reader = new EventText(line);
            Map<String, Object> members = reader.object();
            return reader.at == line.length() ? Optional.of(members) : Optional.empty();
        } catch (DamagedException e) {
            return Optional.empty();
        }
    }

    private Map<String, Object> object() {
        Map<String, Object> members = new LinkedHashMap<>();
        require('{');
        if (accepts('}')) {
            return members;
        }
        do {
            String name = string();
            require(':');
            Object value = value();
            if (value != null) {
                members.put(name, value);
            }
        } while (accepts(','));
        require('}');
        return members;
    }

    private Object value() {
        char next = peek();
        if (next == '"') {
            return string();
        }
        if (next == '[') {
            return list();
        }
        for (String word : List.of("true", "false", "null")) {
            if (text.startsWith(word, at)) {
                at += word.length();
                return word.equals("null") ? null : Boolean.valueOf(word);
            }
        }
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw new DamagedException();
        }
        at = number.end();
        return INTEGER.matcher(number.group()).matches()
                ? (Object) Long.valueOf(number.group())
                : (Object) Double.valueOf(number.group());
    }

    private List<String> list() {
        List<String> items = new ArrayList<>();
        require('[');
        if (accepts(']')) {
            return items;
        }
        do {
            items.add(string());
        } while (accepts(','));
        require(']');
        return items;
    }

    private String string() {
        require('"');
        StringBuilder read = new StringBuilder();
        while (!accepts('"')) {
            char next = peek();
            if (next < ' ') {
                throw new DamagedException();
            }
            at++;
            read.append(next == '\\' ? escaped() : next);
        }
        return read.toString();
    }

    private char escaped() {
        char next = peek();
        at++;
        if (next == 'u' && at + 4 <= text.length() && text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
            at += 4;
            return (char) Integer.parseInt(text.substring(at - 4, at), 16);
        }
        int index = ESCAPES.indexOf(next);
        if (index < 0) {
            throw new DamagedException();
        }
        return ESCAPED.charAt(index);
    }

    private char peek() {
        if (at >= text.length()) {
            throw new DamagedException();
        }
        return text.charAt(at);
    }

    private boolean accepts(char wanted) {
        boolean there = at < text.length() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private void require(char wanted) {
        if (!accepts(wanted)) {
            throw new DamagedException();
        }
    }
}
