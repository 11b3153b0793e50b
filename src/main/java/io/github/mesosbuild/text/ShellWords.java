package io.github.mesosbuild.text;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Words of a POSIX shell (POSIX.1-2017, Shell Command Language, 2.2 Quoting). */
public final class ShellWords {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private ShellWords() {}

    /** Returns one word, quoted only if it needs to be. */
    public static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : inQuotes(word);
    }

    /** Returns a path as one word, quoted only if it needs to be. */
    public static String quoted(Path path) {
        return quoted(path.toString());
    }

    /** Returns the words of a command line, each quoted only if it needs to be. */
    public static String quoted(List<String> words) {
        return String.join(" ", words.stream().map(ShellWords::quoted).toList());
    }

    /** Returns one word, always between single quotes. */
    public static String inQuotes(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** Returns a variable's assignment as one word for {@code env}. */
    public static String assignment(String variable, String value) {
        return PLAIN.matcher(variable).matches() ? variable + "=" + quoted(value) : quoted(variable + "=" + value);
    }

    /**
     * Returns the words of a command line without secrets. The value of a secret assignment is a reference to a variable of that name;
     * asterisks take the place of other secrets.
     */
    public static String shown(List<String> words) {
        List<String> redacted = Redactor.words(words);
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < redacted.size(); i++) {
            String word = redacted.get(i);
            int equals = word.indexOf('=');
            boolean reference = !word.equals(words.get(i))
                    && equals > 0
                    && IDENTIFIER.matcher(word.substring(0, equals)).matches();
            line.append(i == 0 ? "" : " ").append(reference ? reference(word.substring(0, equals)) : quoted(word));
        }
        return line.toString();
    }

    private static String reference(String variable) {
        return variable + "=\"$" + variable + "\"";
    }

    /** Returns {@link #assignment}, but with a secret value replaced by a reference to the variable. */
    public static String shownAssignment(String variable, String value) {
        return Redactor.isSecret(variable, value)
                        && IDENTIFIER.matcher(variable).matches()
                ? reference(variable)
                : Redactor.text(assignment(variable, value));
    }
}
