package io.github.mesosbuild.testing;

import io.github.mesosbuild.process.CapturedOutput;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.Supervisor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The variables that a Makefile gives its tests in {@code AM_TESTS_ENVIRONMENT} and {@code TESTS_ENVIRONMENT} (GNU
 * Automake manual, 15.2.1). They are shell code, so make itself evaluates them.
 */
final class MakeEnvironment {
    private static final Duration SHORT = Duration.ofSeconds(30);
    private static final String TARGET = "mesos-maven-plugin-environment";
    private static final String RULE = TARGET + ":\n\t@srcdir='$(srcdir)'; export srcdir;"
            + " $(AM_TESTS_ENVIRONMENT) $(TESTS_ENVIRONMENT) env -0\n";
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");

    /** The code point that a decoder puts in place of bytes that are not UTF-8. */
    private static final int UNDECODABLE = 0xFFFD;

    /** Variables of make and the shell themselves, and the one that {@link TestSurroundings} sets. */
    private static final Set<String> OTHER = Set.of(
            "MAKEFLAGS",
            "MFLAGS",
            "MAKELEVEL",
            "MAKEOVERRIDES",
            "MAKE_TERMOUT",
            "MAKE_TERMERR",
            "PWD",
            "OLDPWD",
            "SHLVL",
            "SHELL",
            "_",
            "srcdir");

    private final Supervisor supervisor;
    private final Path scratch;
    private final Map<String, String> environment;

    /** @param environment the environment that make runs in */
    MakeEnvironment(Supervisor supervisor, Path scratch, Map<String, String> environment) {
        this.supervisor = supervisor;
        this.scratch = scratch;
        this.environment = environment;
    }

    /**
     * Returns the variables of a Makefile that differ from the environment; none if the Makefile has none, or if the
     * code starts the tests by another program, so that it cannot be evaluated alone.
     */
    Map<String, String> of(Path directory) throws ProcessException, IOException, InterruptedException {
        Path makefile = directory.resolve("Makefile");
        if (!Files.isRegularFile(makefile)
                || !new String(Files.readAllBytes(makefile), StandardCharsets.UTF_8).contains("TESTS_ENVIRONMENT =")) {
            return Map.of();
        }
        Path rule = Files.writeString(
                Files.createDirectories(scratch).resolve("environment.mk"), RULE, StandardCharsets.US_ASCII);
        CapturedOutput printed = supervisor.capture(
                List.of("make", "-s", "-f", "Makefile", "-f", rule.toString(), TARGET), directory, environment, SHORT);
        Map<String, String> variables = new HashMap<>();
        if (!printed.succeeded() || printed.truncated()) {
            return variables;
        }
        for (String entry : printed.output().split("\0")) {
            int equals = entry.indexOf('=');
            String name = equals < 0 ? "" : entry.substring(0, equals);
            String value = entry.substring(equals + 1);
            if (NAME.matcher(name).matches()
                    && !OTHER.contains(name)
                    && !name.startsWith("MESOS_MAVEN_PLUGIN")
                    && !value.equals(environment.get(name))
                    && value.indexOf(UNDECODABLE) < 0) {
                variables.put(name, value);
            }
        }
        return variables;
    }
}
