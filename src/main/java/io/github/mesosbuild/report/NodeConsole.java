package io.github.mesosbuild.report;

import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.node.Description;
import io.github.mesosbuild.node.Host;
import io.github.mesosbuild.node.NodeTree;
import io.github.mesosbuild.text.Quantities;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Prints a description and the files that were written for it. */
public final class NodeConsole {
    private final Console console;

    public NodeConsole(Console console) {
        this.console = console;
    }

    /** Prints a summary of the description and its warnings. */
    public void described(Description description) {
        int masters = description.hosts(Role.MASTER).size();
        console.say(Quantities.count(description.hosts().size(), "host")
                + (masters == 0
                        ? ""
                        : ", " + Quantities.count(masters, "master") + " with a quorum of " + description.quorum()
                                + ", " + description.zooKeeperUrl().replaceFirst("//[^/@]*@", "//***@")));
        description.warnings().forEach(console::warn);
    }

    /** Prints how many files each host has. */
    public void trees(Description description, List<NodeTree> trees) {
        trees.forEach(tree -> console.say(head(description, tree.host()) + ": "
                + Quantities.count(tree.files().size() + tree.scripts().size(), "file")));
    }

    private static String head(Description description, Host host) {
        return host.name() + " (" + host.platform() + ", "
                + host.roles().stream().map(description::word).collect(Collectors.joining(", "))
                + (host.zooKeeperId() > 0 ? ", myid " + host.zooKeeperId() : "") + ")";
    }

    /** Prints where the files are. */
    public void written(Path directory) {
        console.say("Wrote " + directory + ". Each host's README.md explains the next steps.");
    }

    /** Prints where the IDs of new ZooKeeper servers are. */
    public void numbered(Path file) {
        console.say("Wrote the IDs of the ZooKeeper servers to " + file + ". Commit it together with the description.");
    }

    /** Prints the files that a dry run left out. */
    public void rehearsed(Description description, List<NodeTree> trees) {
        for (NodeTree tree : trees) {
            console.say(head(description, tree.host()) + ":");
            tree.files().forEach(file -> console.say("  " + file.mode() + " /" + file.path()));
        }
        console.say("No files were written, because mesos.dryRun is set.");
    }
}
