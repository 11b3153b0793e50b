package io.github.mesosbuild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Waits for masters of Mesos 1.0 and newer, of which only the leader reports its state. */
class ReadinessTest {
    private static final ClusterState.Paths PATHS =
            new ClusterState.Paths("/master/health", "/master/state", "/slave(1)/state");

    private final List<HttpServer> servers = new ArrayList<>();
    private final Readiness readiness = new Readiness(new DaemonClient(Duration.ofSeconds(5)), PATHS);

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    private ClusterNode daemon(String name, Role role, String path, int status, String location, String body)
            throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        servers.add(server);
        server.createContext(path, exchange -> {
            if (!location.isEmpty()) {
                exchange.getResponseHeaders().set("Location", location);
            }
            byte[] bytes = body.replace(
                            "OWN", "127.0.0.1:" + server.getAddress().getPort())
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return LoopbackNode.at(server.getAddress().getPort(), name, role);
    }

    private ClusterNode master(String name, int status, String location, String body) throws IOException {
        return daemon(name, Role.MASTER, "/master/state", status, location, body);
    }

    private ClusterNode leader(String name, String slaves) throws IOException {
        return master(
                name,
                200,
                "",
                "{\"pid\":\"master@OWN\",\"leader\":\"master@OWN\",\"elected_time\":1.5,\"slaves\":[" + slaves + "]}");
    }

    @Test
    void mastersThatRedirectToTheLeaderAreReady() throws IOException {
        ClusterNode leader = leader("master-2", "");
        String page = "//" + leader.address() + "/master/state";
        List<ClusterNode> masters =
                List.of(master("master-1", 307, page, ""), leader, master("master-3", 307, page, ""));

        assertThat(readiness.missing(masters)).isEmpty();
        assertThat(readiness.leader(masters)).contains("master-2");
    }

    @Test
    void mastersWithoutALeaderAreWaitedFor() throws IOException {
        List<ClusterNode> masters = List.of(
                master("master-1", 503, "", "No leader elected"), master("master-2", 503, "", "No leader elected"));

        assertThat(readiness.missing(masters)).contains("a master to be elected");
        assertThat(readiness.leader(masters)).isEmpty();
    }

    @Test
    void aMasterThatIsUnavailableForAnotherReasonIsWaitedFor() throws IOException {
        assertThat(readiness.missing(List.of(master("master-1", 503, "", "busy"))))
                .contains("master-1 (which answers with status 503) to answer");
    }

    @Test
    void anAgentThatRecoversHasNotRegistered() throws IOException {
        ClusterNode agent =
                daemon("agent-1", Role.SLAVE, "/slave(1)/state", 503, "", "Agent has not finished recovery");
        assertThat(readiness.missing(List.of(agent))).contains("agent-1 to register");
        assertThat(readiness.missing(List.of(leader("master-1", ""), agent)))
                .contains("agent-1 to register (0 of 1 registered)");
    }
}
