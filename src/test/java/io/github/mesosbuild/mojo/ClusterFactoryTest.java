package io.github.mesosbuild.mojo;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mesosbuild.cluster.ClusterException;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ClusterFactoryTest {
    @Test
    void aFlagOfASingleNodeIsRefusedForACompleteCluster() {
        Properties user = new Properties();
        user.setProperty("mesos.cluster.slaveFlags.foo", "1");
        assertThatCode(() -> ClusterFactory.requireNoFlagOfOneNode(user, "slave"))
                .doesNotThrowAnyException();
        user.setProperty("mesos.flags.foo", "1");
        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> ClusterFactory.requireNoFlagOfOneNode(user, "slave"))
                .matches(e -> e.kind() == ClusterException.Kind.FLAG)
                .withMessage("mesos.flags.foo has no effect on a complete cluster: it sets a flag of the node that"
                        + " 'mesos:start-master' or 'mesos:start-slave' starts. Set mesos.cluster.masterFlags.foo or"
                        + " mesos.cluster.slaveFlags.foo instead.");
    }

    @Test
    void theRefusalHasTheWordOfTheRelease() {
        Properties user = new Properties();
        user.setProperty("mesos.flags.foo", "1");
        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> ClusterFactory.requireNoFlagOfOneNode(user, "agent"))
                .withMessage("mesos.flags.foo has no effect on a complete cluster: it sets a flag of the node that"
                        + " 'mesos:start-master' or 'mesos:start-agent' starts. Set mesos.cluster.masterFlags.foo or"
                        + " mesos.cluster.agentFlags.foo instead.");
    }
}
