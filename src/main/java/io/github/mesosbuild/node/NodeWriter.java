package io.github.mesosbuild.node;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Turns a description into the files for each of its machines. */
public final class NodeWriter {
    private NodeWriter() {}

    /** Returns the trees of all hosts, in the order of the description. Writes nothing. */
    public static List<NodeTree> trees(Description description) {
        return description.hosts().stream().map(host -> tree(description, host)).toList();
    }

    private static NodeTree tree(Description description, Host host) {
        List<NodeFile> files = new ArrayList<>(new MesosFiles(description).of(host));
        files.addAll(new ServiceFiles(description).of(host));
        files.addAll(ZooKeeperFiles.of(description, host));
        files.addAll(RepositoryFiles.of(description, host));
        files.sort(Comparator.comparing(NodeFile::path));
        return new NodeTree(
                host,
                files,
                List.of(
                        InstallScript.of(description, host, files),
                        Services.script(description, host),
                        NodeGuide.of(description, host, files),
                        RetiredServices.script(description, host)));
    }
}
