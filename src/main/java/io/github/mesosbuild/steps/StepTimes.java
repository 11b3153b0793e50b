package io.github.mesosbuild.steps;

import io.github.mesosbuild.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The durations of the steps when they last ran from start to end, whatever their inputs. They are only used for
 * estimates; a damaged file counts as missing.
 */
final class StepTimes {
    /** One part in this many of the objects must be compiled before the pace of this run is used. */
    private static final int OWN_PACE = 4;

    private final Path file;
    private final Map<String, String> millis;

    StepTimes(Path file) throws IOException {
        this.file = file;
        this.millis = new TreeMap<>(AtomicFile.readProperties(file).orElse(Map.of()));
    }

    void took(Step step, Duration time) throws IOException {
        millis.put(step.id(), Long.toString(time.toMillis()));
        AtomicFile.writeProperties(file, millis, AtomicFile.PRIVATE);
    }

    private Optional<Duration> of(Step step) {
        return Optional.ofNullable(millis.get(step.id()))
                .filter(text -> text.matches("\\d{1,15}"))
                .map(text -> Duration.ofMillis(Long.parseLong(text)));
    }

    /**
     * Returns the estimated remaining time of a step.
     *
     * @param before how many of the objects existed when the run started
     * @return empty if nothing is known, or if the step already takes longer than expected
     */
    Optional<Duration> remaining(StepProgress progress, int before) {
        Optional<Duration> earlier = of(progress.step());
        if (progress.total() == 0) {
            return earlier.map(time -> time.minus(progress.elapsed()))
                    .filter(time -> time.compareTo(Duration.ZERO) > 0);
        }
        int left = progress.total() - progress.done();
        int made = progress.done() - before;
        if (left <= 0) {
            return Optional.empty();
        }
        if (made > 0 && made * OWN_PACE >= progress.total() - before) {
            return Optional.of(progress.elapsed().multipliedBy(left).dividedBy(made));
        }
        return earlier.map(time -> time.multipliedBy(left).dividedBy(progress.total()));
    }
}
