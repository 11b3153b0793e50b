package io.github.mesosbuild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.cluster.ClusterJournal.Entry;
import io.github.mesosbuild.cluster.ClusterJournal.Kind;
import io.github.mesosbuild.cluster.NodeLife.Phase;
import io.github.mesosbuild.config.ConfigNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeLifeTest {
    private static final Instant ZERO = Instant.parse("2026-11-29T23:00:00Z");
    private static final String NODE = "master-1";

    private final List<Entry> journal = new ArrayList<>();

    private static Instant at(long seconds) {
        return ZERO.plusSeconds(seconds);
    }

    /** Each start has another process. */
    private int pid = 6;

    private void note(long seconds, Kind kind) {
        if (kind == Kind.STARTED) {
            pid++;
        }
        note(seconds, kind, pid);
    }

    private void note(long seconds, Kind kind, int process) {
        journal.add(new Entry(
                kind, at(seconds), ConfigNode.lenient(Map.of("node", NODE, "pid", process, "how", "exited"))));
    }

    private void stopping(long seconds, String... alive) {
        journal.add(new Entry(Kind.STOPPING, at(seconds), ConfigNode.lenient(Map.of("alive", List.of(alive)))));
    }

    private void ready(long seconds) {
        journal.add(new Entry(Kind.READY, at(seconds), ConfigNode.lenient(Map.of("nodes", List.of(NODE, "slave-1")))));
    }

    private static DaemonLogFacts log(long last, String reason, Object... facts) {
        List<DaemonLogFacts.Fact> all = new ArrayList<>();
        for (int i = 0; i < facts.length; i += 2) {
            all.add(new DaemonLogFacts.Fact((DaemonLogFacts.Kind) facts[i], at((int) facts[i + 1]), "log"));
        }
        return new DaemonLogFacts(
                all, Optional.of(at(last)), Optional.of(reason).filter(text -> !text.isEmpty()), true);
    }

    private NodeLife life(boolean alive, DaemonLogFacts... logs) {
        return NodeLife.of(NODE, journal, List.of(logs), new NodeLife.Stop(at(100), at(101), alive, false));
    }

    private static Phase phase(String state, long from, long to) {
        return new Phase(state, at(from), at(to));
    }

    @Test
    void aMasterStartsIsElectedAndIsStopped() {
        note(0, Kind.STARTED);
        ready(5);
        NodeLife life = life(true, log(99, "Received signal SIGTERM", DaemonLogFacts.Kind.ELECTED, 3));
        assertThat(life.phases()).containsExactly(phase("starting", 0, 3), phase("leading", 3, 101));
        assertThat(life.moments()).extracting(NodeLife.Moment::event).containsExactly("started", "elected", "stopped");
        assertThat(life.end()).isEqualTo(NodeLife.End.STOPPED);
        assertThat(life.reason()).isEmpty();
    }

    @Test
    void aPausedLeaderContinuesAsOne() {
        note(0, Kind.STARTED);
        ready(5);
        note(20, Kind.PAUSED);
        note(30, Kind.RESUMED);
        NodeLife life = life(true, log(99, "", DaemonLogFacts.Kind.ELECTED, 3));
        assertThat(life.phases())
                .containsExactly(
                        phase("starting", 0, 3),
                        phase("leading", 3, 20),
                        phase("paused", 20, 30),
                        phase("leading", 30, 101));
    }

    @Test
    void aKilledNodeIsDeadUntilItsRestart() {
        note(0, Kind.STARTED);
        ready(5);
        note(20, Kind.KILLED);
        note(40, Kind.STARTED);
        ready(42);
        NodeLife life = life(true, log(19, ""), log(99, ""));
        assertThat(life.phases())
                .containsExactly(
                        phase("starting", 0, 5),
                        phase("ready", 5, 20),
                        phase("ended", 20, 40),
                        phase("starting", 40, 42),
                        phase("ready", 42, 101));
        assertThat(life.end()).isEqualTo(NodeLife.End.STOPPED);
    }

    /** Between its last line and the look of the plugin, nobody knows. */
    @Test
    void aNodeThatEndedUnseenHasAnUnknownTime() {
        note(0, Kind.STARTED);
        ready(5);
        NodeLife life = life(false, log(60, "Check failed: x"));
        assertThat(life.phases())
                .containsExactly(
                        phase("starting", 0, 5),
                        phase("ready", 5, 60),
                        phase("unknown", 60, 100),
                        phase("ended", 100, 101));
        assertThat(life.moments().get(2).after()).contains(at(60));
        assertThat(life.moments().get(2).text())
                .isEqualTo(
                        "had ended unexpectedly when the plugin looked; the time is unknown. Its log: Check failed: x");
        assertThat(life.end()).isEqualTo(NodeLife.End.BY_ITSELF);
        assertThat(life.reason()).contains("Check failed: x");
    }

    @Test
    void aCrashThatTheLogDatesHasItsTime() {
        note(0, Kind.STARTED);
        ready(5);
        note(90, Kind.GONE);
        NodeLife life = life(false, log(60, "*** SIGSEGV", DaemonLogFacts.Kind.CRASHED, 61));
        assertThat(life.phases())
                .containsExactly(phase("starting", 0, 5), phase("ready", 5, 61), phase("ended", 61, 101));
        assertThat(life.moments())
                .filteredOn(moment -> moment.event().equals("ended"))
                .extracting(NodeLife.Moment::text)
                .containsExactly("ended unexpectedly. Its log: *** SIGSEGV");
    }

    /** The start is repeated with other ports. */
    @Test
    void aStartThatFailedIsNoEndByItself() {
        note(0, Kind.STARTED);
        journal.add(new Entry(Kind.FAILED, at(3), ConfigNode.lenient(Map.of("nodes", List.of(NODE)))));
        note(4, Kind.STARTED);
        ready(9);
        NodeLife life = life(true, log(2, "Address already in use"), log(99, ""));
        assertThat(life.phases())
                .containsExactly(
                        phase("starting", 0, 3), phase("ended", 3, 4), phase("starting", 4, 9), phase("ready", 9, 101));
        assertThat(life.end()).isEqualTo(NodeLife.End.STOPPED);
    }

    @Test
    void aNodeIsReadyOnceAfterEachStart() {
        note(0, Kind.STARTED);
        ready(5);
        ready(9);
        assertThat(life(true).moments())
                .extracting(NodeLife.Moment::event)
                .containsExactly("started", "ready", "stopped");
    }

    @Test
    void whoSawTheEndFirstNarrowsTheTime() {
        note(0, Kind.STARTED);
        ready(5);
        note(30, Kind.GONE);
        note(40, Kind.GONE);
        assertThat(life(false, log(25, "")).phases())
                .containsExactly(
                        phase("starting", 0, 5),
                        phase("ready", 5, 25),
                        phase("unknown", 25, 30),
                        phase("ended", 30, 101));
    }

    @Test
    void anEndThatThePluginWatchedHasATime() {
        note(0, Kind.STARTED);
        ready(5);
        note(30, Kind.ENDED);
        NodeLife life = life(false, log(25, ""));
        assertThat(life.phases())
                .containsExactly(phase("starting", 0, 5), phase("ready", 5, 30), phase("ended", 30, 101));
        assertThat(life.end()).isEqualTo(NodeLife.End.BY_ITSELF);
    }

    @Test
    void anEndOnPurposeIsNoEndByItself() {
        note(0, Kind.STARTED);
        ready(5);
        note(30, Kind.KILLED);
        note(31, Kind.GONE);
        assertThat(life(false, log(25, "")).end()).isEqualTo(NodeLife.End.KILLED);
    }

    @Test
    void aSlaveRegistersAgain() {
        note(0, Kind.STARTED);
        NodeLife life = life(
                true,
                log(
                        99,
                        "",
                        DaemonLogFacts.Kind.MASTER_FOUND,
                        1,
                        DaemonLogFacts.Kind.REGISTERED,
                        2,
                        DaemonLogFacts.Kind.MASTER_LOST,
                        50,
                        DaemonLogFacts.Kind.MASTER_FOUND,
                        52,
                        DaemonLogFacts.Kind.REGISTERED,
                        53));
        assertThat(life.phases())
                .containsExactly(
                        phase("starting", 0, 2),
                        phase("ready", 2, 50),
                        phase("registering", 50, 53),
                        phase("ready", 53, 101));
    }

    @Test
    void whatTheLogTellsOfTheStopItselfIsNoEvent() {
        note(0, Kind.STARTED);
        ready(5);
        NodeLife life = life(true, log(101, "", DaemonLogFacts.Kind.SHUT_DOWN, 100));
        assertThat(life.moments()).extracting(NodeLife.Moment::event).containsExactly("started", "ready", "stopped");
    }

    @Test
    void aNodeThatSurvivesIsLeft() {
        note(0, Kind.STARTED);
        NodeLife life = NodeLife.of(NODE, journal, List.of(), new NodeLife.Stop(at(100), at(101), true, true));
        assertThat(life.end()).isEqualTo(NodeLife.End.LEFT);
        assertThat(life.moments().get(1).text()).isEqualTo("could not be ended");
    }

    /** Clocks are set back, and journals are damaged. */
    @Test
    void noOrderOfEntriesGivesNegativeTimes() {
        for (Kind first : Kind.values()) {
            for (Kind second : Kind.values()) {
                for (Kind third : Kind.values()) {
                    journal.clear();
                    note(200, first);
                    note(20, second);
                    note(150, third);
                    for (boolean alive : new boolean[] {true, false}) {
                        assertThat(life(alive, log(60, "", DaemonLogFacts.Kind.ELECTED, 3))
                                        .phases())
                                .as(first + " " + second + " " + third)
                                .allMatch(phase -> phase.to().isAfter(phase.from()));
                    }
                }
            }
        }
    }

    /** A mesos:run beside mesos:restart sees the end of the process that was replaced. */
    @Test
    void anEndOfAnEarlierProcessIsNoneOfTheNext() {
        note(0, Kind.STARTED);
        ready(5);
        note(20, Kind.RESTARTING);
        note(21, Kind.STARTED);
        note(22, Kind.ENDED, 7);
        note(23, Kind.GONE, 7);
        note(24, Kind.KILLED, 7);
        ready(25);
        NodeLife life = life(true, log(19, ""), log(99, ""));
        assertThat(life.phases())
                .containsExactly(
                        phase("starting", 0, 5),
                        phase("ready", 5, 20),
                        phase("ended", 20, 21),
                        phase("starting", 21, 25),
                        phase("ready", 25, 101));
        assertThat(life.end()).isEqualTo(NodeLife.End.STOPPED);
        note(30, Kind.ENDED, 8);
        assertThat(life(false).end()).isEqualTo(NodeLife.End.BY_ITSELF);
    }

    @Test
    void whatIsSeenDuringAStopIsItsWork() {
        note(0, Kind.STARTED);
        ready(5);
        stopping(99);
        note(100, Kind.ENDED);
        note(100, Kind.GONE);
        NodeLife life = life(true, log(98, ""));
        assertThat(life.end()).isEqualTo(NodeLife.End.STOPPED);
        assertThat(life.moments()).extracting(NodeLife.Moment::event).containsExactly("started", "ready", "stopped");
    }

    @Test
    void aSecondStopDoesNotBlameWhatTheFirstEnded() {
        note(0, Kind.STARTED);
        ready(5);
        stopping(90, NODE);
        note(91, Kind.ENDED);
        stopping(100);
        NodeLife life = life(false, log(91, "Received signal SIGTERM"));
        assertThat(life.end()).isEqualTo(NodeLife.End.STOPPED);
        assertThat(life.reason()).isEmpty();
        assertThat(life.phases()).containsExactly(phase("starting", 0, 5), phase("ready", 5, 90));
        assertThat(life.moments().get(2).text()).isEqualTo("was ended by an earlier stop");
    }

    @Test
    void aNodeThatTheFirstStopFoundDeadEndedByItself() {
        note(0, Kind.STARTED);
        ready(5);
        stopping(90, "slave-1");
        stopping(100);
        assertThat(life(false, log(60, "")).end()).isEqualTo(NodeLife.End.BY_ITSELF);
    }

    @Test
    void aNodeThatStartsAfterAStopThatFailedCanEndByItself() {
        note(0, Kind.STARTED);
        stopping(20, NODE);
        note(30, Kind.STARTED);
        note(40, Kind.ENDED);
        assertThat(life(false).end()).isEqualTo(NodeLife.End.BY_ITSELF);
    }

    @Test
    void resumingANodeThatIsNotPausedChangesNothing() {
        note(0, Kind.STARTED);
        ready(5);
        note(20, Kind.RESUMED);
        assertThat(life(true).phases()).containsExactly(phase("starting", 0, 5), phase("ready", 5, 101));
    }

    @Test
    void aNodeThatIsPausedTwiceContinuesAsBefore() {
        note(0, Kind.STARTED);
        ready(5);
        note(20, Kind.PAUSED);
        note(25, Kind.PAUSED);
        note(30, Kind.RESUMED);
        assertThat(life(true).phases())
                .containsExactly(
                        phase("starting", 0, 5),
                        phase("ready", 5, 20),
                        phase("paused", 20, 30),
                        phase("ready", 30, 101));
    }

    @Test
    void aRestartForgetsThePause() {
        note(0, Kind.STARTED);
        note(1, Kind.PAUSED);
        note(25, Kind.STARTED);
        ready(30);
        note(35, Kind.RESUMED);
        NodeLife life = life(true);
        assertThat(life.phases().subList(life.phases().size() - 2, life.phases().size()))
                .containsExactly(phase("starting", 25, 30), phase("ready", 30, 101));
    }

    /** Others see the end before mesos:kill notes that it was the cause. */
    @Test
    void aKillReplacesTheEndThatOthersSaw() {
        for (Kind seen : new Kind[] {Kind.ENDED, Kind.GONE}) {
            journal.clear();
            note(0, Kind.STARTED);
            ready(5);
            note(21, seen);
            note(20, Kind.KILLED);
            NodeLife life = life(false, log(19, "x"));
            assertThat(life.end()).isEqualTo(NodeLife.End.KILLED);
            assertThat(life.reason()).isEmpty();
            assertThat(life.moments())
                    .extracting(NodeLife.Moment::event)
                    .as(seen.name())
                    .containsExactly("started", "ready", "killed");
            assertThat(life.phases())
                    .containsExactly(phase("starting", 0, 5), phase("ready", 5, 20), phase("ended", 20, 101));
        }
    }
}
