package io.github.mesosbuild.bundle;

import io.github.mesosbuild.host.CommandRunner;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shared libraries that programs find on this machine: those in the cache of ldconfig(8), and in the usual directories. */
public final class SharedLibraries {
    private static final Pattern CACHED = Pattern.compile("\\t(\\S+) \\(.*\\) => (/.*)");
    private static final List<String> LDCONFIG = List.of("sbin/ldconfig", "usr/sbin/ldconfig");
    private static final List<String> USUAL = List.of("lib64", "usr/lib64", "lib", "usr/lib", "usr/local/lib");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final CommandRunner runner;
    private final Path root;
    private Map<String, List<Path>> cached;

    /**
     * Creates the libraries of a machine.
     *
     * @param root the root of its file system: {@code /}
     */
    public SharedLibraries(CommandRunner runner, Path root) {
        this.runner = runner;
        this.root = root;
    }

    /**
     * Finds a library.
     *
     * @param name the name that programs ask for, such as {@code libz.so.1}
     * @param machine the number of the CPU's architecture, as in {@link ElfFile#machine}
     * @throws IOException if this machine cannot start a program
     */
    public Optional<Path> find(String name, int machine) throws IOException, InterruptedException {
        List<Path> candidates = new ArrayList<>(cached().getOrDefault(name, List.of()));
        for (String directory : USUAL) {
            candidates.add(root.resolve(directory).resolve(name));
            candidates.addAll(multiarch(root.resolve(directory), name));
        }
        for (Path candidate : candidates) {
            if (read(candidate)
                    .filter(elf -> elf.machine() == machine && elf.order() == BundleFit.order(machine))
                    .isPresent()) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** Reads a library; empty if it cannot be read. */
    static Optional<ElfFile> read(Path file) {
        try {
            return Files.isRegularFile(file) ? ElfFile.read(file) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static List<Path> multiarch(Path directory, String name) throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> children = Files.newDirectoryStream(directory, "*-linux-*")) {
                children.forEach(child -> files.add(child.resolve(name)));
            }
        }
        return files;
    }

    private Map<String, List<Path>> cached() throws IOException, InterruptedException {
        if (cached == null) {
            Map<String, List<Path>> found = new HashMap<>();
            for (String program : LDCONFIG) {
                Path ldconfig = root.resolve(program);
                if (found.isEmpty() && Files.isExecutable(ldconfig)) {
                    read(ldconfig, found);
                }
            }
            cached = found;
        }
        return cached;
    }

    private void read(Path ldconfig, Map<String, List<Path>> found) throws IOException, InterruptedException {
        try {
            CommandRunner.Result result =
                    runner.run(List.of(ldconfig.toString(), "-p"), root, Map.of("LC_ALL", "C"), LIMIT);
            Matcher line = CACHED.matcher(result.output());
            while (line.find()) {
                found.computeIfAbsent(line.group(1), name -> new ArrayList<>())
                        .add(root.resolve(line.group(2).substring(1)));
            }
        } catch (IOException e) {
            CommandRunner.requireMachine(e);
        }
    }
}
