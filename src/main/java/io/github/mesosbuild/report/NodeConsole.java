package io.github.mesosbuild.report;

import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.node.Description;
import io.github.mesosbuild.node.Host;
import io.github.mesosbuild.node.NodeTree;
import io.github.mesosbuild.text.Quantities;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says what was written of a description. */
public final class NodeConsole {
    private final Console console;

    public NodeConsole(Console console) {
        this.console = console;
    }

    /** What a description says, and what is not well with it. */
    public void described(Description description) {
        int masters = description.hosts(Role.MASTER).size();
        console.say(Quantities.count(description.hosts().size(), "host")
                + (masters == 0
                        ? ""
                        : ", " + Quantities.count(masters, "master") + " with a quorum of " + description.quorum()
                                + ", " + description.zooKeeperUrl().replaceFirst("//[^/@]*@", "//***@")));
        description.warnings().forEach(console::warn);
    }

    /** The files of each host. */
    public void trees(List<NodeTree> trees) {
        trees.forEach(tree -> console.say(head(tree.host()) + ": "
                + Quantities.count(tree.files().size() + tree.scripts().size(), "file")));
    }

    private static String head(Host host) {
        return host.name() + " (" + host.platform() + ", "
                + host.roles().stream()
                        .map(role -> role.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "))
                + (host.zooKeeperId() > 0 ? ", myid " + host.zooKeeperId() : "") + ")";
    }

    /** That all was written. */
    public void written(Path directory) {
        console.say("Wrote " + directory + "; README.md of each host says what to do with it");
    }

    /** The numbers of new servers. */
    public void numbered(Path file) {
        console.say("Wrote the numbers of the ZooKeeper servers to " + file + ", to be committed with the description");
    }

    /** That nothing was written. */
    public void rehearsed(List<NodeTree> trees) {
        for (NodeTree tree : trees) {
            console.say(head(tree.host()) + ":");
            tree.files().forEach(file -> console.say("  " + file.mode() + " /" + file.path()));
        }
        console.say("Nothing was written, because mesos.dryRun is set.");
    }
}
