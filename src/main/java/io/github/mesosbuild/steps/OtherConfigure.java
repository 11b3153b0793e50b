package io.github.mesosbuild.steps;

import io.github.mesosbuild.files.FileObserver;
import io.github.mesosbuild.host.SearchPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program in place of {@code configure}, such as CMake. It gets the variables of the arguments in its environment, and the other
 * arguments after its own.
 */
final class OtherConfigure {
    private static final Pattern VARIABLE = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=(.*)", Pattern.DOTALL);

    private final BuildPlan plan;

    OtherConfigure(BuildPlan plan) {
        this.plan = plan;
    }

    /** Returns whether the recipe has one. */
    boolean used() {
        return !plan.release().build().command().isEmpty();
    }

    /** Returns the command for these sources. */
    List<String> argv(Path sources) {
        List<String> argv = new ArrayList<>();
        for (String word : plan.release().build().command()) {
            argv.add(filled(word, sources));
        }
        plan.configureArguments().stream()
                .filter(argument -> !VARIABLE.matcher(argument).matches())
                .forEach(argv::add);
        return argv;
    }

    private String filled(String word, Path sources) {
        return word.replace("{srcdir}", sources.toString())
                .replace("{prefix}", plan.configured().toString());
    }

    /** Returns the variables that {@code configure} would get as arguments; none if the recipe has no such program. */
    Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>();
        for (String argument : used() ? plan.configureArguments() : List.<String>of()) {
            Matcher variable = VARIABLE.matcher(argument);
            if (variable.matches()) {
                variables.put(variable.group(1), variable.group(2));
            }
        }
        return variables;
    }

    /**
     * Refuses a program that does not exist.
     *
     * @param sources the directory of the sources
     * @throws BuildRefusedException if it is not there
     * @throws IOException if the PATH cannot be read
     */
    void require(String release, Path sources) throws BuildRefusedException, IOException {
        String program = filled(plan.release().build().command().get(0), sources);
        if (program.indexOf('/') >= 0) {
            Path file = sources.resolve(program);
            if (!Files.isRegularFile(file)) {
                throw BuildRefusedException.noOtherConfigure(release, file.toString());
            }
        } else if (new SearchPath(plan.environment(), sources, FileObserver.NONE)
                .find(program)
                .isEmpty()) {
            throw BuildRefusedException.noOtherConfigure(release, program);
        }
    }
}
