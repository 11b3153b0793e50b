package io.github.mesosbuild.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {
    private static final String LOOPBACK = "127.0.0.1";

    @Test
    void freePortsAreDifferentAndFreeAgainAfterwards() throws Exception {
        Set<Integer> chosen = new HashSet<>();
        try (Ports ports = new Ports(LOOPBACK)) {
            for (int i = 0; i < 50; i++) {
                chosen.add(ports.free());
            }
        }
        assertThat(chosen).hasSize(50);
        for (int port : chosen) {
            new ServerSocket(port, 1, InetAddress.getByName(LOOPBACK)).close();
        }
    }

    @Test
    void aFixedPortThatIsTakenIsNamedWithItsParameter() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK));
                Ports ports = new Ports(LOOPBACK)) {
            assertThatExceptionOfType(ClusterException.class)
                    .isThrownBy(() -> ports.fixed(Map.of("master-1", taken.getLocalPort())))
                    .withMessage("Cannot use port " + taken.getLocalPort()
                            + " on 127.0.0.1 for master-1: Address already in use."
                            + " The port is set by mesos.cluster.ports.master-1 or by the flag --port.")
                    .matches(e -> e.kind() == ClusterException.Kind.PORT);
        }
    }

    @Test
    void anAddressThatTheMachineDoesNotHaveIsNamed() throws Exception {
        try (Ports ports = new Ports("192.0.2.1")) {
            assertThatExceptionOfType(ClusterException.class)
                    .isThrownBy(ports::free)
                    .matches(e -> e.kind() == ClusterException.Kind.ADDRESS)
                    .withMessageStartingWith("Cannot listen on 192.0.2.1: ");
        }
    }
}
