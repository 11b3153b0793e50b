package io.github.mesosbuild.steps;

import io.github.mesosbuild.process.CapturedOutput;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.text.ShellWords;
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
 * Strips the binaries of a staged tree of what only a debugger needs, as {@code make install-strip} does: all symbols
 * of programs, unneeded symbols of shared libraries, and the debug information of archives (libtool's {@code striplib}
 * and {@code old_striplib}).
 */
record Strip(Path tree, Map<String, String> environment) implements Action {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
    private static final byte[] ARCHIVE = "!<arch>\n".getBytes(StandardCharsets.US_ASCII);

    /**
     * The effect of stripping.
     *
     * @param before the size of all files in bytes, before stripping
     * @param after the size of all files in bytes, after stripping
     * @param left why at least one file was left as it was
     */
    record Result(long before, long after, Optional<String> left) {}

    @Override
    public void run(StepRunner runner) throws ProcessException, IOException, InterruptedException {
        Result result = strip(runner.supervisor());
        runner.listener().stripped(result.before(), result.after(), result.left());
    }

    @Override
    public List<String> lines() {
        String place = ShellWords.quoted(tree);
        return List.of("find " + place + " -type f -name '*.so*' -exec strip --strip-unneeded {} + ; find " + place
                + " -type f -perm -u+x ! -name '*.so*' -exec strip {} + 2>/dev/null");
    }

    Result strip(Supervisor supervisor) throws ProcessException, IOException, InterruptedException {
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
                left = Optional.of("strip is not on the PATH");
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
