package io.github.mesosbuild.cluster;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.config.Documents;
import io.github.mesosbuild.files.Json;
import io.github.mesosbuild.process.DaemonGroup;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds the variables that mark a cluster's processes to {@code --executor_environment_variables}. Executors inherit the mark from their
 * slave, unless that flag, a JSON object, replaces their environment (src/slave/flags.cpp at tag 0.24.0).
 */
record ExecutorMark(ClusterDirectory directory, String cookie) {
    private static final String VARIABLE = "MESOS_EXECUTOR_ENVIRONMENT_VARIABLES";
    private static final String FLAG = "--executor_environment_variables=";

    /** Returns the node with the mark in its flag. A value that is not a JSON object is left for the daemon to reject. */
    ClusterNode on(ClusterNode node) {
        List<String> argv = node.argv().stream().map(this::marked).toList();
        Map<String, String> environment = new TreeMap<>(node.environment());
        environment.computeIfPresent(
                VARIABLE, (name, value) -> marked(FLAG + value).substring(FLAG.length()));
        return new ClusterNode(
                node.name(), node.role(), node.address(), node.directory(), node.log(), argv, environment);
    }

    private String marked(String argument) {
        if (!argument.startsWith(FLAG)) {
            return argument;
        }
        try {
            ConfigNode given = Documents.json(argument.substring(FLAG.length()));
            if (!given.isMap()) {
                return argument;
            }
            Map<String, Object> variables = new TreeMap<>();
            given.map().forEach((name, variable) -> variables.put(name, variable.value()));
            variables.putAll(directory.marked(Map.of(DaemonGroup.VARIABLE, cookie)));
            return FLAG + Json.write(variables).strip();
        } catch (IOException notJson) {
            return argument;
        }
    }
}
