package io.github.mesosbuild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.cluster.DaemonLogFacts.Fact;
import io.github.mesosbuild.cluster.DaemonLogFacts.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines as masters and slaves of 0.24.0 and 1.11.0 wrote them. */
class DaemonLogFactsTest {
    private static final Instant STARTED = Instant.parse("2026-11-29T23:00:00.500Z");

    @TempDir
    private Path directory;

    private DaemonLogFacts read(Instant started, ZoneId zone, String... lines) throws Exception {
        Path log = Files.writeString(directory.resolve("log"), String.join("\n", lines) + "\n");
        return DaemonLogFacts.read(log, 0, Long.MAX_VALUE, started, zone);
    }

    private DaemonLogFacts read(String... lines) throws Exception {
        return read(STARTED, ZoneOffset.UTC, lines);
    }

    @Test
    void aMasterOf024IsElectedAndLosesItsLeadership() throws Exception {
        DaemonLogFacts facts = read(
                "I1129 23:00:00.612345  4711 main.cpp:237] Build: 2015-08-25 by root",
                "I1129 23:00:02.100000  4715 master.cpp:1525] The newly elected leader is master@127.0.0.1:5050 with id 20261129",
                "I1129 23:00:02.100200  4715 master.cpp:1538] Elected as the leading master!",
                "I1129 23:01:00.000000  4716 master.cpp:1525] The newly elected leader is None",
                "Lost leadership... committing suicide!");
        assertThat(facts.facts())
                .containsExactly(
                        new Fact(
                                Kind.FOLLOWS,
                                Instant.parse("2026-11-29T23:00:02.100Z"),
                                "The newly elected leader is master@127.0.0.1:5050 with id 20261129"),
                        new Fact(
                                Kind.ELECTED,
                                Instant.parse("2026-11-29T23:00:02.100200Z"),
                                "Elected as the leading master!"),
                        new Fact(
                                Kind.FOLLOWS,
                                Instant.parse("2026-11-29T23:01:00Z"),
                                "The newly elected leader is None"));
        assertThat(facts.reason()).contains("Lost leadership... committing suicide!");
        assertThat(facts.last()).contains(Instant.parse("2026-11-29T23:01:00Z"));
        assertThat(facts.complete()).isTrue();
    }

    @Test
    void anAgentOf111RegistersAgainWithTheNextMaster() throws Exception {
        DaemonLogFacts facts = read(
                "I1129 23:00:00.612345  4711 main.cpp:374] Build: 2020-11-20",
                "I1129 23:00:03.000001  4712 slave.cpp:1473] New master detected at master@127.0.0.1:5050",
                "I1129 23:00:03.500000  4712 slave.cpp:1698] Registered with master master@127.0.0.1:5050; given agent ID a-S0",
                "I1129 23:00:10.000000  4712 slave.cpp:1466] Lost leading master",
                "I1129 23:00:12.000000  4712 slave.cpp:1830] Re-registered with master master@127.0.0.1:5051");
        assertThat(facts.facts())
                .extracting(Fact::kind)
                .containsExactly(Kind.MASTER_FOUND, Kind.REGISTERED, Kind.MASTER_LOST, Kind.REGISTERED);
    }

    @Test
    void aCrashHasTheTimeThatGlogNames() throws Exception {
        DaemonLogFacts facts = read(
                "I1129 23:00:00.612345  4711 main.cpp:374] Build",
                "F1129 23:00:05.000000  4711 slave.cpp:1783] Check failed: 'x' Must be non NULL",
                "*** Aborted at 1795993206 (unix time) try \"date -d @1795993206\" if you are using GNU date ***",
                "*** SIGABRT (@0x1267) received by PID 4711 (TID 0x7f) from PID 4711; stack trace: ***");
        assertThat(facts.facts())
                .containsExactly(
                        new Fact(
                                Kind.CRASHED,
                                Instant.ofEpochSecond(1795993206),
                                "*** Aborted at 1795993206 (unix time) try \"date -d @1795993206\" if you are using GNU date ***"));
        assertThat(facts.reason().orElseThrow()).startsWith("*** SIGABRT");
    }

    /** 0.24.0 writes the time of an earlier line, and 1.11.0 none. */
    @Test
    void aSignalIsAReasonWithoutATime() throws Exception {
        for (String time : new String[] {"W1129 23:00:09.612345", "W0000 00:00:00.000000"}) {
            DaemonLogFacts facts = read(
                    "I1129 23:00:00.612345  4711 main.cpp:237] Build",
                    time + "  4711 logging.cpp:80] RAW: Received signal SIGTERM from process 4618 of user 0; exiting");
            assertThat(facts.facts()).isEmpty();
            assertThat(facts.last()).contains(Instant.parse("2026-11-29T23:00:00.612345Z"));
            assertThat(facts.reason()).contains("Received signal SIGTERM from process 4618 of user 0; exiting");
        }
    }

    /** The daemon's zone need not be that of the JVM that reads its log. */
    @Test
    void timesOfEveryZoneAreUnderstood() throws Exception {
        for (String[] zone : new String[][] {
            {"1130 00:00:01", "Europe/Paris"},
            {"1130 04:45:01", "UTC"},
            {"1129 15:00:01", "America/Los_Angeles"},
            {"1129 23:00:01", "Asia/Tokyo"}
        }) {
            DaemonLogFacts facts = read(
                    STARTED, ZoneId.of(zone[1]), "I" + zone[0] + ".000000  1 a.cpp:1] Elected as the leading master!");
            assertThat(facts.facts())
                    .as(zone[0])
                    .extracting(Fact::at)
                    .containsExactly(Instant.parse("2026-11-29T23:00:01Z"));
        }
    }

    @Test
    void aClusterMayRunIntoTheNextYearAndThroughTheEndOfSummerTime() throws Exception {
        DaemonLogFacts year = read(
                Instant.parse("2026-12-31T23:59:59Z"),
                ZoneOffset.UTC,
                "I1231 23:59:59.500000  1 a.cpp:1] x",
                "I0101 00:00:01.000000  1 a.cpp:1] Lost leading master");
        assertThat(year.facts()).extracting(Fact::at).containsExactly(Instant.parse("2027-01-01T00:00:01Z"));
        DaemonLogFacts summer = read(
                Instant.parse("2026-10-24T22:00:00Z"),
                ZoneId.of("Europe/Paris"),
                "I1025 00:00:01.000000  1 a.cpp:1] x",
                "I1025 12:00:00.000000  1 a.cpp:1] Lost leading master");
        assertThat(summer.facts()).extracting(Fact::at).containsExactly(Instant.parse("2026-10-25T11:00:00Z"));
    }

    /** A time that may be wrong is worse than none. */
    @Test
    void aLogWhoseFirstTimeFitsNoZoneHasNoTimes() throws Exception {
        DaemonLogFacts facts = read(
                "I0704 03:07:01.000000  1 a.cpp:1] Elected as the leading master!",
                "Lost leadership... committing suicide!");
        assertThat(facts.facts()).isEmpty();
        assertThat(facts.last()).isEmpty();
        assertThat(facts.reason()).contains("Lost leadership... committing suicide!");
    }

    @Test
    void otherLinesAndDaysThatDoNotExistAreNoFacts() throws Exception {
        DaemonLogFacts facts = read(
                "I1129 23:00:00.612345  4711 main.cpp:374] Build",
                "I1345 23:00:01.000000  1 a.cpp:1] Elected as the leading master!",
                "I1129 99:00:01.000000  1 a.cpp:1] Elected as the leading master!",
                "Elected as the leading master!",
                "I1129 23:00:01.000000  1 http.cpp:1] said: Elected as the leading master!",
                "\u0000\ufffd".repeat(10_000));
        assertThat(facts.facts()).isEmpty();
        assertThat(DaemonLogFacts.read(directory.resolve("absent"), 0, 10, STARTED, ZoneOffset.UTC))
                .isEqualTo(DaemonLogFacts.NONE);
        assertThat(DaemonLogFacts.read(directory, 0, 10, STARTED, ZoneOffset.UTC))
                .isEqualTo(DaemonLogFacts.NONE);
    }

    /** A restarted daemon appends to its log. */
    @Test
    void onlyTheGivenPartIsRead() throws Exception {
        String first = "I1129 23:00:01.000000  1 a.cpp:1] Elected as the leading master!\n";
        String second = "I1129 23:05:01.000000  1 a.cpp:1] Lost leading master\n";
        Path log = Files.writeString(directory.resolve("log"), first + second, StandardCharsets.UTF_8);
        assertThat(DaemonLogFacts.read(log, 0, first.length(), STARTED, ZoneOffset.UTC)
                        .facts())
                .extracting(Fact::kind)
                .containsExactly(Kind.ELECTED);
        assertThat(DaemonLogFacts.read(log, first.length(), Long.MAX_VALUE, STARTED.plusSeconds(300), ZoneOffset.UTC)
                        .facts())
                .extracting(Fact::kind)
                .containsExactly(Kind.MASTER_LOST);
    }

    @Test
    void ofAHugeLogTheEndIsRead() throws Exception {
        Path log = directory.resolve("log");
        String line = "I1129 23:00:01.000000  1 a.cpp:1] " + "x".repeat(1000) + "\n";
        Files.writeString(
                log,
                line + "I1129 23:00:01.000000  1 a.cpp:1] Elected as the leading master!\n" + line.repeat(17_000)
                        + "I1129 23:00:02.000000  1 a.cpp:1] Lost leading master\n");
        DaemonLogFacts facts = DaemonLogFacts.read(log, 0, Long.MAX_VALUE, STARTED, ZoneOffset.UTC);
        assertThat(facts.complete()).isFalse();
        assertThat(facts.facts()).extracting(Fact::kind).containsExactly(Kind.MASTER_LOST);
    }

    @Test
    void ofManyFactsTheLastOnesAndCrashesAreKept() throws Exception {
        StringBuilder lines = new StringBuilder("I1129 23:00:00.600000  1 a.cpp:1] Elected as the leading master!\n"
                + "*** Aborted at 1795993206 (unix time) ***\n");
        for (int i = 0; i < 300; i++) {
            lines.append("I1129 23:00:01.000000  1 a.cpp:1] New master detected at " + i + "\n");
        }
        DaemonLogFacts facts = read(lines.toString());
        assertThat(facts.facts()).hasSize(200);
        assertThat(facts.facts().get(0).kind()).isEqualTo(Kind.CRASHED);
        assertThat(facts.facts().get(199).text()).isEqualTo("New master detected at 299");
        assertThat(facts.complete()).isFalse();
    }
}
