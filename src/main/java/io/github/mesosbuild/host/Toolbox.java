package io.github.mesosbuild.host;

import io.github.mesosbuild.files.FileObserver;
import io.github.mesosbuild.release.Version;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the tools of this machine and identifies them. Identities are remembered in a file, so that no process is started and no large
 * file is read unless a tool has changed. A tool that may call another one, such as a wrapper script, is asked for its version again,
 * because the other one may have changed. This class is thread-safe.
 *
 * <p>{@code c++} and {@code cc} are the programs named by {@code CXX} and {@code CC}, or else the first found in the order of {@code
 * AC_PROG_CXX} and {@code AC_PROG_CC}. {@code python} is the program named by {@code PYTHON}, or else the first of version 2.6 or later
 * in the order of {@code AM_PATH_PYTHON}. {@code make} is the first GNU make. Any other name is that of a program.
 */
public final class Toolbox {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Version OLDEST_PYTHON = new Version("2.6");

    private final CommandRunner runner;
    private final Map<String, String> environment;
    private final Path directory;
    private final SearchPath searchPath;
    private final ToolCache cache;
    private final Path cacheFile;
    private final FileObserver observer;
    private final Map<Path, String> asked = new ConcurrentHashMap<>();
    private final Map<Path, Object> locks = new ConcurrentHashMap<>();

    /** Finds a version by reading or running a file; empty if the file is not the tool. */
    @FunctionalInterface
    interface VersionReader {
        Optional<String> read(Path file) throws IOException, InterruptedException;
    }

    /**
     * Creates a toolbox.
     *
     * @param environment the tools' environment, in which PATH, CC, CXX and PYTHON choose them
     * @param directory the tools' working directory; must exist
     * @param cacheFile the file in which identities are remembered; need not exist
     * @param observer notified of every file that affects the result
     */
    public Toolbox(
            CommandRunner runner,
            Map<String, String> environment,
            Path directory,
            Path cacheFile,
            FileObserver observer) {
        this.runner = runner;
        this.environment = withMessagesInEnglish(environment);
        this.directory = directory;
        this.searchPath = new SearchPath(environment, directory, observer);
        this.cache = new ToolCache(cacheFile, observer);
        this.cacheFile = cacheFile;
        this.observer = observer;
    }

    static Map<String, String> withMessagesInEnglish(Map<String, String> environment) {
        Map<String, String> english = new HashMap<>(environment);
        english.put("LC_ALL", "C");
        return Map.copyOf(english);
    }

    /**
     * Finds a tool.
     *
     * @return empty if the tool is missing, or is only a wrapper that exits with status 126 or 127
     * @throws IOException if the tool's file or a directory on the PATH cannot be read
     */
    public Optional<ToolIdentity> find(String tool) throws IOException, InterruptedException {
        return locate(tool).map(Located::identity);
    }

    /**
     * Returns the words that call a tool: those of the variable that names it, including launchers and flags, or its path.
     *
     * @return empty if the tool is missing
     * @throws IOException as for {@link #find}
     */
    public Optional<List<String>> command(String tool) throws IOException, InterruptedException {
        Optional<Located> located = locate(tool);
        List<String> words = named(tool);
        return located.map(found -> words.isEmpty() ? List.of(found.command().toString()) : words);
    }

    /** Returns the names that were searched, for messages: {@code CXX=g++-4.9}, or {@code g++, c++, clang++}. */
    public String lookedFor(String tool) {
        List<String> words = named(tool);
        return words.isEmpty()
                ? String.join(", ", candidates(tool))
                : variable(tool).orElseThrow() + "=" + String.join(" ", words);
    }

    private record Located(Path command, ToolIdentity identity) {}

    private Optional<Located> locate(String tool) throws IOException, InterruptedException {
        List<String> words = named(tool);
        List<String> programs = words.isEmpty()
                ? candidates(tool)
                : List.of(words.size() > 1 && SearchPath.isLauncher(words.get(0)) ? words.get(1) : words.get(0));
        for (String program : programs) {
            Optional<Path> file = searchPath.find(program);
            if (file.isPresent()) {
                Optional<ToolIdentity> identity;
                synchronized (lock(file.get())) {
                    identity = identifyProgram(tool, file.get());
                }
                if (identity.isPresent() && accepts(tool, identity.get())) {
                    return Optional.of(new Located(file.get(), identity.get()));
                }
            }
        }
        return Optional.empty();
    }

    /** Each program is asked by one thread at a time, and the others get its answer from memory. */
    private Object lock(Path file) {
        return locks.computeIfAbsent(file, same -> new Object());
    }

    private Optional<ToolIdentity> identifyProgram(String tool, Path file) throws IOException, InterruptedException {
        if (!mayCallAnother(tool, file)) {
            return identify(tool, file, this::versionLine);
        }
        Optional<String> version = Optional.ofNullable(asked.get(file));
        if (version.isEmpty()) {
            version = versionLine(file);
        }
        if (version.isEmpty()) {
            return Optional.empty();
        }
        String line = version.get();
        // A failure may be over a moment later, when a package has been installed.
        if (!line.isEmpty()) {
            asked.put(file, line);
        }
        observer.asked(question(file), line);
        return identify(tool, file, same -> Optional.of(line))
                .map(found -> new ToolIdentity(tool, found.path(), line, found.sha256()));
    }

    /**
     * Returns whether a tool may run another program, so that its version can change although its file does not: a script; a file with
     * the name of something else, to which links lead (multiplexers such as mise, wrappers of toolchains such as Buildroot's); or a shim
     * of {@code xcrun}, all of which are in the same directory as {@code xcrun}.
     */
    private static boolean mayCallAnother(String tool, Path file) throws IOException {
        Path real = file.toRealPath();
        String name = real.getFileName().toString();
        return isScript(real)
                || family(tool).stream().noneMatch(name::contains)
                || Files.exists(real.resolveSibling("xcrun"));
    }

    /** Returns the parts of which the name of the tool's own executable has at least one. */
    private static List<String> family(String tool) {
        return switch (tool) {
            case "c++", "cc" -> List.of("cc", "g++", "c++", "clang");
            case "make" -> List.of("make");
            case "python" -> List.of("python");
            default -> List.of(tool);
        };
    }

    private static List<String> question(Path program) {
        return List.of(program.toString(), "--version");
    }

    private static Optional<String> variable(String tool) {
        return switch (tool) {
            case "c++" -> Optional.of("CXX");
            case "cc" -> Optional.of("CC");
            case "python" -> Optional.of("PYTHON");
            default -> Optional.empty();
        };
    }

    private static List<String> candidates(String tool) {
        return switch (tool) {
            case "c++" -> List.of("g++", "c++", "clang++");
            case "cc" -> List.of("gcc", "cc", "clang");
            case "python" -> List.of("python", "python2", "python3");
            case "make" -> List.of("make", "gmake");
            default -> List.of(tool);
        };
    }

    private List<String> named(String tool) {
        return words(variable(tool).map(environment::get).orElse(""));
    }

    static List<String> words(String text) {
        return text == null || text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }

    private static boolean accepts(String tool, ToolIdentity identity) {
        return switch (tool) {
            case "make" -> identity.version().startsWith("GNU Make");
            case "python" ->
                versionIn(identity.version())
                        .filter(version -> version.compareTo(OLDEST_PYTHON) >= 0)
                        .isPresent();
            default -> true;
        };
    }

    /** Returns the observer of files that affect results. */
    FileObserver observer() {
        return observer;
    }

    /** Returns a file in the cache's directory, for data other than tools. */
    Path remembered(String name) {
        return cacheFile.resolveSibling(name);
    }

    /** Identifies a file that is not on the PATH, such as the C library. */
    Optional<ToolIdentity> identify(String name, Path file, VersionReader reader)
            throws IOException, InterruptedException {
        synchronized (lock(file)) {
            Optional<ToolCache.Entry> known = cache.get(file);
            if (known.isEmpty()) {
                Optional<String> version = reader.read(file);
                if (version.isEmpty()) {
                    return Optional.empty();
                }
                known = Optional.of(new ToolCache.Entry(sha256(file), version.get()));
                if (!version.get().isEmpty() || !isScript(file)) {
                    cache.put(file, known.get());
                }
            }
            Path real = file.toRealPath();
            return known.map(entry -> new ToolIdentity(name, real, entry.version(), entry.sha256()));
        }
    }

    /** A script's version is not remembered if it failed: {@code mvn} may succeed with another JAVA_HOME. */
    private static boolean isScript(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == '#' && in.read() == '!';
        }
    }

    private Optional<String> versionLine(Path program) throws IOException, InterruptedException {
        return answer(question(program));
    }

    /**
     * Returns the first line that a tool prints, as it is reported to {@link FileObserver#asked}.
     *
     * @return empty if the tool cannot be started or exits with status 126 or 127; an empty line if it fails in another way
     * @throws IOException if this machine cannot start any program
     */
    public Optional<String> answer(List<String> question) throws IOException, InterruptedException {
        CommandRunner.Result result;
        try {
            result = runner.run(question, directory, environment, LIMIT);
        } catch (IOException e) {
            CommandRunner.requireMachine(e);
            return Optional.empty();
        }
        if (result.exitCode() == 126 || result.exitCode() == 127) {
            return Optional.empty();
        }
        return Optional.of(result.ok() ? firstLine(result.output()) : "");
    }

    /** Returns the output of a program run without arguments, by which musl's loader prints its version. */
    Optional<String> greeting(Path program) throws IOException, InterruptedException {
        try {
            return Optional.of(runner.run(List.of(program.toString()), directory, environment, LIMIT)
                    .output());
        } catch (IOException e) {
            CommandRunner.requireMachine(e);
            return Optional.empty();
        }
    }

    static String firstLine(String output) {
        return output.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("");
    }

    /**
     * Returns the version in the first line of a tool's {@code --version} (GNU coding standards, 4.8.1): the first number after the
     * program's name, without the package name in parentheses.
     */
    static Optional<Version> versionIn(String line) {
        List<String> words = new ArrayList<>(words(line.replaceAll("\\([^()]*\\)", " ")));
        if (words.size() > 1) {
            words.remove(0);
        }
        return Version.firstIn(String.join(" ", words));
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
