package io.github.mesosbuild.host;

import io.github.mesosbuild.files.FileObserver;
import io.github.mesosbuild.files.PathEntries;
import io.github.mesosbuild.release.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds programs on the PATH like a shell, but looks behind two kinds of wrappers without starting a process: directories in which
 * {@code g++} is a link to a compiler launcher (ccache(1), "Run modes"), and pyenv's shims (pyenv's README, "Understanding Python
 * version selection").
 */
public final class SearchPath {
    private static final Set<String> LAUNCHERS = Set.of("ccache", "sccache", "distcc", "icecc");

    private final Map<String, String> environment;
    private final Path directory;
    private final FileObserver observer;

    /**
     * Creates the search path of an environment.
     *
     * @param environment the environment; only PATH and PYENV_VERSION are used
     * @param directory the programs' working directory
     * @param observer notified of every file that affects the result
     */
    public SearchPath(Map<String, String> environment, Path directory, FileObserver observer) {
        this.environment = Map.copyOf(environment);
        this.directory = directory.toAbsolutePath();
        this.observer = observer;
    }

    static boolean isLauncher(String word) {
        return LAUNCHERS.contains(Path.of(word).getFileName().toString());
    }

    /**
     * Returns the executable file for a program's name or path. Symbolic links are not resolved.
     *
     * @throws IOException if a link on the PATH cannot be followed
     */
    public Optional<Path> find(String program) throws IOException {
        if (program.contains("/")) {
            return Optional.of(directory.resolve(program)).filter(this::isProgram);
        }
        String path = environment.getOrDefault("PATH", "").replaceAll("^:+|:+$|(?<=:):+", "");
        for (Path place : path.isEmpty() ? List.<Path>of() : PathEntries.of(path, directory)) {
            Path file = place.resolve(program);
            if (!isProgram(file)
                    || !isLauncher(program) && isLauncher(file.toRealPath().toString())) {
                continue;
            }
            if (!isPyenv(place)) {
                return Optional.of(file);
            }
            List<String> versions = pyenvVersions(place.getParent());
            for (String version : versions) {
                Optional<Path> real = pyenvHome(place.getParent(), version)
                        .map(home -> home.resolve("bin").resolve(program));
                if (real.isPresent() && isProgram(real.get())) {
                    return real;
                }
            }
            if (!versions.contains("system")) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private boolean isProgram(Path file) {
        observer.saw(file);
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    private static boolean isPyenv(Path place) {
        return place.endsWith("shims") && Files.isDirectory(place.resolveSibling("versions"));
    }

    private List<String> pyenvVersions(Path root) throws IOException {
        String chosen = environment.getOrDefault("PYENV_VERSION", "");
        if (!chosen.isBlank()) {
            return List.of(chosen.strip().split(":"));
        }
        List<Path> files = new ArrayList<>();
        for (Path at = directory; at != null; at = at.getParent()) {
            files.add(at.resolve(".python-version"));
        }
        files.add(root.resolve("version"));
        for (Path file : files) {
            observer.saw(file);
            if (Files.isRegularFile(file)) {
                return Files.readAllLines(file).stream()
                        .map(line -> line.replaceFirst("#.*", "").strip())
                        .filter(line -> !line.isEmpty())
                        .toList();
            }
        }
        return List.of("system");
    }

    /** Returns the directory of an installed version; {@code 3.11} selects the latest 3.11.x. */
    private Optional<Path> pyenvHome(Path root, String version) throws IOException {
        Path versions = root.resolve("versions");
        observer.saw(versions);
        Path exact = versions.resolve(version);
        if (Files.isDirectory(exact)) {
            return Optional.of(exact);
        }
        if (!version.matches("\\d+(\\.\\d+)*")) {
            return Optional.empty();
        }
        try (Stream<Path> installed = Files.list(versions)) {
            return installed
                    .filter(home -> home.getFileName().toString().matches("\\Q" + version + "\\E(\\.\\d+)+"))
                    .max(Comparator.comparing(
                            home -> new Version(home.getFileName().toString())));
        }
    }
}
