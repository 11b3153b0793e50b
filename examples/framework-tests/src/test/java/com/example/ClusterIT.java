package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mesosbuild.api.MesosCluster;
import io.github.mesosbuild.api.MesosClusterExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a framework must live with: agents that die. */
class ClusterIT {
    @RegisterExtension
    static final MesosClusterExtension CLUSTER = new MesosClusterExtension(TestCluster.description());

    @Test
    void bothAgentsAreActive(MesosCluster cluster) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(cluster.url() + "/metrics/snapshot"))
                .build();
        String metrics = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher active =
                Pattern.compile("\"master\\\\?/slaves_active\":([0-9.]+)").matcher(metrics);
        assertTrue(active.find(), metrics);
        assertEquals(2, Double.parseDouble(active.group(1)));
    }

    @Test
    void anAgentThatWasKilledComesBack(MesosCluster cluster) throws Exception {
        cluster.kill("agent-1");
        assertEquals(1, cluster.status().problems().size());
        cluster.restart("agent-1");
        assertEquals(List.of(), cluster.status().problems());
    }
}
