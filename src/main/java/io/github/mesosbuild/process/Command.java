package io.github.mesosbuild.process;

import io.github.mesosbuild.text.ShellWords;
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
        StringBuilder line = new StringBuilder("cd ").append(ShellWords.quoted(directory));
        line.append(" && env -i");
        environment.forEach((variable, value) -> line.append(' ').append(ShellWords.shownAssignment(variable, value)));
        return line.append(' ').append(shellArgv()).append(" </dev/null").toString();
    }

    /** The program and its arguments, quoted for a POSIX shell. */
    String shellArgv() {
        return ShellWords.quoted(argv);
    }
}
