package io.github.mesosbuild.launcher;

import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.files.FileObserver;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.host.CommandRunner;
import io.github.mesosbuild.host.SearchPath;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Chooses the compiler launcher and prepares it.
 *
 * <p>The PATH starts with a directory of links to the launcher that have the compilers' names (ccache(1), "Run modes";
 * distcc(1), "Masquerading"; icecream's README). So every {@code configure} and makefile of a release, including those
 * of bundled libraries, uses the launcher although no generated file mentions it. A build tree can be used with,
 * without or with another launcher. The launcher is written out only before a compiler that is named by its path.
 *
 * <p>A launcher does not change what is built. The debug information of cached objects, and with ccache {@code __FILE__} too, may contain
 * the path of another work directory, but the work directory is not an input of an installation anyway.
 */
public final class Launchers {
    /** The value that asks for ccache if it is installed. */
    public static final String AUTO = "auto";

    /** The value that asks for no launcher. */
    public static final String NONE = "none";

    static final List<String> COMPILERS = List.of("cc", "c++", "gcc", "g++", "clang", "clang++");
    static final List<String> VARIABLES = List.of("CC", "CXX");
    private static final String DEFAULT_PATH = "/usr/bin:/bin";

    private final String wanted;
    private final CommandRunner runner;
    private final Path caches;
    private final Path root;

    /**
     * Creates a chooser of launchers.
     *
     * @param wanted the name of a launcher, {@link #AUTO} or {@link #NONE}
     * @param caches the directory with a cache for each launcher, unless the environment names another one
     * @param root the directory that contains {@code etc}: {@code /}
     */
    public Launchers(String wanted, CommandRunner runner, Path caches, Path root) {
        this.wanted = wanted;
        this.runner = runner;
        this.caches = caches;
        this.root = root;
    }

    /**
     * Chooses the launcher and creates the links.
     *
     * @param environment the environment of the build's steps
     * @param configureArguments the arguments of {@code configure}; {@code CC} and {@code CXX} among them name the
     *     compilers
     * @param workspace the directory of the build; paths in it are made relative
     * @return empty if no launcher is wanted, or if none is installed and none was asked for by name
     * @throws LauncherException if the requested launcher cannot be used
     * @throws IOException if the links cannot be created
     */
    public Optional<PreparedLauncher> prepare(
            Map<String, String> environment, List<String> configureArguments, Path workspace)
            throws LauncherException, IOException {
        if (wanted.equals(NONE)) {
            return Optional.empty();
        }
        boolean asked = !wanted.equals(AUTO);
        Launcher launcher = launcher();
        String path = environment.getOrDefault("PATH", DEFAULT_PATH);
        SearchPath search = searchPath(path);
        Optional<Path> program = search.find(launcher.program());
        if (asked && program.isEmpty()) {
            throw LauncherException.missing(launcher, path);
        }
        if (program.isEmpty() || !asked && launchedAlready(environment, configureArguments)) {
            return Optional.empty();
        }
        Map<String, String> variables = new TreeMap<>(environment);
        Optional<Path> serverLog = settings(launcher, variables, workspace);
        variables.put("PATH", links(launcher, program.get(), search, environment, configureArguments) + ":" + path);
        for (String variable : VARIABLES) {
            variables.computeIfPresent(variable, (name, words) -> launched(words, program.get()));
        }
        List<String> arguments = new ArrayList<>();
        for (String argument : configureArguments) {
            String name = argument.substring(0, Math.max(0, argument.indexOf('=')));
            arguments.add(
                    VARIABLES.contains(name)
                            ? name + "=" + launched(argument.substring(name.length() + 1), program.get())
                            : argument);
        }
        return Optional.of(
                new PreparedLauncher(launcher, program.get(), asked, variables, arguments, serverLog, runner));
    }

    /**
     * Checks that the requested launcher can be used. Changes nothing.
     *
     * @param environment the environment of the build's steps
     * @throws LauncherException if the requested launcher cannot be used
     * @throws IOException if the PATH cannot be searched
     */
    public void require(Map<String, String> environment) throws LauncherException, IOException {
        if (wanted.equals(NONE) || wanted.equals(AUTO)) {
            return;
        }
        Launcher launcher = launcher();
        String path = environment.getOrDefault("PATH", DEFAULT_PATH);
        if (searchPath(path).find(launcher.program()).isEmpty()) {
            throw LauncherException.missing(launcher, path);
        }
        if (launcher == Launcher.DISTCC) {
            requireHosts(environment);
        }
    }

    private Launcher launcher() throws LauncherException {
        return wanted.equals(AUTO)
                ? Launcher.CCACHE
                : Launcher.called(wanted)
                        .filter(named -> named.program().equals(wanted))
                        .orElseThrow(() -> LauncherException.unknown(wanted));
    }

    private static SearchPath searchPath(String path) {
        return new SearchPath(Map.of("PATH", path), Path.of("/"), FileObserver.NONE);
    }

    private void requireHosts(Map<String, String> variables) throws LauncherException {
        if (!variables.containsKey("DISTCC_HOSTS") && !hasHostsFile(variables)) {
            throw LauncherException.noHosts();
        }
    }

    /** Returns what keeps the directory of a build out of what its compilers write. */
    public PathMapping mapping() {
        return new PathMapping(runner);
    }

    /** Returns the words of CC and CXX, from the environment and from the arguments. */
    private static List<List<String>> named(Map<String, String> environment, List<String> configureArguments) {
        List<List<String>> named = new ArrayList<>();
        for (String variable : VARIABLES) {
            List<String> values = new ArrayList<>();
            values.add(environment.getOrDefault(variable, ""));
            configureArguments.stream()
                    .filter(argument -> argument.startsWith(variable + "="))
                    .forEach(argument -> values.add(argument.substring(variable.length() + 1)));
            values.stream()
                    .filter(value -> !value.isBlank())
                    .forEach(value -> named.add(List.of(value.strip().split("\\s+"))));
        }
        return named;
    }

    private static boolean launchedAlready(Map<String, String> environment, List<String> configureArguments) {
        return named(environment, configureArguments).stream()
                .anyMatch(words -> Launcher.called(words.get(0)).isPresent());
    }

    private static String launched(String words, Path program) {
        String compiler = words.strip().split("\\s+")[0];
        return compiler.contains("/") && Launcher.called(compiler).isEmpty() ? program + " " + words : words;
    }

    /**
     * Sets the launcher's variables that the user has not set. Returns the log of the launcher's server, if it has one.
     */
    private Optional<Path> settings(Launcher launcher, Map<String, String> variables, Path workspace)
            throws LauncherException, IOException {
        Path cache = caches.resolve(launcher.program());
        switch (launcher) {
            case CCACHE -> {
                variables.putIfAbsent("CCACHE_DIR", cache.toString());
                variables.putIfAbsent("CCACHE_BASEDIR", workspace.toString());
                variables.putIfAbsent("CCACHE_NOHASHDIR", "true");
                variables.putIfAbsent("CCACHE_ABSSTDERR", "true");
                variables.putIfAbsent("CCACHE_COMPILERCHECK", "content");
            }
            case SCCACHE -> {
                variables.putIfAbsent("SCCACHE_DIR", cache.toString());
                variables.putIfAbsent("SCCACHE_BASEDIRS", workspace.toString());
                return variables.containsKey("SCCACHE_SERVER_PORT")
                        ? Optional.empty()
                        : ownServer(variables, workspace);
            }
            case DISTCC -> {
                requireHosts(variables);
            }
            case ICECC -> {
                // Finds its scheduler by a broadcast, and its daemon by a socket.
            }
        }
        return Optional.empty();
    }

    /**
     * Gives this build its own sccache server. The server stops when the step ends, so another build must not use it. Its counters
     * are lost then, so hits are counted from its log.
     */
    private static Optional<Path> ownServer(Map<String, String> variables, Path workspace) throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            variables.put("SCCACHE_SERVER_PORT", Integer.toString(free.getLocalPort()));
        }
        Path log = workspace.resolve("logs").resolve("sccache.log");
        Files.deleteIfExists(log);
        variables.put("SCCACHE_LOG", "sccache::compiler::compiler=debug");
        variables.put("SCCACHE_ERROR_LOG", log.toString());
        return Optional.of(log);
    }

    /** Returns whether one of the hosts files of distcc(1), "HOST SPECIFICATIONS", is readable. */
    private boolean hasHostsFile(Map<String, String> variables) {
        List<Path> files = new ArrayList<>(List.of(root.resolve("etc/distcc/hosts")));
        if (variables.containsKey("DISTCC_DIR")) {
            files.add(Path.of(variables.get("DISTCC_DIR"), "hosts"));
        }
        if (variables.containsKey("HOME")) {
            files.add(Path.of(variables.get("HOME"), ".distcc", "hosts"));
        }
        return files.stream().anyMatch(Files::isReadable);
    }

    /** Creates a directory in which the name of each installed compiler is a link to the launcher. */
    private Path links(
            Launcher launcher,
            Path program,
            SearchPath search,
            Map<String, String> environment,
            List<String> configureArguments)
            throws IOException {
        TreeSet<String> names = new TreeSet<>(COMPILERS);
        named(environment, configureArguments).forEach(words -> names.add(words.get(0)));
        names.removeIf(name -> name.contains("/") || Launcher.called(name).isPresent());
        Map<String, Path> compilers = new TreeMap<>();
        for (String name : names) {
            search.find(name).ifPresent(compiler -> compilers.put(name, compiler));
        }
        String content = program + " " + compilers;
        String name = launcher.program() + "-"
                + UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .substring(0, 8);
        Path directory = Files.createDirectories(caches.resolve("links").resolve(name));
        for (Map.Entry<String, Path> compiler : compilers.entrySet()) {
            Path link = directory.resolve(compiler.getKey());
            if (Files.exists(link)) {
                continue;
            }
            if (launcher == Launcher.SCCACHE) {
                script(link, program, compiler.getValue());
            } else {
                Files.deleteIfExists(link);
                try {
                    Files.createSymbolicLink(link, program);
                } catch (FileAlreadyExistsException anotherBuildMadeIt) {
                    // The other build created the same link.
                }
            }
        }
        return directory;
    }

    /** Writes a script, because sccache ignores the name that it was called by. */
    private static void script(Path file, Path program, Path compiler) throws IOException {
        String text = "#!/bin/sh\nexec '" + program + "' '" + compiler + "' \"$@\"\n";
        Path draft = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
        AtomicFile.write(draft, text.getBytes(StandardCharsets.UTF_8));
        if (!draft.toFile().setExecutable(true)) {
            throw new IOException("Cannot make " + draft + " executable");
        }
        Trees.moveIntoPlace(draft, file);
    }
}
