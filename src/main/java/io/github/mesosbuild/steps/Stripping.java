package io.github.mesosbuild.steps;

import io.github.mesosbuild.process.CapturedOutput;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.Supervisor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Takes from the programs and libraries of a staged tree what only a debugger needs, as {@code make install-strip} does: of
 * programs all symbols, of shared libraries those that nobody links, of archives the debug information (libtool's
 * {@code striplib} and {@code old_striplib}).
 */
final class Stripping {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
    private static final byte[] ARCHIVE = "!<arch>\n".getBytes(StandardCharsets.US_ASCII);

    private final Supervisor supervisor;
    private final Map<String, String> environment;

    Stripping(Supervisor supervisor, Map<String, String> environment) {
        this.supervisor = supervisor;
        this.environment = environment;
    }

    /**
     * What was done.
     *
     * @param before the bytes of all files
     * @param after the same afterwards
     * @param left why some files, or all, are as they were
     */
    record Result(long before, long after, Optional<String> left) {}

    Result strip(Path tree) throws ProcessException, IOException, InterruptedException {
        long before = size(tree);
        Map<String, List<String>> files = new TreeMap<>();
        for (Path file : files(tree)) {
            option(file)
                    .ifPresent(option -> files.computeIfAbsent(option, name -> new ArrayList<>())
                            .add(file.toString()));
        }
        Optional<String> left = Optional.empty();
        for (Map.Entry<String, List<String>> some : files.entrySet()) {
            List<String> argv = new ArrayList<>(List.of(BuildPlan.STRIP, some.getKey()));
            argv.addAll(some.getValue());
            try {
                CapturedOutput captured = supervisor.capture(argv, tree, environment, LIMIT);
                if (captured.exitCode() != 0) {
                    left = captured.output().lines().findFirst().or(() -> Optional.of("strip failed"));
                }
            } catch (ProcessException e) {
                if (e.kind() != ProcessException.Kind.PROGRAM_MISSING) {
                    throw e;
                }
                left = Optional.of("there is no program strip on the PATH");
            }
        }
        return new Result(before, size(tree), left);
    }

    private static Optional<String> option(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(ARCHIVE.length);
        }
        if (startsWith(start, ARCHIVE)) {
            return Optional.of("--strip-debug");
        }
        if (!startsWith(start, ELF)) {
            return Optional.empty();
        }
        boolean library = file.getFileName().toString().matches(".*\\.so(\\.[\\d.]+)?");
        return Optional.of(library ? "--strip-unneeded" : "--strip-all");
    }

    private static boolean startsWith(byte[] content, byte[] magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= content.length || content[i] != magic[i]) {
                return false;
            }
        }
        return true;
    }

    static long size(Path tree) throws IOException {
        long bytes = 0;
        for (Path file : files(tree)) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    private static List<Path> files(Path tree) throws IOException {
        try (Stream<Path> paths = Files.walk(tree)) {
            return paths.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
