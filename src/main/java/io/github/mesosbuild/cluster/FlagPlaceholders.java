package io.github.mesosbuild.cluster;

import io.github.mesosbuild.files.Json;
import io.github.mesosbuild.release.Daemons;
import java.util.Map;
import java.util.TreeMap;

/**
 * The values that differ from node to node, for the placeholders in the flags of a recipe.
 *
 * @param workDirectory the directory of the daemon's state
 * @param environment the environment of the daemon
 */
record FlagPlaceholders(String workDirectory, Map<String, String> environment) {
    /** Returns a flag's value with these values in the place of their names. */
    String filled(String value) {
        String filled = value.replace(Daemons.WORK_DIRECTORY, workDirectory);
        return filled.contains(Daemons.ENVIRONMENT) ? filled.replace(Daemons.ENVIRONMENT, variables()) : filled;
    }

    /** Without the variables that daemons and executors read as their flags. */
    private String variables() {
        Map<String, String> inherited = new TreeMap<>(environment);
        inherited.keySet().removeIf(ClusterEnvironment::isFlag);
        return Json.write(inherited).strip();
    }
}
