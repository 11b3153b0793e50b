package io.github.mesosbuild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.cluster.ClusterJournal.Entry;
import io.github.mesosbuild.cluster.ClusterJournal.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterJournalTest {
    private static final Instant NOW = Instant.parse("2026-11-29T23:00:00.123Z");

    @TempDir
    private Path root;

    private ClusterDirectory directory;
    private ClusterJournal journal;

    @BeforeEach
    void create() {
        directory = new ClusterDirectory(root.resolve("cluster"));
        journal = new ClusterJournal(directory, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private void write(String text) throws Exception {
        Files.writeString(directory.recording(), text, StandardCharsets.ISO_8859_1, StandardOpenOption.APPEND);
    }

    @Test
    void entriesAreLinesForTheOwnerAlone() throws Exception {
        journal.note(Kind.STARTING, Map.of("zk", "zk://me:secret@127.0.0.1:2181/mesos"));
        journal.note(Kind.READY, Map.of("nodes", List.of("master-1")));
        assertThat(Files.readString(directory.recording()))
                .isEqualTo("{\"event\":\"starting\",\"at\":\"2026-11-29T23:00:00.123Z\","
                        + "\"zk\":\"zk://me:***@127.0.0.1:2181/mesos\"}\n"
                        + "{\"event\":\"ready\",\"at\":\"2026-11-29T23:00:00.123Z\",\"nodes\":[\"master-1\"]}\n");
        assertThat(Files.getPosixFilePermissions(directory.recording()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(journal.read()).extracting(Entry::kind).containsExactly(Kind.STARTING, Kind.READY);
        assertThat(journal.read().get(1).values().get("nodes").texts()).containsExactly("master-1");
    }

    @Test
    void damagedLinesAreSkippedAndATornOneDoesNotSpoilTheNext() throws Exception {
        journal.note(Kind.STARTING, Map.of());
        write("{}\n[1]\n\u0000\u00ff\n{\"event\":\"dancing\",\"at\":\"2026-11-29T23:00:00Z\"}\n"
                + "{\"event\":\"killed\",\"at\":\"yesterday\"}\n{\"event\":[],\"at\":{}}\n"
                + "{\"event\":\"killed\",\"at\":\"2026-11-");
        journal.note(Kind.STOPPED, Map.of());
        assertThat(journal.read()).extracting(Entry::kind).containsExactly(Kind.STARTING, Kind.STOPPED);
        assertThat(journal.isOpen()).isFalse();
    }

    @Test
    void withoutAFileThereIsNothing() {
        assertThat(journal.read()).isEmpty();
        assertThat(journal.isOpen()).isFalse();
    }

    /** A link in its place could lead to a file of others. */
    @Test
    void aLinkIsNeitherReadNorWritten() throws Exception {
        Path other = Files.writeString(root.resolve("other"), "");
        Files.createDirectories(directory.report());
        Files.createSymbolicLink(directory.recording(), other);
        journal.note(Kind.STARTING, Map.of());
        assertThat(other).isEmptyFile();
        assertThat(journal.read()).isEmpty();
    }

    @Test
    void aClusterDoesNotFailBecauseOfADirectoryInItsPlace() throws Exception {
        Files.createDirectories(directory.recording());
        journal.note(Kind.STARTING, Map.of());
        assertThat(journal.read()).isEmpty();
    }

    @Test
    void whatIsSeenAfterAStopDoesNotReopenTheJournal() {
        journal.note(Kind.STARTED, Map.of("node", "master-1"));
        journal.note(Kind.GONE, Map.of("node", "master-1"));
        assertThat(journal.isOpen()).isTrue();
        journal.note(Kind.STOPPED, Map.of());
        journal.note(Kind.ENDED, Map.of("node", "master-1"));
        assertThat(journal.isOpen()).isFalse();
    }

    /** Their durations would overflow. */
    @Test
    void entriesOfAbsurdYearsAreDropped() throws Exception {
        journal.note(Kind.STARTED, Map.of());
        for (String at :
                List.of("+1000000000-12-31T23:59:59Z", "-1000000000-01-01T00:00:00Z", "1969-01-01T00:00:00Z")) {
            write("{\"event\":\"gone\",\"at\":\"" + at + "\"}\n");
        }
        write("{\"event\":!!int y}\n");
        assertThat(journal.read()).extracting(Entry::kind).containsExactly(Kind.STARTED);
    }
}
