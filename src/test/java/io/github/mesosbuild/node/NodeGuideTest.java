package io.github.mesosbuild.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the guide of a host tells in some releases only. */
class NodeGuideTest {
    private static String guide(String version, String delivery) throws Exception {
        return Descriptions.guide("""
                version: %s
                platform: rocky 9
                delivery: %s
                hosts:
                  - {name: n, address: 10.0.0.1, roles: [zookeeper, master, agent]}
                """.formatted(version, delivery), "n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.5.0 | source | agent",
                "1.11.0 | source | agent",
                "1.11.0 | {packages: {url: 'http://packages.example.com'}} | slave"
            })
    void namesThePolicyWithWhichAnAgentRecoversWithMore(String version, String delivery, String word) throws Exception {
        assertThat(guide(version, delivery))
                .contains("\nWith the flag `reconfiguration_policy: additive`, the " + word
                        + " also recovers with added attributes, and with added or larger resources. `install.sh`, `restart.sh`,"
                        + " `mvn mesos:node-apply` and `mvn mesos:node-check` then compare only its host name and port with those"
                        + " that it registered with.\n");
    }

    @ParameterizedTest
    @CsvSource({"0.24.0", "1.4.3"})
    void namesNoPolicyThatAReleaseDoesNotHave(String version) throws Exception {
        assertThat(guide(version, "source"))
                .contains("## Change the host name, port, attributes or resources")
                .doesNotContain("reconfiguration_policy");
    }
}
