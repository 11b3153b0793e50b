package io.github.mesosbuild.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files that set a daemon's flags. {@code /etc/mesos/zk} contains the URL of ZooKeeper. In {@code /etc/mesos-master/} and
 * {@code /etc/mesos-slave/}, each file is a flag of that name, and {@code ?NAME} is one without a value. Each file in {@code
 * attributes/} and {@code resources/} is one item of that flag. With packages, variables in {@code /etc/default/} are flags, too
 * ({@code mesos-init-wrapper} of mesosphere/mesos-deb-packaging).
 */
final class FlagFiles {
    private static final String URL = "etc/mesos/zk";
    private static final Set<String> LISTS = Set.of("attributes", "resources");
    private static final Pattern FLAG = Pattern.compile("(etc/mesos-[a-z0-9-]+)/.*");
    private static final Pattern ASSIGNMENT =
            Pattern.compile("^\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)$", Pattern.MULTILINE);
    private static final Set<String> NOTHING = Set.of("", "''", "\"\"");

    /** The flags that the wrapper sets from variables, for a master and for a slave. */
    private static final Map<String, String> MASTER =
            Map.of("ZK", "zk", "IP", "ip", "PORT", "port", "CLUSTER", "cluster", "LOGS", "log_dir");

    private static final Map<String, String> SLAVE =
            Map.of("MASTER", "master", "IP", "ip", "LOGS", "log_dir", "ISOLATION", "isolation");

    private FlagFiles() {}

    /**
     * Returns the files that set flags of a tree's daemons, but are not in the tree.
     *
     * @return the flag that each file sets, such as {@code --quorum}, by the file's path
     */
    static Map<String, String> strangers(MachineRoot root, List<NodeFile> files) throws NodeException, IOException {
        Set<String> known = new TreeSet<>();
        Set<String> directories = new TreeSet<>();
        for (NodeFile file : files) {
            known.add(file.path());
            Matcher flag = FLAG.matcher(file.path());
            if (flag.matches()) {
                directories.add(flag.group(1));
            }
        }
        Map<String, String> strangers = new TreeMap<>();
        for (String directory : directories) {
            for (String name : names(root, directory)) {
                strangers.put(directory + "/" + name, "--" + name.replaceFirst("^\\?", ""));
            }
            for (String list : LISTS) {
                for (String name : names(root, directory + "/" + list)) {
                    strangers.put(directory + "/" + list + "/" + name, "--" + list + " (" + name + ")");
                }
            }
        }
        strangers.keySet().removeAll(known);
        return strangers;
    }

    /**
     * Returns the flags that are set more than once, which keeps the daemon from starting.
     *
     * @param daemon the name of the daemon's service, such as {@code mesos-master}
     * @param master whether it is a master
     * @param packages whether the daemon comes from packages
     * @return the places where each flag is set, by its name
     */
    static Map<String, List<String>> doubled(MachineRoot root, String daemon, boolean master, boolean packages)
            throws NodeException, IOException {
        Map<String, List<String>> sources = new TreeMap<>();
        if (packages) {
            for (String defaults : List.of("etc/default/mesos", "etc/default/" + daemon)) {
                for (String variable : variables(root, defaults)) {
                    String flag = variable.startsWith("MESOS_")
                            ? variable.substring("MESOS_".length()).toLowerCase(Locale.ROOT)
                            : (master ? MASTER : SLAVE).get(variable);
                    if (flag != null) {
                        add(sources, flag, variable + " in /" + defaults);
                    }
                }
            }
        } else if (Files.isRegularFile(root.resolve(URL))) {
            add(sources, master ? "zk" : "master", "/" + URL);
        }
        String directory = "etc/" + daemon;
        for (String name : names(root, directory)) {
            add(sources, name.replaceFirst("^\\?(no-)?", ""), "/" + directory + "/" + name);
        }
        for (String list : LISTS) {
            if (!names(root, directory + "/" + list).isEmpty()) {
                add(sources, list, "/" + directory + "/" + list + "/");
            }
        }
        sources.values().removeIf(places -> places.size() < 2);
        return sources;
    }

    private static void add(Map<String, List<String>> sources, String flag, String place) {
        sources.computeIfAbsent(flag, name -> new ArrayList<>()).add(place);
    }

    /** Returns the variables to which a shell file assigns a value that is not empty. */
    private static Set<String> variables(MachineRoot root, String path) throws NodeException, IOException {
        Path file = root.resolve(path);
        Set<String> variables = new TreeSet<>();
        if (Files.isRegularFile(file)) {
            Matcher line = ASSIGNMENT.matcher(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            while (line.find()) {
                if (NOTHING.contains(line.group(2).strip())) {
                    variables.remove(line.group(1));
                } else {
                    variables.add(line.group(1));
                }
            }
        }
        return variables;
    }

    /** Returns the files in a directory that a shell's {@code *} matches; none if the directory does not exist. */
    private static Set<String> names(MachineRoot root, String path) throws NodeException, IOException {
        Path directory = root.resolve(path);
        Set<String> names = new TreeSet<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
                for (Path entry : entries) {
                    String name = entry.getFileName().toString();
                    if (!name.startsWith(".") && Files.isRegularFile(root.resolve(path + "/" + name))) {
                        names.add(name);
                    }
                }
            }
        }
        return names;
    }
}
