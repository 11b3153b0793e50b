package io.github.mesosbuild.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.release.Version;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpgradeTest {
    private static Upgrade upgrade(String from, String to) {
        return new Upgrade(new Version(from), new Version(to));
    }

    private static String description(String more) {
        return """
                platform: debian 12
                version: 1.11.0
                %s
                hosts:
                  - {name: m, address: 10.0.0.1, roles: [zookeeper, master]}
                  - {name: s, address: 10.0.0.2, roles: [slave]}
                """.formatted(more);
    }

    private static String guide(String more, String host) throws Exception {
        return Descriptions.guide(description(more), host);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.24.0 | 1.11.0 | 0.25 0.26 0.27 0.28 1.0",
                "0.28.3 | 1.11.0 | 1.0",
                "0.28.3 | 1.0.4 | ''",
                "0.24.0 | 0.24.2 | ''",
                "0.24.0 | 0.25.1 | ''",
                "0.24.0 | 0.26.0 | 0.25",
                "1.0.4 | 1.11.0 | ''",
                "1.4.3 | 1.9.0 | ''"
            })
    void linesBelowOneAreVisitedInTurn(String from, String to, String stops) {
        assertThat(upgrade(from, to).stops().stream().map(Version::text).collect(Collectors.joining(" ")))
                .isEqualTo(stops);
    }

    @Test
    void whatBreaksIsWhatTheLinesInBetweenBring() {
        assertThat(upgrade("1.8.1", "1.10.0").traps())
                .extracting(trap -> trap.release().text())
                .isNotEmpty()
                .containsOnly("1.9", "1.10");
        assertThat(upgrade("1.9.0", "1.11.0").traps())
                .extracting(trap -> trap.release().text())
                .containsOnly("1.10", "1.11");
        assertThat(upgrade("0.24.0", "0.24.2").traps()).isEmpty();
        assertThat(upgrade("0.24.0", "1.0.0").traps())
                .filteredOn(trap -> trap.role().equals(Optional.of(Role.SLAVE)))
                .extracting(Upgrade.Trap::text)
                .anyMatch(text -> text.contains("--work_dir"));
    }

    @Test
    void theWholeTableCanBeReadAndIsInOrder() {
        assertThat(upgrade("0.23.0", "1.11.0").traps())
                .hasSizeGreaterThan(30)
                .allSatisfy(trap -> assertThat(trap.text()).endsWith("."))
                .isSortedAccordingTo(java.util.Comparator.comparing(Upgrade.Trap::release));
    }

    @Test
    void theGuideOfAHostHasTheOrderAndWhatBreaksThere() throws Exception {
        String master = guide("upgradeFrom: 0.24.0", "m");
        assertThat(master)
                .contains("## Upgrade from 0.24.0 to 1.11.0")
                .contains("0.25, 0.26, 0.27, 0.28, 1.0, and then 1.11.0")
                .contains(
                        "3. On the machines of masters, one at a time and the leader last, run `install.sh` and restart the master: here with"
                                + " `systemctl restart mesos-master`. If the machine has a slave, `install.sh` stops it")
                .contains("- 1.0, masters: `--registry_strict` is gone")
                .contains("- 1.5, frameworks and clients: ")
                .doesNotContain("- 1.0, agents: ");
        assertThat(guide("upgradeFrom: 0.24.0", "s"))
                .contains(
                        "4. On the other machines, one at a time, run `install.sh` and restart the agent: here with `systemctl restart"
                                + " mesos-agent`. If the machine has a slave, `install.sh` stops it, because its service is called mesos-agent"
                                + " now: start it at once")
                .contains("- 1.0, agents: `--work_dir` has no default")
                .doesNotContain("- 1.0, masters: ");
        assertThat(guide("upgradeFrom: 1.4.3", "m"))
                .doesNotContain("Do all steps for each of these lines")
                .doesNotContain("is called mesos-agent now");
    }

    @Test
    void withoutAnOlderVersionThereIsNoSuchSection() throws Exception {
        assertThat(guide("", "m")).doesNotContain("## Upgrade");
    }

    @ParameterizedTest
    @CsvSource({
        "1.11.0, upgradeFrom: '1.11.0' is not older than 1.11.0; the version of this description.",
        "2.0, upgradeFrom: '2.0' is not older than 1.11.0; the version of this description."
    })
    void anOlderVersionMustBeOlder(String from, String problem) {
        assertThatThrownBy(() -> Descriptions.read(description("upgradeFrom: " + from)))
                .isInstanceOf(DescriptionException.class)
                .hasMessageContaining(problem.replace(';', ','));
    }
}
