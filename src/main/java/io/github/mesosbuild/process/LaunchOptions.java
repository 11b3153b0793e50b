package io.github.mesosbuild.process;

import java.util.List;
import java.util.Map;

/**
 * What a command needs of the run that starts it, such as an open file: nothing that a person who runs it by hand would have.
 *
 * @param prefix put before the program and its arguments: a program, by its path, that executes what follows
 * @param environment set over that of the command
 */
public record LaunchOptions(List<String> prefix, Map<String, String> environment) {
    /** Adds nothing. */
    public static final LaunchOptions PLAIN = new LaunchOptions(List.of(), Map.of());

    public LaunchOptions {
        prefix = List.copyOf(prefix);
        environment = Map.copyOf(environment);
    }
}
