package io.github.mesosbuild.process;

import io.github.mesosbuild.text.Redactor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Arguments and environment of a process, with secret assignments in the environment. Every user of the machine can read the arguments
 * of a process, but only its own user the environment (proc_pid_cmdline(5), proc_pid_environ(5)).
 *
 * <p>A variable in {@code MAKEFLAGS} has the same meaning as on make's command line (GNU make manual, 5.7.3). A configure script
 * exports the variables that it is given (Autoconf manual, 16.3).
 *
 * @param argv the program and its arguments
 * @param environment the complete environment
 */
record HiddenArguments(List<String> argv, Map<String, String> environment) {
    private static final String FLAGS = "MAKEFLAGS";
    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=(.*)", Pattern.DOTALL);

    /** Moves the secrets of make and of configure; other programs have no equivalent place for theirs. */
    static HiddenArguments of(List<String> argv, Map<String, String> environment) {
        String program = String.valueOf(Path.of(argv.get(0)).getFileName());
        boolean make = program.equals("make") || program.equals("gmake");
        if (!make && !program.equals("configure")) {
            return new HiddenArguments(argv, environment);
        }
        List<String> shown = new ArrayList<>(List.of(argv.get(0)));
        Map<String, String> variables = new TreeMap<>(environment);
        for (String argument : argv.subList(1, argv.size())) {
            Matcher assignment = ASSIGNMENT.matcher(argument);
            if (!assignment.matches() || !Redactor.isSecret(assignment.group(1), assignment.group(2))) {
                shown.add(argument);
            } else if (make) {
                variables.merge(FLAGS, "", (flags, none) -> flags);
                variables.compute(FLAGS, (name, flags) -> withVariable(flags, argument));
            } else {
                variables.put(assignment.group(1), assignment.group(2));
            }
        }
        return new HiddenArguments(shown, variables);
    }

    private static String withVariable(String flags, String assignment) {
        boolean variables = Arrays.asList(flags.split("\\s+")).contains("--");
        String escaped = assignment.replaceAll("[\\\\\\s]", "\\\\$0").replace("$", "$$");
        return flags + (variables ? " " : " -- ") + escaped;
    }
}
