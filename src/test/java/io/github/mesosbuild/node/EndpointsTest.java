package io.github.mesosbuild.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.cluster.ClusterNode;
import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.cluster.Tls;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointsTest {
    @Test
    void theEnvironmentOfAHostTurnsTlsOnButItsFilesAreNotThoseOfThisMachine() throws Exception {
        Description description = Descriptions.read("""
                version: 1.11.0
                platform: debian 12
                environment:
                  master: {LIBPROCESS_SSL_ENABLED: true, LIBPROCESS_SSL_CA_FILE: /etc/ssl/certs/ca-certificates.crt}
                hosts:
                  - {name: one, address: 10.0.0.1, roles: [zookeeper, master, agent]}
                """);
        Host host = description.hosts().get(0);
        ClusterNode.Address master = Endpoints.of(host, Role.MASTER);
        assertThat(master.url("/health")).isEqualTo("https://10.0.0.1:5050/health");
        assertThat(master.tls()).isEqualTo(Tls.elsewhere(Map.of("SSL_ENABLED", "true")));
        assertThat(Endpoints.of(host, Role.SLAVE).url("/health")).isEqualTo("http://10.0.0.1:5051/health");
    }
}
