package io.github.mesosbuild.cluster;

import io.github.mesosbuild.files.Json;
import io.github.mesosbuild.release.Daemons;
import io.github.mesosbuild.text.Redactor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The values that differ from node to node, for the placeholders in the flags of a recipe.
 *
 * @param workDirectory the directory of the daemon's state
 * @param environment the environment of the daemon
 */
record FlagPlaceholders(String workDirectory, Map<String, String> environment) {
    /** Returns flags as people read them for several nodes, whose values differ. */
    static Map<String, String> shown(Map<String, String> flags) {
        Map<String, String> shown = new LinkedHashMap<>();
        flags.forEach((flag, value) -> shown.put(
                flag, value.replace(Daemons.WORK_DIRECTORY, "WORK_DIR").replace(Daemons.ENVIRONMENT, "ENVIRONMENT")));
        return shown;
    }

    /** Returns a flag's value with these values in place of their names. */
    String filled(String value) {
        String filled = value.replace(Daemons.WORK_DIRECTORY, workDirectory);
        return filled.contains(Daemons.ENVIRONMENT) ? filled.replace(Daemons.ENVIRONMENT, variables()) : filled;
    }

    /**
     * Without the variables that daemons and executors read as their flags, except for those of TLS, and without secrets: agents log their flags, and serve them at
     * {@code /flags} (src/slave/slave.cpp and src/slave/http.cpp at tag 1.11.0).
     */
    private String variables() {
        Map<String, String> inherited = new TreeMap<>(environment);
        inherited
                .entrySet()
                .removeIf(variable -> !Tls.isSetting(variable.getKey())
                        && (ClusterEnvironment.isFlag(variable.getKey())
                                || Redactor.isSecret(variable.getKey(), variable.getValue())));
        return Json.write(inherited).strip();
    }
}
