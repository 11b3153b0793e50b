package io.github.mesosbuild.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeStoreTest {
    @TempDir
    Path directory;

    private Path nodes;

    @BeforeEach
    void name() {
        nodes = directory.resolve("mesos/nodes");
    }

    private static List<NodeTree> trees(int hosts) throws Exception {
        StringBuilder yaml = new StringBuilder("platform: debian 12\nhosts:\n");
        for (int i = 1; i <= hosts; i++) {
            yaml.append("  - {name: n%d, address: 10.0.0.%d, roles: [zookeeper, master, slave]}\n".formatted(i, i));
        }
        return NodeWriter.trees(Descriptions.read(yaml.toString()));
    }

    @Test
    void whatIsReadIsWhatWasWritten() throws Exception {
        List<NodeTree> trees = trees(3);
        NodeStore.write(nodes, trees);
        for (NodeTree tree : trees) {
            assertThat(NodeStore.read(nodes, tree.host().name())).isEqualTo(tree.files());
            for (NodeFile script : tree.scripts()) {
                assertThat(nodes.resolve(tree.host().name()).resolve(script.path()))
                        .hasContent(script.text());
            }
            assertThat(nodes.resolve(tree.host().name()).resolve("install.sh")).isExecutable();
        }
    }

    @Test
    void aHostThatLeftIsGoneAndWhatIsOfOthersStays() throws Exception {
        NodeStore.write(nodes, trees(3));
        Files.writeString(nodes.resolve("check.json"), "{}");
        Files.createDirectories(nodes.resolve("mine"));
        Files.writeString(nodes.resolve("n1/etc/mesos-master/stale"), "1");
        NodeStore.write(nodes, trees(1));
        assertThat(NodeStore.hosts(nodes)).containsExactly("n1");
        assertThat(nodes.resolve("n2")).doesNotExist();
        assertThat(nodes.resolve("n1/etc/mesos-master/stale")).doesNotExist();
        assertThat(nodes.resolve("check.json")).exists();
        assertThat(nodes.resolve("mine")).isDirectory();
    }

    @Test
    void nothingIsWrittenOverSomethingElse() throws Exception {
        Files.createDirectories(nodes.resolve("n2"));
        Files.writeString(nodes.resolve("n2/thesis.txt"), "all my work");
        assertThatExceptionOfType(NodeException.class)
                .isThrownBy(() -> NodeStore.write(nodes, trees(3)))
                .withMessage(nodes.resolve("n2") + " already exists and was not written by 'mesos:node-config'.")
                .matches(e -> e.kind() == NodeException.Kind.FOREIGN);
        assertThat(nodes.resolve("n1")).doesNotExist();
        assertThat(nodes.resolve("n2/thesis.txt")).hasContent("all my work");
    }

    @Test
    void whatAnInterruptedRunLeftIsNoHost() throws Exception {
        Files.createDirectories(nodes.resolve(".n1.new/etc"));
        Files.createDirectories(nodes.resolve(".n1.old/etc"));
        NodeStore.write(nodes, trees(1));
        assertThat(nodes).isDirectoryNotContaining("glob:**/.n1.*");
        assertThat(NodeStore.hosts(nodes)).containsExactly("n1");
    }

    @Test
    void aHostThatWasNotWrittenCannotBeRead() {
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> NodeStore.read(nodes, "n1"));
    }
}
