package io.github.mesosbuild.node;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the files of a tree as the packages' mesos-init-wrapper does, and refuses a duplicate flag, as the daemons do. */
final class Wrapper {
    private static final Map<String, String> MASTER = Map.of("ZK", "zk", "PORT", "port", "LOGS", "log_dir");
    private static final Map<String, String> SLAVE = Map.of("MASTER", "master", "LOGS", "log_dir");

    private final List<NodeFile> files;

    Wrapper(NodeTree tree) {
        this.files = tree.files();
    }

    String text(String path) {
        return files.stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError(path))
                .text();
    }

    /** Returns the flags of a daemon, such as {@code mesos-master}. */
    Map<String, String> flags(String daemon, boolean packages) {
        Map<String, String> flags = new TreeMap<>();
        Map<String, String> variables = daemon.equals("mesos-master") ? MASTER : SLAVE;
        if (packages) {
            for (String line : text("etc/default/" + daemon)
                    .lines()
                    .filter(text -> !text.startsWith("#"))
                    .toList()) {
                String value = line.substring(line.indexOf('=') + 1);
                put(
                        flags,
                        variables.get(line.substring(0, line.indexOf('='))),
                        value.equals("`cat /etc/mesos/zk`")
                                ? text("etc/mesos/zk").strip()
                                : value);
            }
        } else {
            put(
                    flags,
                    daemon.equals("mesos-master") ? "zk" : "master",
                    text("etc/mesos/zk").strip());
        }
        for (NodeFile file : files) {
            String directory = "etc/" + daemon + "/";
            if (file.path().startsWith(directory)) {
                flag(flags, file.path().substring(directory.length()), file.text());
            }
        }
        return flags;
    }

    private static void flag(Map<String, String> flags, String name, String text) {
        String value = text.replaceFirst("\n+$", "");
        if (name.contains("/")) {
            String list = name.substring(0, name.indexOf('/'));
            String item = name.substring(name.indexOf('/') + 1) + ":" + value;
            flags.merge(list, item, (one, other) -> one + ";" + other);
        } else if (name.startsWith("?no-")) {
            put(flags, name.substring("?no-".length()), "false");
        } else if (name.startsWith("?")) {
            put(flags, name.substring(1), "true");
        } else {
            put(flags, name, value);
        }
    }

    private static void put(Map<String, String> flags, String name, String value) {
        if (name == null || flags.put(name, value) != null) {
            throw new AssertionError("Duplicate or unknown flag " + name);
        }
    }
}
