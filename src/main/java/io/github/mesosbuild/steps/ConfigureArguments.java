package io.github.mesosbuild.steps;

import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.release.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The arguments of {@code configure}. */
final class ConfigureArguments {
    private ConfigureArguments() {}

    /**
     * Returns the arguments of the recipe, of the quirks and of the user, then variables such as {@code CXXFLAGS}. A
     * variable holds the flags of the build type, then those of the quirks, then the user's, so that the user's take
     * precedence.
     */
    static List<String> of(
            Release release,
            Optional<Release.Java> java,
            Release.Type type,
            List<Quirk> quirks,
            BuildOptions options,
            Map<String, String> environment) {
        Map<String, List<String>> flags = new TreeMap<>();
        type.flags().forEach((variable, words) -> flags.put(variable, new ArrayList<>(words)));
        for (Quirk quirk : quirks) {
            quirk.flags()
                    .forEach((variable, words) -> flags.computeIfAbsent(variable, name -> new ArrayList<>())
                            .addAll(words));
        }
        flags.forEach((variable, words) -> {
            if (environment.containsKey(variable)) {
                words.add(environment.get(variable));
            }
        });
        List<String> arguments = new ArrayList<>(release.build().configureArguments());
        java.ifPresent(bindings -> arguments.addAll(bindings.configureArguments()));
        quirks.forEach(quirk -> arguments.addAll(quirk.configureArguments()));
        for (String argument : options.configureArguments()) {
            int equals = argument.indexOf('=');
            List<String> words = equals > 0 ? flags.get(argument.substring(0, equals)) : null;
            if (words == null) {
                arguments.add(argument);
            } else {
                words.add(argument.substring(equals + 1));
            }
        }
        flags.forEach((variable, words) -> arguments.add(variable + "=" + String.join(" ", words)));
        return arguments;
    }
}
