package io.github.mesosbuild.process;

import java.util.List;
import java.util.Map;

/**
 * Additions to a command that only the supervised run needs, such as an inherited file. They are not shown to users.
 *
 * @param prefix words before the command's own: the path of a program that executes the rest
 * @param environment variables that override the command's
 */
public record LaunchOptions(List<String> prefix, Map<String, String> environment) {
    /** No additions. */
    public static final LaunchOptions PLAIN = new LaunchOptions(List.of(), Map.of());

    public LaunchOptions {
        prefix = List.copyOf(prefix);
        environment = Map.copyOf(environment);
    }
}
