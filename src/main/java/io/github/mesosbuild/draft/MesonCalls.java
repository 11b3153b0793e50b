package io.github.mesosbuild.draft;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Finds the calls of some functions and methods in the texts of {@code meson.build}, without running them (mesonbuild.com/Syntax.html).
 * The time is proportional to the length of a text, and what is kept of all texts is limited, because anybody can have written them.
 */
final class MesonCalls {
    private static final Set<String> BEGIN = Set.of("if", "foreach");
    private static final Set<String> END = Set.of("endif", "endforeach");
    private static final int DEEPEST = 200;
    private static final int LONGEST_TOKEN = 200;
    private static final int MOST_TOKENS = 200_000;
    private static final String QUOTE = "'";
    private static final String TRIPLE = "'''";

    private final Set<String> names;
    private int kept;

    /** @param names the functions and methods to find */
    MesonCalls(Set<String> names) {
        this.names = Set.copyOf(names);
    }

    /**
     * A call.
     *
     * @param name the name of the function or method
     * @param texts the literal texts among the positional arguments, also those in lists
     * @param keywords the other arguments by name; each value is the tokens of its expression, without those in the brackets of calls
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

    /** The arguments of a call that is read, until its bracket closes. Those of other calls are skipped. */
    private final class Arguments {
        private final String name;
        private final boolean conditional;
        private final List<String> texts = new ArrayList<>();
        private final Map<String, List<String>> keywords = new LinkedHashMap<>();
        private List<String> tokens = new ArrayList<>();
        private boolean complete;

        Arguments(String name, boolean conditional) {
            this.name = name;
            this.conditional = conditional;
        }

        boolean isRead() {
            return names.contains(name);
        }

        void add(String token) {
            if (isRead()) {
                tokens.add(token);
                kept++;
            }
        }

        void next() {
            if (tokens.size() > 2 && tokens.get(1).equals(":")) {
                keywords.put(tokens.get(0), List.copyOf(tokens.subList(2, tokens.size())));
            } else if (tokens.size() == 1 || !tokens.isEmpty() && tokens.get(0).equals("[")) {
                tokens.forEach(token -> literal(token).ifPresent(texts::add));
            }
            tokens = new ArrayList<>();
        }

        Call call() {
            return new Call(name, List.copyOf(texts), keywords, conditional);
        }
    }

    /**
     * An open bracket.
     *
     * @param ofCall whether it is that of a call, not one inside an argument
     */
    private record Bracket(Arguments inside, boolean ofCall) {}

    /** The state between two tokens. */
    private final class State {
        private final List<Arguments> found = new ArrayList<>();
        private final Deque<Bracket> open = new ArrayDeque<>();
        private String last = "";
        private int blocks;

        State() {
            open.push(new Bracket(new Arguments("", false), false));
        }

        boolean isFull() {
            return open.size() > DEEPEST || kept > MOST_TOKENS;
        }

        void accept(String token) {
            char first = token.charAt(0);
            if (BEGIN.contains(token)) {
                blocks++;
            } else if (END.contains(token)) {
                blocks = Math.max(0, blocks - 1);
            } else if ((first == ')' || first == ']' || first == '}') && open.size() > 1) {
                Bracket closed = open.pop();
                if (closed.ofCall()) {
                    closed.inside().next();
                    closed.inside().complete = true;
                }
            }
            Bracket around = open.peek();
            if (first == ',' && around.ofCall()) {
                around.inside().next();
            } else {
                around.inside().add(token);
            }
            if (first == '(' && !last.isEmpty() && isWord(last.charAt(0))) {
                Arguments call = new Arguments(last, blocks > 0);
                open.push(new Bracket(call, true));
                if (call.isRead()) {
                    found.add(call);
                    kept++;
                }
            } else if (first == '(' || first == '[' || first == '{') {
                open.push(new Bracket(around.inside(), false));
            }
            last = token;
        }
    }

    /**
     * Returns the complete calls in a text, in the order of their beginnings. The text ends early where brackets are nested too deeply, or
     * where the calls of all texts have too many arguments.
     */
    List<Call> in(String text) {
        State state = new State();
        int i = 0;
        while (i < text.length() && !state.isFull()) {
            char c = text.charAt(i);
            int end = i + 1;
            if (c == '#') {
                end = skip(text, end, other -> other != '\n');
            } else if (text.startsWith(TRIPLE, i)) {
                int close = text.indexOf(TRIPLE, i + TRIPLE.length());
                end = close < 0 ? text.length() : close + TRIPLE.length();
                state.accept(QUOTE + cut(text, i + TRIPLE.length(), Math.max(close, i + TRIPLE.length())));
            } else if (c == QUOTE.charAt(0)) {
                int close = quoteEnd(text, end);
                end = Math.min(close + 1, text.length());
                state.accept(QUOTE + cut(text, i + 1, close));
            } else if (isWord(c)) {
                end = skip(text, end, MesonCalls::isWord);
                state.accept(cut(text, i, end));
            } else if (!Character.isWhitespace(c)) {
                state.accept(String.valueOf(c));
            }
            i = end;
        }
        return state.found.stream()
                .filter(arguments -> arguments.complete)
                .map(Arguments::call)
                .toList();
    }

    private static int skip(String text, int start, IntPredicate wanted) {
        int end = start;
        while (end < text.length() && wanted.test(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Returns where a text in single quotes ends: before the other quote, or at the end of the line. */
    private static int quoteEnd(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) != '\'' && text.charAt(end) != '\n') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(end, text.length());
    }

    private static boolean isWord(int c) {
        return c == '_' || c < 128 && Character.isLetterOrDigit(c);
    }

    private static String cut(String text, int start, int end) {
        return text.substring(start, Math.min(end, start + LONGEST_TOKEN));
    }

    private static Optional<String> literal(String token) {
        return token.startsWith(QUOTE) ? Optional.of(token.substring(1)) : Optional.empty();
    }
}
