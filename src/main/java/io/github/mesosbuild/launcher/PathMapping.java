package io.github.mesosbuild.launcher;

import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.files.PathEntries;
import io.github.mesosbuild.host.CommandRunner;
import io.github.mesosbuild.text.ShellWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Keeps the directory of a build out of what its compilers write.
 *
 * <p>The PATH starts with a directory of scripts that have the compilers' names. Each calls its compiler, or the launcher before it, with
 * {@code -ffile-prefix-map} (GCC manual, 3.13 "Options Controlling the Preprocessor"; GCC 8, clang 10). The option is not in a variable such
 * as {@code CFLAGS}, because some releases compile their flags in, and with them the directory.
 */
public final class PathMapping {
    /** The options that map paths, the one that maps more first. Older compilers have only the second one. */
    private static final List<String> OPTIONS = List.of("-ffile-prefix-map=", "-fdebug-prefix-map=");

    /** ccache would make paths relative before they are mapped, so that its objects would differ from those of the compiler (ccache(1)). */
    private static final String CCACHE_BASEDIR = "CCACHE_BASEDIR";

    private static final String DEFAULT_PATH = "/usr/bin:/bin";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final CommandRunner runner;

    /** Creates a mapping whose compilers are asked for their options. */
    public PathMapping(CommandRunner runner) {
        this.runner = runner;
    }

    /**
     * The way to call compilers.
     *
     * @param environment the environment of the build's steps
     * @param configureArguments the arguments of {@code configure}
     */
    public record Calling(Map<String, String> environment, List<String> configureArguments) {
        public Calling {
            environment = Map.copyOf(environment);
            configureArguments = List.copyOf(configureArguments);
        }
    }

    /**
     * Writes the scripts.
     *
     * @param calling how compilers are called without them
     * @param workspace the directory of the build, which becomes {@code .} in what compilers write
     * @param scripts the directory of the scripts, for this build alone, in the workspace
     * @return how compilers are called with them
     * @throws IOException if a script cannot be written
     */
    public Calling before(Calling calling, Path workspace, Path scripts) throws IOException, InterruptedException {
        Files.createDirectories(scripts);
        String path = calling.environment().getOrDefault("PATH", DEFAULT_PATH);
        Map<String, List<String>> compilers = new TreeMap<>();
        for (String name : Launchers.COMPILERS) {
            onPath(name, path).ifPresent(file -> compilers.put(name, List.of(file)));
        }
        Map<String, String> environment = new TreeMap<>(calling.environment());
        for (String variable : Launchers.VARIABLES) {
            environment.computeIfPresent(variable, (name, value) -> called(value, path, compilers));
        }
        List<String> arguments = new ArrayList<>();
        for (String argument : calling.configureArguments()) {
            String name = argument.substring(0, Math.max(0, argument.indexOf('=')));
            arguments.add(
                    Launchers.VARIABLES.contains(name)
                            ? name + "=" + called(argument.substring(name.length() + 1), path, compilers)
                            : argument);
        }
        Map<List<String>, List<String>> known = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> compiler : compilers.entrySet()) {
            if (!known.containsKey(compiler.getValue())) {
                known.put(compiler.getValue(), options(compiler.getValue(), calling.environment(), workspace));
            }
            script(scripts, compiler.getKey(), compiler.getValue(), known.get(compiler.getValue()));
        }
        environment.put("PATH", scripts + ":" + path);
        environment.put(CCACHE_BASEDIR, "");
        return new Calling(environment, arguments);
    }

    /**
     * Returns the words of a variable with the name of a script in place of its compiler.
     *
     * @param compilers receives the command of that compiler
     */
    private static String called(String value, String path, Map<String, List<String>> compilers) {
        List<String> words = List.of(value.strip().split("\\s+"));
        List<String> command = new ArrayList<>();
        for (String word : words) {
            command.add(word.contains("/") ? word : onPath(word, path).orElse(word));
            if (Launcher.called(word).isEmpty()) {
                String name = String.valueOf(Path.of(word).getFileName());
                if (word.isEmpty() || command.size() == 1 && compilers.containsKey(word) || !found(command)) {
                    return value;
                }
                compilers.put(name, command);
                List<String> rest = new ArrayList<>(words.subList(command.size(), words.size()));
                rest.add(0, name);
                return String.join(" ", rest);
            }
        }
        return value;
    }

    private static boolean found(List<String> command) {
        return command.stream().allMatch(word -> Files.isExecutable(Path.of(word)));
    }

    /** Returns the first program of a name on a PATH, which may be a link to a launcher. */
    private static Optional<String> onPath(String name, String path) {
        return PathEntries.of(path, Path.of("/")).stream()
                .map(place -> place.resolve(name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .map(Path::toString)
                .findFirst();
    }

    /** Returns the options for a compiler; none if it has no such option. */
    private List<String> options(List<String> command, Map<String, String> environment, Path workspace)
            throws IOException, InterruptedException {
        for (String option : OPTIONS) {
            List<String> asking = new ArrayList<>(command);
            asking.addAll(List.of(option + "/a=/b", "-E", "-x", "c", "/dev/null"));
            if (runner.run(asking, Path.of("/"), environment, LIMIT).ok()) {
                // A compiler names the current directory as the shell does, or without links.
                return Stream.of(workspace, workspace.toRealPath())
                        .distinct()
                        .map(place -> option + place + "=.")
                        .toList();
            }
        }
        return List.of();
    }

    /** Writes a script, whose options come before those of the caller, which therefore take precedence. */
    private static void script(Path scripts, String name, List<String> command, List<String> options)
            throws IOException {
        List<String> words = new ArrayList<>(command);
        words.addAll(options);
        String own = ShellWords.quoted(scripts);
        // A launcher that looks for the compiler on the PATH must not find the script.
        String text = "#!/bin/sh\nown=" + own + "\ncase $PATH in\n  \"$own\":*) PATH=${PATH#\"$own\":} ;;\n"
                + "  *:\"$own\":*) PATH=${PATH%%:\"$own\":*}:${PATH#*:\"$own\":} ;;\nesac\nexec "
                + String.join(" ", words.stream().map(ShellWords::quoted).toList()) + " \"$@\"\n";
        Path file = scripts.resolve(name);
        if (!Files.isExecutable(file) || !Files.readString(file).equals(text)) {
            AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8), "rwxr-xr-x");
        }
    }
}
