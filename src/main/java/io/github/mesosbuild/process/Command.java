package io.github.mesosbuild.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What to run, where, and for how long.
 *
 * @param name what people call it, such as {@code configure}
 * @param argv the program and its arguments, each passed on as it is; a program without a slash is looked for on the
 *     {@code PATH} of {@code environment}, one with a slash is relative to {@code directory}
 * @param directory the working directory
 * @param environment the complete environment: nothing is inherited, only {@link ProcessTree#VARIABLE} is added
 * @param log where standard output and standard error go, in the order written; appended to
 * @param timeout how long it may run; zero for ever
 * @param silentTimeout how long it may write nothing; zero for ever
 * @param launch what is added when it is started, and is not shown
 */
public record Command(
        String name,
        List<String> argv,
        Path directory,
        Map<String, String> environment,
        Path log,
        Duration timeout,
        Duration silentTimeout,
        LaunchOptions launch) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    /** User and password of a URL (RFC 3986, 3.2.1), as in {@code http_proxy}, and passwords of the JVM's properties. */
    private static final Pattern CREDENTIALS = Pattern.compile("://[^/?#\\s@]*:[^/?#\\s]*@|(?i:-D\\S*password=)");

    private static final Pattern URL_PASSWORD = Pattern.compile("(://[^/?#\\s@:]*:)[^/?#\\s@]*@");

    /** Variables that hold a secret by their name, as {@code AWS_SECRET_ACCESS_KEY} for a compiler cache. */
    private static final Pattern SECRET = Pattern.compile("(?i).*(passw|passphrase|secret|token|credential).*");

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern VARIABLE_NAME = Pattern.compile("[^=\0]+");

    /**
     * Copies the lists and makes the paths absolute.
     *
     * @throws IllegalArgumentException if there is no program, a NUL is in a value, the name of a variable is empty or
     *     holds {@code =}, or a time is negative
     */
    public Command {
        Objects.requireNonNull(name);
        argv = List.copyOf(argv);
        directory = directory.toAbsolutePath();
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
        log = log.toAbsolutePath();
        if (argv.isEmpty() || argv.get(0).isEmpty()) {
            throw new IllegalArgumentException("The command " + name + " names no program.");
        }
        for (String argument : argv) {
            requireNoNul(name, argument);
        }
        environment.forEach((variable, value) -> {
            if (!VARIABLE_NAME.matcher(variable).matches()) {
                throw new IllegalArgumentException("'" + variable + "' is not the name of an environment variable.");
            }
            requireNoNul(variable, value);
        });
        if (timeout.isNegative() || silentTimeout.isNegative()) {
            throw new IllegalArgumentException("The time-outs of " + name + " are negative.");
        }
    }

    /** A command to which nothing is added. */
    public Command(
            String name,
            List<String> argv,
            Path directory,
            Map<String, String> environment,
            Path log,
            Duration timeout,
            Duration silentTimeout) {
        this(name, argv, directory, environment, log, timeout, silentTimeout, LaunchOptions.PLAIN);
    }

    /** The same command, launched in another way. */
    public Command launchedBy(LaunchOptions other) {
        return new Command(name, argv, directory, environment, log, timeout, silentTimeout, other);
    }

    private static void requireNoNul(String of, String value) {
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A value of " + of + " holds a NUL character.");
        }
    }

    /** The same run by hand: one line to paste into a POSIX shell, which knows passwords by its own environment. */
    public String shellLine() {
        StringBuilder line = new StringBuilder("cd ").append(quoted(directory.toString()));
        line.append(" && env -i");
        environment.forEach((variable, value) -> line.append(' ').append(shown(variable, value)));
        return line.append(' ').append(shellArgv()).append(" </dev/null").toString();
    }

    /** The program and its arguments, quoted for a POSIX shell. */
    String shellArgv() {
        return String.join(" ", argv.stream().map(Command::quoted).toList());
    }

    /** Whether a text has what looks like a password in it, and is not to be shown. */
    public static boolean hasCredentials(String text) {
        return CREDENTIALS.matcher(text).find();
    }

    /** A text with asterisks in the place of the passwords of URLs in it. */
    public static String withoutPasswords(String text) {
        return URL_PASSWORD.matcher(text).replaceAll("$1***@");
    }

    /** A variable's assignment as a word of {@code env}, quoted for a POSIX shell. */
    public static String assignment(String variable, String value) {
        return PLAIN.matcher(variable).matches() ? variable + "=" + quoted(value) : quoted(variable + "=" + value);
    }

    /** {@link #assignment} for people to see: a value with a password is told by the name of the variable. */
    static String shown(String variable, String value) {
        return (hasCredentials(value) || SECRET.matcher(variable).matches())
                        && IDENTIFIER.matcher(variable).matches()
                ? variable + "=\"$" + variable + "\""
                : assignment(variable, value);
    }

    /** One word, quoted for a POSIX shell if it needs to be. */
    public static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
