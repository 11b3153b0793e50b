package io.github.mesosbuild.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The calls of macros in a {@code configure.ac}, found in its text. M4 is not run, so macros that others define are not expanded
 * (Autoconf manual, 8.1, "M4 Quotation").
 */
final class MacroCalls {
    private static final Pattern COMMENT = Pattern.compile("(?md)^[ \\t]*#.*$|\\bdnl\\b.*$");
    private static final Pattern OPENING =
            Pattern.compile("(?:^|;|&&|\\|\\||\\bthen|\\belse)\\s*(?:if|case|for|while|until)\\b");
    private static final Pattern CLOSING = Pattern.compile("(?:^|;|\\))\\s*(?:fi|esac|done)\\b");
    private static final List<String> PREFIXES = List.of("AC_", "AM_", "AS_", "AX_", "LT_", "PKG_", "gl_", "m4_");
    private static final int DEEPEST = 20;
    private static final int LONGEST = 1 << 20;

    private final String text;
    private final int depth;
    private final boolean conditional;
    private final List<Call> calls;
    private int nesting;
    private int line;
    private int at;

    /**
     * A call.
     *
     * @param name the macro's name
     * @param arguments its arguments without their outer quotes
     * @param conditional whether the call is inside another call or a statement of the shell
     */
    record Call(String name, List<String> arguments, boolean conditional) {
        /** Returns an argument; empty if there are fewer. */
        String argument(int index) {
            return index < arguments.size() ? arguments.get(index) : "";
        }

        /** Returns whether an argument ends configure with an error. */
        boolean failsIn(int index) {
            String action = argument(index);
            return action.contains("AC_MSG_ERROR") || action.contains("AC_MSG_FAILURE") || action.contains("exit 1");
        }
    }

    private MacroCalls(String text, int depth, boolean conditional, List<Call> calls) {
        this.text = text;
        this.depth = depth;
        this.conditional = conditional;
        this.calls = calls;
    }

    /** Returns the calls in the order of the text. */
    static List<Call> in(String text) {
        List<Call> calls = new ArrayList<>();
        String code = text.substring(0, Math.min(text.length(), LONGEST));
        new MacroCalls(COMMENT.matcher(code).replaceAll(""), 0, false, calls).scan();
        return calls;
    }

    private void scan() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                nest();
                line = ++at;
            } else if (isStart(c) && (at == 0 || !isPart(text.charAt(at - 1)))) {
                word();
            } else {
                at++;
            }
        }
    }

    /** Counts the statements of the shell that begin and end between the last call, or the start of the line, and this place. */
    private void nest() {
        String code = text.substring(line, at);
        nesting += (int) OPENING.matcher(code).results().count()
                - (int) CLOSING.matcher(code).results().count();
    }

    private void word() {
        int start = at;
        while (at < text.length() && isPart(text.charAt(at))) {
            at++;
        }
        String name = text.substring(start, at);
        if (PREFIXES.stream().noneMatch(name::startsWith)) {
            return;
        }
        nest();
        List<String> arguments = at < text.length() && text.charAt(at) == '(' ? arguments() : List.of();
        line = at;
        calls.add(new Call(name, arguments, conditional || nesting > 0));
        if (depth < DEEPEST) {
            arguments.forEach(argument -> new MacroCalls(argument, depth + 1, true, calls).scan());
        }
    }

    /** Reads up to the parenthesis that closes the call, or the end of the text if there is none. */
    private List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        int quotes = 0;
        int parentheses = 0;
        int start = ++at;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '[') {
                quotes++;
            } else if (c == ']') {
                quotes = Math.max(0, quotes - 1);
            } else if (quotes == 0 && c == '(') {
                parentheses++;
            } else if (quotes == 0 && (c == ')' || c == ',') && parentheses == 0) {
                arguments.add(unquoted(text.substring(start, at)));
                start = at + 1;
                if (c == ')') {
                    at++;
                    return arguments;
                }
            } else if (quotes == 0 && c == ')') {
                parentheses--;
            }
        }
        arguments.add(unquoted(text.substring(start)));
        return arguments;
    }

    private static String unquoted(String argument) {
        String plain = argument.strip();
        return plain.startsWith("[") && plain.endsWith("]") && plain.length() > 1
                ? plain.substring(1, plain.length() - 1)
                : plain;
    }

    private static boolean isStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean isPart(char c) {
        return isStart(c) || c >= '0' && c <= '9';
    }
}
