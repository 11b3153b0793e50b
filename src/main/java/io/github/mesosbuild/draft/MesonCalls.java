package io.github.mesosbuild.draft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the calls of functions and methods in the text of a {@code meson.build}, without running it (mesonbuild.com/Syntax.html). */
final class MesonCalls {
    private static final Pattern TOKEN = Pattern.compile(
            "#[^\\n]*|'''.*?'''|'(?:[^'\\\\\\n]|\\\\.)*'|[A-Za-z_]\\w*|[()\\[\\]{},:]|\\S", Pattern.DOTALL);
    private static final Set<String> BEGIN = Set.of("if", "foreach");
    private static final Set<String> END = Set.of("endif", "endforeach");
    private static final int LONGEST = 10_000;

    private MesonCalls() {}

    /**
     * A call.
     *
     * @param name the name of the function or method
     * @param texts the literal texts among the positional arguments, also those in lists
     * @param keywords the other arguments by name; each value is the tokens of its expression
     * @param conditional whether it is inside an {@code if} or a {@code foreach}
     */
    record Call(String name, List<String> texts, Map<String, List<String>> keywords, boolean conditional) {
        /** Returns an argument that is a literal text, or a list that begins with one. */
        Optional<String> keyword(String keyword) {
            return keywords.getOrDefault(keyword, List.of()).stream()
                    .filter(token -> !token.equals("["))
                    .findFirst()
                    .flatMap(MesonCalls::literal);
        }

        /** Returns whether an argument is the word {@code true} or {@code false}. */
        boolean is(String keyword, boolean value) {
            return keywords.getOrDefault(keyword, List.of()).equals(List.of(String.valueOf(value)));
        }
    }

    /** Returns the calls in their order. */
    static List<Call> in(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            if (!matcher.group().startsWith("#")) {
                tokens.add(matcher.group());
            }
        }
        List<Call> calls = new ArrayList<>();
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            depth += BEGIN.contains(token) ? 1 : END.contains(token) ? -1 : 0;
            if (i + 1 < tokens.size() && tokens.get(i + 1).equals("(") && token.matches("[A-Za-z_]\\w*")) {
                calls.add(call(token, tokens, i + 2, depth > 0));
            }
        }
        return calls;
    }

    private static Call call(String name, List<String> tokens, int start, boolean conditional) {
        List<String> texts = new ArrayList<>();
        Map<String, List<String>> keywords = new LinkedHashMap<>();
        List<String> argument = new ArrayList<>();
        int nesting = 0;
        for (int i = start; i < Math.min(tokens.size(), start + LONGEST) && nesting >= 0; i++) {
            String token = tokens.get(i);
            nesting += token.matches("[(\\[{]") ? 1 : token.matches("[)\\]}]") ? -1 : 0;
            if (nesting < 0 || nesting == 0 && token.equals(",")) {
                add(argument, texts, keywords);
                argument = new ArrayList<>();
            } else {
                argument.add(token);
            }
        }
        return new Call(name, texts, keywords, conditional);
    }

    private static void add(List<String> argument, List<String> texts, Map<String, List<String>> keywords) {
        if (argument.size() > 2 && argument.get(1).equals(":")) {
            keywords.put(argument.get(0), List.copyOf(argument.subList(2, argument.size())));
        } else if (argument.size() == 1
                || !argument.isEmpty() && argument.get(0).equals("[")) {
            argument.forEach(token -> literal(token).ifPresent(texts::add));
        }
    }

    private static Optional<String> literal(String token) {
        int quotes = token.startsWith("'''") ? 3 : 1;
        return token.startsWith("'") && token.length() >= 2 * quotes
                ? Optional.of(token.substring(quotes, token.length() - quotes))
                : Optional.empty();
    }
}
