package io.github.mesosbuild.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Locale;
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
    void halfOfTheMastersIsNotAQuorum() {
        assertThat(refusal(spec(4, 1, null, null, 2)))
                .isEqualTo(
                        "A quorum of 2 is not a majority of 4 masters: two groups could decide separately and damage the"
                                + " replicated log. Use a quorum of 3, or at most 3 masters.");
    }

    @Test
    void aQuorumOutOfReachIsRefused() {
        assertThat(refusal(spec(3, 1, null, null, 4)))
                .isEqualTo("A quorum of 4 can never be reached with 3 masters. Use a quorum of 2.");
    }

    @Test
    void withAnExternalZooKeeperTheOtherMastersMayRunElsewhere() throws ClusterException {
        assertThat(topology(spec(1, 0, "zk://10.0.0.1:2181/mesos", null, 2)).quorum())
                .isEqualTo(2);
    }

    @Test
    void severalMastersNeedZooKeeper() {
        assertThat(refusal(spec(2, 1, "none", null, null)))
                .isEqualTo("2 masters need ZooKeeper to elect a leader, but mesos.cluster.zookeeper is none.");
    }

    @Test
    void anEnsembleOfTwoIsRefused() {
        assertThat(refusal(spec(3, 1, "embedded", 2, null)))
                .isEqualTo(
                        "mesos.cluster.ensemble must be 1 or 3, got 2. Two servers are less reliable than one: the ensemble"
                                + " stops when either fails.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"zk://host:2181", "zk://host:2181/", "http://host/mesos", "zk:///mesos", "some", "zk://a b/mesos"
            })
    void anInvalidZooKeeperUrlIsRefused(String url) {
        assertThat(refusal(spec(1, 1, url, null, null)))
                .isEqualTo(
                        "mesos.cluster.zookeeper must be none, embedded or zk://host:port,host:port/path with a path, got"
                                + " '" + url + "'.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zk://host:2181/mesos", "zk://user:secret@a:1,b:2/a/b", "zk://127.0.0.1/x"})
    void aZooKeeperUrlIsAccepted(String url) throws ClusterException {
        assertThat(topology(spec(1, 1, url, null, 1)).zooKeeper()).isEqualTo(new ZooKeeper.External(url));
    }

    @Test
    void aClusterNeedsANode() {
        assertThat(refusal(spec(0, 0, null, null, null)))
                .isEqualTo("A cluster needs at least one node, got 0 masters and 0 slaves.");
    }

    @Test
    void aSlaveAloneNeedsTheAddressOfAMaster() {
        assertThat(refusal(spec(0, 1, null, null, null)))
                .isEqualTo("A slave needs a master to join: set mesos.master, mesos.zk or mesos.cluster.zookeeper.");
    }

    @Test
    void settingsForANodeThatDoesNotExistAreRefused() {
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
                .isEqualTo(
                        "Cannot set a port for 'slave-2': the cluster has no such node. Its nodes are master-1, slave-1.");
    }

    private static Topology.Spec named(Map<String, Integer> ports, Map<String, NodeSettings> nodes) {
        Topology.Spec one = spec(1, 2, null, null, null);
        return new Topology.Spec(
                1, 2, one.zooKeeper(), one.ensemble(), one.master(), one.quorum(), one.ip(), ports, Map.of(), nodes);
    }

    private static NodeSettings flag(String name, String value) {
        return new NodeSettings(Map.of(name, value), Map.of(name.toUpperCase(Locale.ROOT), value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"slave", "agent", "worker"})
    void aNodeIsDescribedAsSlaveOrAgentForEveryRelease(String own) throws ClusterException {
        Topology topology = Topology.of(
                named(
                        Map.of("slave-1", 5051, "agent-2", 5052, "agent-1", 5051),
                        Map.of("slave-1", flag("resources", "cpus:1"), "agent-1", flag("attributes", "rack:1"))),
                own);
        assertThat(topology.ports()).isEqualTo(Map.of(own + "-1", 5051, own + "-2", 5052));
        assertThat(topology.settings(Role.SLAVE, own + "-1").flags())
                .isEqualTo(Map.of("resources", "cpus:1", "attributes", "rack:1"));
        assertThat(topology.settings(Role.SLAVE, own + "-1").environment())
                .isEqualTo(Map.of("RESOURCES", "cpus:1", "ATTRIBUTES", "rack:1"));
    }

    @Test
    void aNodeCannotHaveTwoValuesByItsTwoNames() {
        assertThat(refusal(named(Map.of("slave-1", 5051, "agent-1", 5052), Map.of())))
                .isEqualTo("agent-1 and slave-1 are two names of one node, but have different ports: 5052 and 5051.");
        assertThat(refusal(named(
                        Map.of(),
                        Map.of("slave-2", flag("resources", "cpus:1"), "agent-2", flag("resources", "cpus:2")))))
                .isEqualTo("agent-2 and slave-2 are two names of one node, but have different values of --resources.");
        assertThat(refusal(named(
                        Map.of(),
                        Map.of(
                                "slave-2",
                                new NodeSettings(Map.of(), Map.of("X", "1")),
                                "agent-2",
                                new NodeSettings(Map.of(), Map.of("X", "2"))))))
                .isEqualTo("agent-2 and slave-2 are two names of one node, but have different values of X.");
    }

    @Test
    void messagesHaveTheWordOfTheRelease() {
        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> Topology.of(spec(0, 1, null, null, null), "agent"))
                .withMessage("An agent needs a master to join: set mesos.master, mesos.zk or mesos.cluster.zookeeper.");
        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> Topology.of(spec(0, 0, null, null, null), "agent"))
                .withMessage("A cluster needs at least one node, got 0 masters and 0 agents.");
        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> Topology.of(named(Map.of("slave-3", 5051), Map.of()), "agent"))
                .withMessage("Cannot set a port for 'agent-3': the cluster has no such node. Its nodes are master-1,"
                        + " agent-1, agent-2.");
    }

    @Test
    void twoNodesCannotHaveTheSamePort() {
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
        assertThat(refusal(twice)).isEqualTo("Port 5050 is set for both master-1 and slave-1.");
    }

    @Test
    void theSettingsOfANodeOverrideThoseOfItsRole() throws ClusterException {
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
