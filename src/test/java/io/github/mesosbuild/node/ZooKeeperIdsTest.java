package io.github.mesosbuild.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZooKeeperIdsTest {
    @TempDir
    Path directory;

    private static String ensemble(String... names) {
        List<String> hosts = new ArrayList<>();
        for (String name : names) {
            hosts.add("  - {name: " + name + ", address: 10.0.0." + name.substring(1) + ", roles: zookeeper}\n");
        }
        return "platform: debian 12\nhosts:\n" + String.join("", hosts);
    }

    private static Map<String, Integer> ids(Description description) {
        return ZooKeeperIds.NONE.with(description).byHost();
    }

    @Test
    void anIdStaysTheSameWhenHostsAreAdded() throws Exception {
        Description before = Descriptions.read(ensemble("a1", "a2", "a3"));
        ZooKeeperIds ids = ZooKeeperIds.NONE.with(before);
        ids.write(directory.resolve("mesos-nodes.ids"));
        ZooKeeperIds read = ZooKeeperIds.read(directory.resolve("mesos-nodes.ids"));
        assertThat(read).isEqualTo(ids);
        Description after = Descriptions.read(ensemble("a9", "a2", "a1", "a8", "a3"), directory, read);
        assertThat(ids(after)).isEqualTo(Map.of("a1", 1, "a2", 2, "a3", 3, "a9", 4, "a8", 5));
    }

    @Test
    void theIdOfARemovedHostIsReserved() throws Exception {
        ZooKeeperIds ids = new ZooKeeperIds(Map.of("a1", 1, "a2", 2, "a3", 3));
        Description after = Descriptions.read(ensemble("a1", "a4", "a3"), directory, ids);
        assertThat(ids(after)).isEqualTo(Map.of("a1", 1, "a3", 3, "a4", 4));
        assertThat(ids.with(after).byHost()).containsEntry("a2", 2).hasSize(4);
        assertThat(Descriptions.problems(ensemble("a1", "a4", "a3").replace("{name: a4,", "{name: a4, id: 2,"), ids))
                .containsExactly(
                        "hosts[1].id: ID 2 is reserved for a2, which had it before. If that machine never comes "
                                + "back, delete its line from the ID file.");
    }

    @Test
    void aServerMustKeepItsId() {
        assertThat(Descriptions.problems(
                        ensemble("a1").replace("{name: a1,", "{name: a1, id: 5,"), new ZooKeeperIds(Map.of("a1", 1))))
                .containsExactly("hosts[0].id: a1 already has ID 1, and cannot rejoin its ensemble with ID 5. If the "
                        + "machine is new, delete its line from the ID file.");
    }

    @Test
    void idsInTheDescriptionAreKept() throws Exception {
        Description description =
                Descriptions.read(ensemble("a1", "a2", "a3").replace("{name: a2,", "{name: a2, id: 1,"));
        assertThat(ids(description)).isEqualTo(Map.of("a1", 2, "a2", 1, "a3", 3));
    }

    @Test
    void theFileIsSorted() throws Exception {
        Path file = directory.resolve("ids");
        new ZooKeeperIds(Map.of("b", 2, "a", 1)).write(file);
        assertThat(Files.readString(file)).endsWith("\na=1\nb=2\n").startsWith("# ");
    }

    @Test
    void invalidLinesAreReported() throws Exception {
        Path file = Files.writeString(directory.resolve("ids"), "a=1\nb=0\nc=256\nd\ne f=3\ng=1\na=7\n");
        assertThat(catchThrowableOfType(DescriptionException.class, () -> ZooKeeperIds.read(file))
                        .problems())
                .containsExactly(
                        file + ":2: 'b=0' is not of the form host=ID.",
                        file + ":3: 'c=256' is not of the form host=ID.",
                        file + ":4: 'd' is not of the form host=ID.",
                        file + ":5: 'e f=3' is not of the form host=ID.",
                        file + ":6: Duplicate host or ID in 'g=1'.",
                        file + ":7: Duplicate host or ID in 'a=7'.");
    }

    @Test
    void aMissingFileMeansNoIds() throws Exception {
        assertThat(ZooKeeperIds.read(directory.resolve("none"))).isEqualTo(ZooKeeperIds.NONE);
    }
}
