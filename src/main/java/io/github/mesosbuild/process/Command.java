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
 * A command to run, with its directory, environment and time limits.
 *
 * @param name the name for messages, such as {@code configure}
 * @param argv the program and its arguments, unquoted; a program without a slash is searched on the {@code PATH} of {@code
 *     environment}, a relative path is relative to {@code directory}
 * @param directory the working directory
 * @param environment the complete environment; nothing is inherited, and only {@link ProcessTree#VARIABLE} is added
 * @param log the file to which standard output and standard error are appended
 * @param timeout the time after which the command is terminated; zero for no limit
 * @param silentTimeout the time without output after which the command is terminated; zero for no limit
 * @param launch additions for the start that are not shown to users
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
     * Copies the collections and makes the paths absolute.
     *
     * @throws IllegalArgumentException if there is no program, a value contains a NUL, a variable's name is empty or contains {@code
     *     =}, or a time is negative
     */
    public Command {
        Objects.requireNonNull(name);
        argv = List.copyOf(argv);
        directory = directory.toAbsolutePath();
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
        log = log.toAbsolutePath();
        if (argv.isEmpty() || argv.get(0).isEmpty()) {
            throw new IllegalArgumentException("The command " + name + " has no program.");
        }
        for (String argument : argv) {
            requireNoNul(name, argument);
        }
        environment.forEach((variable, value) -> {
            if (!VARIABLE_NAME.matcher(variable).matches()) {
                throw new IllegalArgumentException("'" + variable + "' is not a valid environment variable name.");
            }
            requireNoNul(variable, value);
        });
        if (timeout.isNegative() || silentTimeout.isNegative()) {
            throw new IllegalArgumentException("The timeouts of " + name + " must not be negative.");
        }
    }

    /** Creates a command without additions for its start. */
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

    /** Returns the same command with other additions for its start. */
    public Command launchedBy(LaunchOptions other) {
        return new Command(name, argv, directory, environment, log, timeout, silentTimeout, other);
    }

    private static void requireNoNul(String owner, String value) {
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A value of " + owner + " contains a NUL character.");
        }
    }

    /** Returns a line that runs the same command in a POSIX shell. Secrets are taken from that shell's own environment. */
    public String shellLine() {
        StringBuilder line = new StringBuilder("cd ").append(ShellWords.quoted(directory));
        line.append(" && env -i");
        environment.forEach((variable, value) -> line.append(' ').append(ShellWords.shownAssignment(variable, value)));
        return line.append(' ').append(shellArgv()).append(" </dev/null").toString();
    }

    /** Returns the program and its arguments, quoted for a POSIX shell, with references in place of secrets. */
    String shellArgv() {
        return ShellWords.shown(argv);
    }
}
