package io.github.mesosbuild.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mesosbuild.report.Remedies;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Slaves of 0.x are agents of 1.x, in everything that people read. */
class RoleWordsTest {
    @TempDir
    Path root;

    private static Description description(String version, String rack) throws Exception {
        return Descriptions.read("""
                version: %s
                platform: debian 12
                hosts:
                  - {name: m, address: 10.0.0.1, roles: [zookeeper, master]}
                  - {name: s, address: 10.0.0.2, roles: [slave], attributes: {rack: %s}}
                """.formatted(version, rack));
    }

    /** Returns what people read of a description's files, without the paths that Mesos itself uses. */
    private static List<String> lines(String version) throws Exception {
        List<String> lines = new ArrayList<>();
        for (NodeTree tree : NodeWriter.trees(description(version, "a"))) {
            List<NodeFile> files = new ArrayList<>(tree.files());
            tree.scripts().stream()
                    .filter(file -> file.path().equals("README.md"))
                    .forEach(files::add);
            files.forEach(file -> lines.addAll(
                    file.text().lines().map(RoleWordsTest::withoutPaths).toList()));
        }
        return lines;
    }

    private static String withoutPaths(String line) {
        return line.replace("/var/lib/mesos/slave", "/work").replace("/meta/slaves/", "/meta/");
    }

    @ParameterizedTest
    @CsvSource({"0.28.3, slave, agent", "1.0.4, agent, slave", "1.11.0, agent, slave"})
    void filesAndGuidesHaveTheWordOfTheRelease(String version, String word, String other) throws Exception {
        assertThat(lines(version))
                .noneMatch(line -> line.contains(other))
                .anyMatch(line -> line.contains("all masters, then all " + word + "s. On this host"))
                .anyMatch(
                        line -> line.startsWith("- A" + (word.equals("agent") ? "n" : "") + " " + word + ": its tasks"))
                .anyMatch(line -> line.startsWith("debian 12: " + word + ". Other hosts"))
                .anyMatch(
                        line -> line.equals("# Executors survive a restart of the " + word + ", which recovers them."));
        String variable = word.equals("agent") ? "MESOS_NODE_FORGET_AGENT" : "MESOS_NODE_FORGET_SLAVE";
        String parameter = word.equals("agent") ? "forgetAgent" : "forgetSlave";
        assertThat(lines(version))
                .anyMatch(line ->
                        line.contains("`" + variable + "=yes s/install.sh` on this host, or `mvn mesos:node-apply`"
                                + " with `-Dmesos." + parameter + "`."));
    }

    private NodeException refusedChange(String version) throws Exception {
        NodeApply apply = NodeApply.to(root, false, InstantSource.system());
        apply.apply(apply.plan(files(version, "a")));
        register();
        return assertThatExceptionOfType(NodeException.class)
                .isThrownBy(() -> apply.plan(files(version, "c")))
                .actual();
    }

    private static List<NodeFile> files(String version, String rack) throws Exception {
        return NodeWriter.trees(description(version, rack)).get(1).files();
    }

    private void register() throws IOException {
        new RegisteredSlave("10.0.0.2")
                .ranges("ports", 31000, 32000)
                .attribute("rack", "a")
                .writeTo(root.resolve("var/lib/mesos/slave"), "/var/lib/mesos/slave", 5051);
    }

    @ParameterizedTest
    @CsvSource({"0.28.3, slave, forgetSlave", "1.11.0, agent, forgetAgent"})
    void theRefusedChangeNamesTheParameterOfTheRelease(String version, String word, String parameter) throws Exception {
        assertThat(Remedies.explain(refusedChange(version), "").orElseThrow().message())
                .isEqualTo("Values that the " + word
                        + " registered with change: attribute rack from a to c. It would end at its"
                        + " next start with 'Incompatible " + word + " info', because it recovers from"
                        + " /var/lib/mesos/slave/meta/slaves/latest. To keep the tasks, undo the change. Otherwise let the"
                        + " frameworks move them to other machines, then run this goal again with -Dmesos." + parameter
                        + ": the " + word + " starts as a new one, and its tasks are lost. No files were changed.");

        NodeApply.Plan plan = NodeApply.to(root, false, InstantSource.system()).plan(files(version, "c"), true);
        assertThat(plan.slaveName()).isEqualTo(word);
        assertThat(plan.notes())
                .anyMatch(note -> note.endsWith(
                        " mesos." + parameter + " is set, so it starts as a new one, and loses its tasks."));

        assertThat(FileCheck.of(
                        description(version, "c"),
                        NodeWriter.trees(description(version, "c")).get(1),
                        MachineRoot.of(root)))
                .filteredOn(finding -> finding.what().equals(word))
                .singleElement()
                .extracting(NodeFinding::sentence)
                .asString()
                .endsWith(" Undo the change, or let 'mesos:node-apply' with -Dmesos." + parameter
                        + " start it as a new one, which loses its tasks.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.28.3", "1.11.0"})
    void problemsHaveTheWordOfTheRelease(String version) {
        String word = version.startsWith("0") ? "slave" : "agent";
        String host = "version: " + version + "\nplatform: debian 12\nhosts:\n  - {name: n, address: 10.0.0.1, ";
        assertThat(Descriptions.problems(host + "roles: [agent]}"))
                .containsExactly("hosts[0]: The " + word + " n needs a master, but no host has the role master.");
        assertThat(
                        Descriptions.problems(
                                host + "roles: [zookeeper], attributes: {rack: a},"
                                        + " environment: {all: {A: b}, slave: {A: b}}, flags: {all: {logbufsecs: 1}, slave: {logbufsecs: 1}}}"))
                .containsExactlyInAnyOrder(
                        "hosts[0].attributes: This has no effect: n does not have the role " + word + ".",
                        "hosts[0].environment.all: These variables have no effect: n has neither the role master nor "
                                + word + ".",
                        "hosts[0].environment.slave: These variables have no effect: n does not have the role " + word
                                + ".",
                        "hosts[0].flags.all: These flags have no effect: n has neither the role master nor " + word
                                + ".",
                        "hosts[0].flags.slave: These flags have no effect: n does not have the role " + word + ".");
        assertThat(Descriptions.problems(
                        host + "roles: [zookeeper, master, slave], ports: {master: 5050, slave: 5050}}"))
                .containsExactly("hosts[0]: Port 5050 on n is used for both the master and the " + word + ".");
    }

    @Test
    void packagesOfOneCallTheServiceSlave() throws Exception {
        Description packaged = Descriptions.read("""
                version: 1.4.3
                platform: rocky 9
                delivery: {packages: {url: 'http://packages.example.com'}}
                hosts:
                  - {name: n, address: 10.0.0.1, roles: [zookeeper, master, agent]}
                """);
        assertThat(NodeWriter.trees(packaged).get(0).scripts())
                .filteredOn(file -> file.path().equals("README.md"))
                .singleElement()
                .satisfies(guide -> assertThat(guide.text())
                        .contains(
                                "it ends with `Incompatible agent info` instead.", "Run `n/restart.sh mesos-slave`."));
    }
}
