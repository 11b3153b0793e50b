package io.github.mesosbuild.steps;

import io.github.mesosbuild.text.ShellWords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Rewrites the jars of a staged tree without the times of the build, its user and the order in which files were found. The Maven plugins that
 * releases of 2015 use write all of these.
 */
record NormalizeJars(Path staged, Map<String, String> environment) implements Action {
    private static final String SUFFIX = ".jar";

    @Override
    public void run(StepRunner runner) throws IOException {
        NormalizedJar normalized = new NormalizedJar(time());
        for (Path jar : jars()) {
            normalized.rewrite(jar);
        }
    }

    private Instant time() {
        try {
            return Instant.ofEpochSecond(Long.parseLong(environment.getOrDefault(ReproducibleBuild.EPOCH, "0")));
        } catch (NumberFormatException notATime) {
            return Instant.EPOCH;
        }
    }

    private List<Path> jars() throws IOException {
        try (Stream<Path> paths = Files.walk(staged)) {
            return paths.filter(path -> path.getFileName().toString().endsWith(SUFFIX)
                            && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public List<String> lines() {
        return List.of("find " + ShellWords.quoted(staged) + " -type f -name '*" + SUFFIX
                + "' -exec strip-nondeterminism --timestamp "
                + ShellWords.quoted(Long.toString(time().getEpochSecond())) + " {} +");
    }
}
