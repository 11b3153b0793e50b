package io.github.mesosbuild.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopologyTest {
    private static Topology.Spec spec(int masters, int slaves, String zooKeeper, Integer ensemble, Integer quorum) {
        return new Topology.Spec(
                masters,
                slaves,
                Optional.ofNullable(zooKeeper),
                ensemble == null ? OptionalInt.empty() : OptionalInt.of(ensemble),
                Optional.empty(),
                quorum == null ? OptionalInt.empty() : OptionalInt.of(quorum),
                "127.0.0.1",
                Map.of(),
                Map.of(),
                Map.of());
    }

    private static Topology topology(Topology.Spec spec) throws ClusterException {
        return Topology.of(spec, "slave");
    }

    private static String refusal(Topology.Spec spec) {
        return assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> topology(spec))
                .matches(e -> e.kind() == ClusterException.Kind.TOPOLOGY)
                .actual()
                .getMessage();
    }

    @Test
    void oneMasterNeedsNoZooKeeper() throws ClusterException {
        Topology topology = topology(spec(1, 1, null, null, null));
        assertThat(topology.zooKeeper()).isEqualTo(new ZooKeeper.None());
        assertThat(topology.names("slave")).containsExactly("master-1", "slave-1");
    }

    @Test
    void threeMastersHaveAnEnsembleOfThree() throws ClusterException {
        Topology topology = topology(spec(3, 2, null, null, null));
        assertThat(topology.zooKeeper()).isEqualTo(new ZooKeeper.Embedded(3));
        assertThat(topology.quorum()).isEqualTo(2);
        assertThat(topology.names("agent"))
                .containsExactly(
                        "zookeeper-1",
                        "zookeeper-2",
                        "zookeeper-3",
                        "master-1",
                        "master-2",
                        "master-3",
                        "agent-1",
                        "agent-2");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 2", "4, 3", "5, 3", "7, 4"})
    void theQuorumIsTheSmallestMajority(int masters, int quorum) throws ClusterException {
        assertThat(topology(spec(masters, 0, "embedded", 1, null)).quorum()).isEqualTo(quorum);
    }

    @Test
    void halfOfTheMastersIsNoQuorum() {
        assertThat(refusal(spec(4, 1, null, null, 2)))
                .isEqualTo(
                        "A quorum of 2 is not a majority of 4 masters: two groups could decide separately and damage the"
                                + " replicated log. Use a quorum of 3, or at most 3 masters.");
    }

    @Test
    void aQuorumThatCannotComeTogetherIsRefused() {
        assertThat(refusal(spec(3, 1, null, null, 4)))
                .isEqualTo("A quorum of 4 can never be reached with 3 masters. Use a quorum of 2.");
    }

    @Test
    void withAnExternalZooKeeperTheOtherMastersMayRunElsewhere() throws ClusterException {
        assertThat(topology(spec(1, 0, "zk://10.0.0.1:2181/mesos", null, 2)).quorum())
                .isEqualTo(2);
    }

    @Test
    void severalMastersCannotDoWithoutZooKeeper() {
        assertThat(refusal(spec(2, 1, "none", null, null)))
                .isEqualTo("2 masters need a ZooKeeper to elect their leader, and zookeeper is 'none'.");
    }

    @Test
    void anEnsembleOfTwoIsRefused() {
        assertThat(refusal(spec(3, 1, "embedded", 2, null))).contains("two are worse than one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"zk://host:2181", "zk://host:2181/", "http://host/mesos", "zk:///mesos", "some", "zk://a b/mesos"
            })
    void whatIsNoUrlOfZooKeeperIsRefused(String url) {
        assertThat(refusal(spec(1, 1, url, null, null)))
                .startsWith("'" + url + "' is neither 'none' nor 'embedded' nor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zk://host:2181/mesos", "zk://user:secret@a:1,b:2/a/b", "zk://127.0.0.1/x"})
    void aUrlOfZooKeeperIsTaken(String url) throws ClusterException {
        assertThat(topology(spec(1, 1, url, null, 1)).zooKeeper()).isEqualTo(new ZooKeeper.External(url));
    }

    @Test
    void aClusterHasANode() {
        assertThat(refusal(spec(0, 0, null, null, null))).contains("has no nodes");
    }

    @Test
    void aSlaveAloneMustKnowItsMaster() {
        assertThat(refusal(spec(0, 1, null, null, null)))
                .isEqualTo("Without a master of its own, a slave must be told which to join.");
    }

    @Test
    void whatIsSaidOfANodeThatIsNotThereIsRefused() {
        Topology.Spec one = spec(1, 1, null, null, null);
        Topology.Spec withPort = new Topology.Spec(
                1,
                1,
                one.zooKeeper(),
                one.ensemble(),
                one.master(),
                one.quorum(),
                one.ip(),
                Map.of("slave-2", 5051),
                Map.of(),
                Map.of());
        assertThat(refusal(withPort))
                .isEqualTo("The cluster has no node 'slave-2', which is given a port; it has master-1, slave-1.");
    }

    @Test
    void aPortIsGivenOnce() {
        Topology.Spec one = spec(1, 1, null, null, null);
        Topology.Spec twice = new Topology.Spec(
                1,
                1,
                one.zooKeeper(),
                one.ensemble(),
                one.master(),
                one.quorum(),
                one.ip(),
                Map.of("slave-1", 5050, "master-1", 5050),
                Map.of(),
                Map.of());
        assertThat(refusal(twice)).isEqualTo("The port 5050 is given to master-1 and to slave-1.");
    }

    @Test
    void whatIsAskedOfOneNodeWinsOverWhatIsAskedOfAll() throws ClusterException {
        Topology.Spec one = spec(1, 2, null, null, null);
        Topology topology = topology(new Topology.Spec(
                1,
                2,
                one.zooKeeper(),
                one.ensemble(),
                one.master(),
                one.quorum(),
                one.ip(),
                Map.of(),
                Map.of(
                        Role.SLAVE,
                        new NodeSettings(Map.of("resources", "cpus:1", "attributes", "rack:1"), Map.of("A", "1"))),
                Map.of("slave-2", new NodeSettings(Map.of("resources", "cpus:2"), Map.of("B", "2")))));
        assertThat(topology.settings(Role.SLAVE, "slave-1").flags())
                .containsExactlyInAnyOrderEntriesOf(Map.of("resources", "cpus:1", "attributes", "rack:1"));
        assertThat(topology.settings(Role.SLAVE, "slave-2").flags())
                .containsExactlyInAnyOrderEntriesOf(Map.of("resources", "cpus:2", "attributes", "rack:1"));
        assertThat(topology.settings(Role.SLAVE, "slave-2").environment())
                .containsExactlyInAnyOrderEntriesOf(Map.of("A", "1", "B", "2"));
    }
}
