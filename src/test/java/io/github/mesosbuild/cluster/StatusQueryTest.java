package io.github.mesosbuild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.mesosbuild.process.ProcessIdentity;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asks daemons that want credentials. */
class StatusQueryTest {
    private static final ClusterState.Paths PATHS =
            new ClusterState.Paths("/master/health", "/master/state.json", "/slave(1)/state.json");

    private HttpServer server;

    @BeforeEach
    void refuse() throws Exception {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private StartedNode member(String name, Role role) {
        ClusterNode node = LoopbackNode.at(server.getAddress().getPort(), name, role);
        ProcessIdentity running =
                ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();
        return new StartedNode(node, running, "cookie", Instant.EPOCH);
    }

    @Test
    void daemonsThatAskForCredentialsAreNotTakenForSilent() {
        ClusterState state = new ClusterState(
                "mesos 1.0.0",
                Path.of("/p"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "slave",
                Optional.of("master-1"),
                PATHS,
                List.of(member("master-1", Role.MASTER), member("slave-1", Role.SLAVE)));
        DaemonClient client = new DaemonClient(Duration.ofSeconds(5));

        ClusterStatus status = StatusQuery.of(state, client);

        String advice = " asks for credentials; set mesos.cluster.server to the ID of a <server> in your settings.xml.";
        assertThat(status.problems()).containsExactly("master-1" + advice, "slave-1" + advice, "No master is leading.");
        assertThat(new Readiness(client, PATHS)
                        .missing(state.members().stream().map(StartedNode::node).toList()))
                .contains("master-1 (which asks for credentials) to answer");
    }
}
