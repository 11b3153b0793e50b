package io.github.mesosbuild.cluster;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.config.Documents;
import io.github.mesosbuild.files.Json;
import io.github.mesosbuild.process.Command;
import io.github.mesosbuild.process.DaemonGroup;
import io.github.mesosbuild.process.LaunchOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes the command of a node, with the variables that mark a cluster's processes in {@code --executor_environment_variables}. Executors
 * inherit the mark from their slave, unless that flag, a JSON object, replaces their environment (src/slave/flags.cpp at tag 0.24.0).
 *
 * <p>The flag is then set by its environment variable: the cookie is a secret, and everybody can read the arguments of a process.
 */
record ExecutorMark(ClusterDirectory directory, String cookie) {
    private static final String NAME = "executor_environment_variables";
    private static final String FLAG = "--" + NAME + "=";
    private static final String VARIABLE = NodePlanner.variable(NAME);

    /** Returns the command that starts a node. A value that is not a JSON object is left for the daemon to reject. */
    Command command(ClusterNode node) {
        Optional<String> marked = node.flag(NAME)
                .or(() -> Optional.ofNullable(node.environment().get(VARIABLE)))
                .flatMap(this::marked);
        List<String> argv = node.argv().stream()
                .filter(argument -> marked.isEmpty() || !argument.startsWith(FLAG))
                .toList();
        Command command = new Command(
                node.name(), argv, node.directory(), node.environment(), node.log(), Duration.ZERO, Duration.ZERO);
        return marked.map(value -> command.launchedBy(new LaunchOptions(List.of(), Map.of(VARIABLE, value))))
                .orElse(command);
    }

    private Optional<String> marked(String value) {
        try {
            ConfigNode given = Documents.json(value);
            if (!given.isMap()) {
                return Optional.empty();
            }
            Map<String, Object> variables = new TreeMap<>();
            given.map().forEach((name, variable) -> variables.put(name, variable.value()));
            variables.putAll(directory.marked(Map.of(DaemonGroup.VARIABLE, cookie)));
            return Optional.of(Json.write(variables).strip());
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }
}
