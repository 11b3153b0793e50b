package io.github.mesosbuild.cluster.values;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JSON document as Mesos reads it (picojson at commit 4f93734, bundled with Mesos 0.24.0). Mesos reports the same position and the same
 * words. It would accept a name that occurs twice, and text after the document; both are refused here.
 */
final class JsonText {
    private static final int MAX_DEPTH = 100;
    private static final Pattern NUMBER = Pattern.compile("-?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern NUMBER_LIKE = Pattern.compile("[-+.eE0-9]*");
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{4}");
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";

    private final String text;
    private int at;

    private JsonText(String text) {
        this.text = text;
    }

    /**
     * Reads a document.
     *
     * @return maps, lists, strings, {@code Double}s and {@code Boolean}s; null for JSON's null
     * @throws UnreadableValueException if the text is not JSON
     */
    static Object parse(String text) throws UnreadableValueException {
        JsonText json = new JsonText(text);
        Object value = json.value(0);
        json.skipBlanks();
        if (json.at < text.length()) {
            throw new UnreadableValueException("Parsed JSON included non-whitespace trailing characters: "
                    + text.substring(json.at).strip());
        }
        return value;
    }

    private Object value(int depth) throws UnreadableValueException {
        if (depth > MAX_DEPTH) {
            throw new UnreadableValueException("nested more than " + MAX_DEPTH + " levels deep");
        }
        skipBlanks();
        int next = peek();
        if (next == '{') {
            return object(depth);
        }
        if (next == '[') {
            return array(depth);
        }
        if (next == '"') {
            at++;
            return string();
        }
        if (next == '-' || next >= '0' && next <= '9') {
            return number();
        }
        for (String word : new String[] {"null", "true", "false"}) {
            if (text.startsWith(word, at)) {
                at += word.length();
                return word.equals("null") ? null : Boolean.valueOf(word);
            }
        }
        throw syntaxError();
    }

    private Map<String, Object> object(int depth) throws UnreadableValueException {
        Map<String, Object> members = new LinkedHashMap<>();
        at++;
        if (accepts('}')) {
            return members;
        }
        do {
            require('"');
            String name = string();
            require(':');
            if (members.containsKey(name)) {
                throw new UnreadableValueException("the name '" + Invalid.shortened(name) + "' occurs twice");
            }
            members.put(name, value(depth + 1));
        } while (accepts(','));
        require('}');
        return members;
    }

    private List<Object> array(int depth) throws UnreadableValueException {
        List<Object> items = new ArrayList<>();
        at++;
        if (accepts(']')) {
            return items;
        }
        do {
            items.add(value(depth + 1));
        } while (accepts(','));
        require(']');
        return items;
    }

    private String string() throws UnreadableValueException {
        StringBuilder read = new StringBuilder();
        while (true) {
            int next = peek();
            if (next < ' ') {
                throw syntaxError();
            }
            at++;
            if (next == '"') {
                return read.toString();
            }
            read.append(next == '\\' ? escaped() : (char) next);
        }
    }

    private char escaped() throws UnreadableValueException {
        int next = peek();
        at++;
        if (next == 'u' && at + 4 <= text.length()) {
            String digits = text.substring(at, at + 4);
            if (HEX.matcher(digits).matches()) {
                at += 4;
                return (char) Integer.parseInt(digits, 16);
            }
        }
        int index = next < 0 ? -1 : ESCAPES.indexOf(next);
        if (index < 0) {
            throw syntaxError();
        }
        return ESCAPED.charAt(index);
    }

    private Double number() throws UnreadableValueException {
        Matcher number = NUMBER_LIKE.matcher(text).region(at, text.length());
        number.lookingAt();
        at = number.end();
        if (!NUMBER.matcher(number.group()).matches()) {
            throw syntaxError();
        }
        return Double.valueOf(number.group());
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private int peek() {
        return at < text.length() ? text.charAt(at) : -1;
    }

    private boolean accepts(char wanted) {
        skipBlanks();
        boolean there = peek() == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private void require(char wanted) throws UnreadableValueException {
        if (!accepts(wanted)) {
            throw syntaxError();
        }
    }

    private UnreadableValueException syntaxError() {
        int place = Math.min(at, text.length());
        long line = text.substring(0, place).chars().filter(c -> c == '\n').count() + 1;
        String rest = text.substring(place).lines().findFirst().orElse("");
        return new UnreadableValueException("syntax error at line " + line + " near: " + rest);
    }
}
