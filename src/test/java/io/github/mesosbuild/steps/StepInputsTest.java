package io.github.mesosbuild.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepInputsTest {
    @TempDir
    Path directory;

    @Test
    void changesNameTheOldAndTheNewValue() {
        StepInputs before = new StepInputs(Map.of("same", "1", "other", "old", "gone", "x"));
        StepInputs now = new StepInputs(Map.of("same", "1", "other", "new", "fresh", "y"));
        assertThat(now.changesSince(before))
                .containsExactly(
                        new StepInputs.Change("fresh", Optional.empty(), Optional.of("y")),
                        new StepInputs.Change("gone", Optional.of("x"), Optional.empty()),
                        new StepInputs.Change("other", Optional.of("old"), Optional.of("new")));
    }

    @Test
    void nameAndValueCannotBeConfused() {
        assertThat(new StepInputs(Map.of("a", "bc")).fingerprint())
                .isNotEqualTo(new StepInputs(Map.of("ab", "c")).fingerprint());
    }

    @Test
    void theJournalReturnsWhatWasRecorded() throws IOException {
        Journal journal = new Journal(directory);
        StepInputs inputs = new StepInputs(Map.of("arguments", "--prefix=/x y\n--with=ä", "empty", ""));
        journal.finished(Step.MAKE, inputs, Duration.ofMillis(1234));
        assertThat(new Journal(directory).read(Step.MAKE)).contains(new Journal.Entry(inputs, Duration.ofMillis(1234)));
    }

    @Test
    void forgettingAStepForgetsOnlyItAndLaterSteps() throws IOException {
        Journal journal = new Journal(directory);
        for (Step step : Step.values()) {
            journal.finished(step, new StepInputs(Map.of()), Duration.ZERO);
        }
        journal.forget(Step.MAKE);
        assertThat(journal.read(Step.CONFIGURE)).isPresent();
        assertThat(journal.read(Step.MAKE)).isEmpty();
        assertThat(journal.read(Step.INSTALL)).isEmpty();
    }

    @Test
    void aTruncatedRecordCountsAsMissing() throws IOException {
        Files.writeString(directory.resolve("make.properties"), "input.arguments=-j");
        assertThat(new Journal(directory).read(Step.MAKE)).isEmpty();
        Files.writeString(directory.resolve("make.properties"), "took.millis=12x");
        assertThat(new Journal(directory).read(Step.MAKE)).isEmpty();
    }
}
