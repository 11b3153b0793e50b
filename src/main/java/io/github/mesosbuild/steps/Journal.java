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
 * The record of the finished steps of a workspace and their inputs: one file for each step, written last. A step
 * without a file was never run, was interrupted, or failed.
 */
public final class Journal {
    private static final String TOOK = "took.millis";
    private static final String FAILED = "step";
    private static final String INPUT = "input.";

    private final Path directory;

    /**
     * Creates the journal in a directory; writes nothing yet.
     *
     * @param directory the directory of the files
     */
    public Journal(Path directory) {
        this.directory = directory;
    }

    /**
     * A finished step.
     *
     * @param inputs the inputs of the step
     * @param took how long it ran
     */
    public record Entry(StepInputs inputs, Duration took) {}

    /**
     * Returns the record of a step. A damaged file counts as missing, so that the step runs again.
     *
     * @throws IOException if the file exists and cannot be read
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
     * Records that a step finished, for the owner of the workspace alone.
     *
     * @throws IOException if the file cannot be written
     */
    public void finished(Step step, StepInputs inputs, Duration took) throws IOException {
        Map<String, String> properties = new TreeMap<>();
        inputs.values().forEach((name, value) -> properties.put(INPUT + name, value));
        properties.put(TOOK, Long.toString(took.toMillis()));
        AtomicFile.writeProperties(file(step), properties, AtomicFile.PRIVATE);
        Files.deleteIfExists(failure());
    }

    /**
     * Records that a step failed, until another step finishes.
     *
     * @throws IOException if the file cannot be written
     */
    public void failed(Step step) throws IOException {
        AtomicFile.writeProperties(failure(), Map.of(FAILED, step.name()), AtomicFile.PRIVATE);
    }

    /**
     * Returns the step that failed last, if none has finished since.
     *
     * @throws IOException if the record exists and cannot be read
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
     * Removes the records of a step and of all later ones, because the step is about to run again.
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

    /** Returns the file that records a step. */
    Path file(Step step) {
        return directory.resolve(step.id() + ".properties");
    }
}
