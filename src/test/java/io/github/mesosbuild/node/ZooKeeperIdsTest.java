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
    void aNumberStaysWithItsHostWhereverAnotherIsAdded() throws Exception {
        Description before = Descriptions.read(ensemble("a1", "a2", "a3"));
        ZooKeeperIds ids = ZooKeeperIds.NONE.with(before);
        ids.write(directory.resolve("mesos-nodes.ids"));
        ZooKeeperIds read = ZooKeeperIds.read(directory.resolve("mesos-nodes.ids"));
        assertThat(read).isEqualTo(ids);
        Description after = Descriptions.read(ensemble("a9", "a2", "a1", "a8", "a3"), directory, read);
        assertThat(ids(after)).isEqualTo(Map.of("a1", 1, "a2", 2, "a3", 3, "a9", 4, "a8", 5));
    }

    @Test
    void theNumberOfAHostThatLeftIsNotGivenAway() throws Exception {
        ZooKeeperIds ids = new ZooKeeperIds(Map.of("a1", 1, "a2", 2, "a3", 3));
        Description after = Descriptions.read(ensemble("a1", "a4", "a3"), directory, ids);
        assertThat(ids(after)).isEqualTo(Map.of("a1", 1, "a3", 3, "a4", 4));
        assertThat(ids.with(after).byHost()).containsEntry("a2", 2).hasSize(4);
        assertThat(Descriptions.problems(ensemble("a1", "a4", "a3").replace("{name: a4,", "{name: a4, id: 2,"), ids))
                .containsExactly(
                        "hosts[1].id: The id 2 is reserved for a2, which had it; if that machine never comes back, take"
                                + " its line out of the file of ids.");
    }

    @Test
    void aServerDoesNotChangeItsNumber() {
        assertThat(Descriptions.problems(
                        ensemble("a1").replace("{name: a1,", "{name: a1, id: 5,"), new ZooKeeperIds(Map.of("a1", 1))))
                .containsExactly(
                        "hosts[0].id: The server a1 has the id 1 since it was first written, and 5 would make a"
                                + " stranger of it; if it is new, take its line out of the file of ids.");
    }

    @Test
    void givenNumbersAreKeptAndOthersGoAroundThem() throws Exception {
        Description description =
                Descriptions.read(ensemble("a1", "a2", "a3").replace("{name: a2,", "{name: a2, id: 1,"));
        assertThat(ids(description)).isEqualTo(Map.of("a1", 2, "a2", 1, "a3", 3));
    }

    @Test
    void theFileIsTheSameForTheSameNumbers() throws Exception {
        Path file = directory.resolve("ids");
        new ZooKeeperIds(Map.of("b", 2, "a", 1)).write(file);
        assertThat(Files.readString(file)).endsWith("\na=1\nb=2\n").startsWith("# ");
    }

    @Test
    void aFileThatWasSpoiledIsRefusedLineByLine() throws Exception {
        Path file = Files.writeString(directory.resolve("ids"), "a=1\nb=0\nc=256\nd\ne f=3\ng=1\na=7\n");
        assertThat(catchThrowableOfType(DescriptionException.class, () -> ZooKeeperIds.read(file))
                        .problems())
                .containsExactly(
                        file + ":2: 'b=0' is not of the form host=number.",
                        file + ":3: 'c=256' is not of the form host=number.",
                        file + ":4: 'd' is not of the form host=number.",
                        file + ":5: 'e f=3' is not of the form host=number.",
                        file + ":6: The host or the number of 'g=1' is there twice.",
                        file + ":7: The host or the number of 'a=7' is there twice.");
    }

    @Test
    void noFileIsNoNumbers() throws Exception {
        assertThat(ZooKeeperIds.read(directory.resolve("none"))).isEqualTo(ZooKeeperIds.NONE);
    }
}
