package io.github.mesosbuild.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineRootTest {
    @TempDir
    Path directory;

    private MachineRoot root;

    @BeforeEach
    void makeRoot() throws Exception {
        root = MachineRoot.of(Files.createDirectory(directory.resolve("root")));
    }

    private void link(String path, String target) throws IOException {
        Path link = root.directory().resolve(path);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(target));
    }

    private String resolved(String path) throws Exception {
        return root.inside(root.resolve(path));
    }

    private void refused(String path, String sentence) {
        assertThatExceptionOfType(NodeException.class)
                .isThrownBy(() -> root.resolve(path))
                .matches(e -> e.kind() == NodeException.Kind.PATH)
                .withMessageContaining(sentence);
    }

    @Test
    void theLinksOfDebiansZooKeeperAreFollowedInsideOfTheRoot() throws Exception {
        link("etc/zookeeper/conf", "/etc/alternatives/zookeeper-conf");
        link("etc/alternatives/zookeeper-conf", "/etc/zookeeper/conf_example");
        link("var/lib/zookeeper/myid", "/etc/zookeeper/conf/myid");
        Files.createDirectories(root.directory().resolve("etc/zookeeper/conf_example"));

        assertThat(resolved("etc/zookeeper/conf/zoo.cfg")).isEqualTo("/etc/zookeeper/conf_example/zoo.cfg");
        assertThat(resolved("var/lib/zookeeper/myid")).isEqualTo("/etc/zookeeper/conf_example/myid");
    }

    @Test
    void noLinkLeadsOutOfTheRoot() throws Exception {
        link("absolute", directory.resolve("outside").toString());
        link("relative", "../../../../../../../../outside");
        link("deep/er/up", "../../../../outside");
        link("self", "/deep");

        assertThat(resolved("absolute/file"))
                .isEqualTo(directory.resolve("outside/file").toString());
        assertThat(resolved("relative/file")).isEqualTo("/outside/file");
        assertThat(resolved("deep/er/up/file")).isEqualTo("/outside/file");
        assertThat(resolved("self/er/up/file")).isEqualTo("/outside/file");
        assertThat(root.resolve("absolute/file")).startsWithRaw(root.directory());
    }

    @Test
    void aLinkThatGoesUpStaysWhereItLeadsTo() throws Exception {
        link("var/run", "../run/./today/");
        link("run/today", "first");

        assertThat(resolved("var/run/mesos.pid")).isEqualTo("/run/first/mesos.pid");
    }

    @Test
    void whatIsNotThereYetHasItsPlaceAllTheSame() throws Exception {
        link("dangling", "/no/where");

        assertThat(resolved("etc/mesos-master/quorum")).isEqualTo("/etc/mesos-master/quorum");
        assertThat(resolved("dangling")).isEqualTo("/no/where");
    }

    @Test
    void aCircleOfLinksIsRefused() throws Exception {
        link("etc/one", "/etc/two");
        link("etc/two", "one");

        refused("etc/one/file", "form a loop");
    }

    @Test
    void aPathThatIsNoneBelowARootIsRefused() {
        refused("../etc/passwd", "'../etc/passwd' does not name a file under the root");
        refused("etc/../../passwd", "does not name a file under the root");
        refused("", "'' does not name a file under the root");
        refused("./", "does not name a file under the root");
    }

    @Test
    void aFileIsNoDirectory() throws Exception {
        Files.writeString(root.directory().resolve("etc"), "");

        refused("etc/mesos/zk", "etc is not a directory");
    }

    @Test
    void aRootIsADirectory() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");

        for (Path none : new Path[] {file, directory.resolve("missing")}) {
            assertThatExceptionOfType(NodeException.class)
                    .isThrownBy(() -> MachineRoot.of(none))
                    .matches(e -> e.kind() == NodeException.Kind.NO_ROOT)
                    .withMessage("The root " + none + " is not a directory.");
        }
        assertThat(root.isThisMachine()).isFalse();
        assertThat(MachineRoot.of(Path.of("/")).isThisMachine()).isTrue();
    }
}
