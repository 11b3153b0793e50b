package io.github.mesosbuild.steps;

import io.github.mesosbuild.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which steps were finished in a workspace, and of what inputs: one file a step, written last. A step without its file was
 * never run, was interrupted, or failed.
 */
public final class Journal {
    private static final String TOOK = "took.millis";
    private static final String FAILED = "step";
    private static final String INPUT = "input.";

    private final Path directory;

    /** @param directory where the files of the steps are */
    public Journal(Path directory) {
        this.directory = directory;
    }

    /**
     * A step that was finished.
     *
     * @param inputs of what
     * @param took how long it ran
     */
    public record Entry(StepInputs inputs, Duration took) {}

    /**
     * What is known of a step. A file that cannot be understood counts as none: the step is then done again.
     *
     * @throws IOException if the file is there and cannot be read
     */
    public Optional<Entry> read(Step step) throws IOException {
        Optional<Map<String, String>> properties = AtomicFile.readProperties(file(step));
        if (properties.isEmpty() || !properties.get().getOrDefault(TOOK, "").matches("\\d{1,15}")) {
            return Optional.empty();
        }
        Map<String, String> inputs = new TreeMap<>();
        properties.get().forEach((name, value) -> {
            if (name.startsWith(INPUT)) {
                inputs.put(name.substring(INPUT.length()), value);
            }
        });
        long millis = Long.parseLong(properties.get().get(TOOK));
        return Optional.of(new Entry(new StepInputs(inputs), Duration.ofMillis(millis)));
    }

    /**
     * Records that a step was finished.
     *
     * @throws IOException if it cannot be written
     */
    public void finished(Step step, StepInputs inputs, Duration took) throws IOException {
        Map<String, String> properties = new TreeMap<>();
        inputs.values().forEach((name, value) -> properties.put(INPUT + name, value));
        properties.put(TOOK, Long.toString(took.toMillis()));
        AtomicFile.writeProperties(file(step), properties);
        Files.deleteIfExists(failure());
    }

    /**
     * Records that a step failed; it is forgotten when any is finished after it.
     *
     * @throws IOException if it cannot be written
     */
    public void failed(Step step) throws IOException {
        AtomicFile.writeProperties(failure(), Map.of(FAILED, step.name()));
    }

    /**
     * The step that failed last, if none was finished since.
     *
     * @throws IOException if the record is there and cannot be read
     */
    public Optional<Step> lastFailed() throws IOException {
        Optional<String> name = AtomicFile.readProperties(failure()).map(properties -> properties.get(FAILED));
        return Arrays.stream(Step.values())
                .filter(step -> name.filter(step.name()::equals).isPresent())
                .findFirst();
    }

    private Path failure() {
        return directory.resolve("failed.properties");
    }

    /**
     * Forgets a step and all that come after it, because it is about to be done again.
     *
     * @throws IOException if a file cannot be removed
     */
    public void forget(Step first) throws IOException {
        for (Step step : Step.values()) {
            if (step.compareTo(first) >= 0) {
                Files.deleteIfExists(file(step));
            }
        }
    }

    /** The record of a step. */
    Path file(Step step) {
        return directory.resolve(step.id() + ".properties");
    }
}
