package io.github.mesosbuild.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(5000), ZoneOffset.UTC);

    @TempDir
    Path directory;

    private final List<String> warnings = new ArrayList<>();

    private Path file() {
        return directory.resolve("report/recording.jsonl");
    }

    private Recording recording(long largest) {
        return new Recording(
                file(), largest, directory, CLOCK, () -> 0, text -> text.replace("hunter2", "***"), warnings::add);
    }

    private Recording recording() {
        return recording(1 << 20);
    }

    private List<String> recorded() throws IOException {
        return EventFile.read(file()).stream()
                .map(event ->
                        event.kind() + " " + event.step() + event.text("state").orElse(""))
                .toList();
    }

    private void run(String... steps) {
        try (Recording recording = recording()) {
            for (String step : steps) {
                recording.step(step, "finished", Map.of());
                recording.add("begin", 5000, Map.of("step", step, "what", step + ".o"));
            }
        }
    }

    @Test
    void nothingIsWrittenBeforeAStep() throws IOException {
        try (Recording recording = recording()) {
            recording.describe(Map.of("plugin", "1.0"));
            recording.note("quirk", Map.of("name", "warnings"));
            assertThat(recording.begun()).isFalse();
        }
        assertThat(file()).doesNotExist();
        try (Recording recording = recording()) {
            recording.describe(Map.of("plugin", "1.0"));
            recording.note("quirk", Map.of("name", "warnings"));
            recording.step("unpack", "started", Map.of());
            assertThat(recorded()).containsExactly("run ", "quirk ", "step unpackstarted");
        }
        assertThat(EventFile.read(file()).get(0).text("plugin")).contains("1.0");
    }

    @Test
    void damagedLinesAreCounted() throws IOException {
        run("unpack", "make");
        String text = Files.readString(file());
        Files.writeString(file(), "\n" + text.replaceFirst("\"make\"", "\"make") + "{\"event\":\"ru");
        EventFile.Contents contents = EventFile.contents(file());
        assertThat(contents.damaged()).isEqualTo(2);
        assertThat(contents.events()).hasSize(4);
        assertThat(EventFile.contents(directory.resolve("none")).damaged()).isZero();
    }

    @Test
    void aRunWithoutAStepIsRecordedAndCanBeDropped() throws IOException {
        run("unpack");
        try (Recording recording = recording()) {
            recording.note("bundle", Map.of("coordinates", "a"));
            recording.beginWithoutStep();
        }
        assertThat(recorded()).endsWith("run ", "bundle ");
        try (Recording recording = recording()) {
            assertThat(recording.dropLast(run -> run.size() == 3)).isFalse();
            assertThat(recorded()).endsWith("run ", "bundle ");
            assertThat(recording.dropLast(run -> run.size() == 2)).isTrue();
        }
        assertThat(recorded()).containsExactly("run ", "step unpackfinished", "begin unpack");
        try (Recording recording = recording()) {
            recording.beginWithoutStep();
            assertThat(recording.dropLast(run -> true)).as("its own run").isFalse();
        }
    }

    @Test
    void aLaterRunAppends() throws IOException {
        run("unpack", "make");
        run("make");
        assertThat(recorded())
                .containsExactly(
                        "run ",
                        "step unpackfinished",
                        "begin unpack",
                        "step makefinished",
                        "begin make",
                        "run ",
                        "step makefinished",
                        "begin make");
    }

    @Test
    void theLastLineOfAKilledRunIsSkippedAndNothingAfterIt() throws IOException {
        run("unpack");
        Files.writeString(file(), "{\"event\":\"begin\",\"at\":50", StandardOpenOption.APPEND);
        run("make");
        assertThat(recorded())
                .containsExactly(
                        "run ", "step unpackfinished", "begin unpack", "run ", "step makefinished", "begin make");
    }

    @Test
    void aStepThatStartsAnewDropsItselfAndLaterOnes() throws IOException {
        run("unpack", "configure", "make");
        run("make");
        try (Recording recording = recording()) {
            recording.step("unpack", "reused", Map.of());
            recording.restart(Set.of("configure", "make", "check", "install"));
            recording.step("configure", "started", Map.of());
        }
        assertThat(recorded())
                .containsExactly(
                        "run ",
                        "step unpackfinished",
                        "begin unpack",
                        "run ",
                        "step unpackreused",
                        "step configurestarted");
    }

    @Test
    void someKindsOfAStepCanBeForgotten() throws IOException {
        run("make", "check");
        try (Recording recording = recording()) {
            recording.forget("check", Set.of("begin"));
        }
        assertThat(recorded()).containsExactly("run ", "step makefinished", "begin make", "step checkfinished");
    }

    @Test
    void secretsAndVeryLongTextsAreNotWritten() throws IOException {
        try (Recording recording = recording()) {
            recording.describe(Map.of("trust", "by hunter2"));
            recording.step("make", "started", Map.of("log", "x".repeat(20_000)));
            recording.note("failure", Map.of("context", List.of("password hunter2", "y")));
            List<String> many = java.util.Collections.nCopies(100_000, "input.o");
            recording.add("begin", 1, Map.of("inputs", many));
        }
        assertThat(Files.readString(file())).doesNotContain("hunter2");
        List<Event> events = EventFile.read(file());
        assertThat(events.get(0).text("trust")).contains("by ***");
        assertThat(events.get(1).text("log").orElseThrow()).hasSize(8195).endsWith("...");
        assertThat(events.get(2).texts("context")).containsExactly("password ***", "y");
        assertThat(events.get(3).texts("inputs")).hasSize((64 << 10) / "input.o".length());
    }

    @Test
    void aFullRecordingWarnsOnceAndLeavesOutCommands() throws IOException {
        try (Recording recording = recording(400)) {
            recording.step("make", "started", Map.of());
            for (int i = 0; i < 10; i++) {
                recording.add(ProcessWatch.BEGIN, 1, Map.of("what", "an object with a long name"));
            }
            recording.step("make", "finished", Map.of());
            assertThat(recording.stopped()).isFalse();
        }
        assertThat(EventFile.read(file()))
                .filteredOn(event -> event.kind().equals(ProcessWatch.BEGIN))
                .hasSizeBetween(1, 5);
        assertThat(EventFile.read(file()))
                .last()
                .satisfies(event -> assertThat(event.text("state")).contains("finished"));
        assertThat(warnings)
                .containsExactly("The recording " + file()
                        + " has reached its limit of size; no more commands of this build are recorded.");
    }

    @Test
    void onlyItsOwnerReadsARecording() throws IOException {
        try (Recording recording = recording()) {
            recording.step("make", "started", Map.of());
        }
        assertThat(Files.getPosixFilePermissions(file())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(file().getParent()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void aRunThatFindsEverythingUpToDateLeavesNoTrace() {
        try (Recording recording = recording()) {
            recording.step("make", "reused", Map.of());
            assertThat(recording.begun()).isFalse();
        }
        assertThat(file()).doesNotExist();
    }

    @Test
    void ofATestsOutputTheEndIsKept() throws IOException {
        try (Recording recording = recording()) {
            recording.step("check", "started", Map.of());
            recording.note("test", Map.of("output", "a".repeat(10_000) + "Expected: 1"));
        }
        assertThat(EventFile.read(file()).get(2).text("output").orElseThrow())
                .hasSize(8195)
                .startsWith("...a")
                .endsWith("Expected: 1");
    }

    @Test
    void aFileThatCannotBeWrittenWarnsOnceAndTheBuildContinues() throws IOException {
        Files.writeString(directory.resolve("report"), "in the way");
        try (Recording recording = recording()) {
            recording.step("unpack", "started", Map.of());
            recording.restart(Set.of("make"));
            recording.step("unpack", "finished", Map.of());
        }
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0))
                .startsWith("Cannot record what this build does: ")
                .endsWith(". The build continues without a recording.");
    }

    @Test
    void aLinkInPlaceOfTheFileIsNotFollowed() throws IOException {
        Path other = Files.writeString(directory.resolve("other"), "precious");
        Files.createDirectories(file().getParent());
        Files.createSymbolicLink(file(), other);
        run("unpack");
        assertThat(other).hasContent("precious");
        assertThat(warnings).hasSize(1);
    }
}
