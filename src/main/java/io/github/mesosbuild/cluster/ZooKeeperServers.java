package io.github.mesosbuild.cluster;

import io.github.mesosbuild.files.AtomicFile;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Plans the servers of an embedded ensemble, each in its own JVM (ZooKeeper's Administrator's Guide, "Configuration Parameters"). {@code
 * QuorumPeerMain} also starts a standalone server.
 */
final class ZooKeeperServers {
    private static final String MAIN = "org.apache.zookeeper.server.quorum.QuorumPeerMain";

    /** Options for a small JVM that starts quickly. Its data is temporary, so it is not synced to disk. */
    private static final List<String> JVM = List.of(
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Djava.awt.headless=true",
            "-Dzookeeper.forceSync=no",
            "-Dzookeeper.jmx.log4j.disable=true",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS",
            "-Dorg.slf4j.simpleLogger.showShortLogName=true");

    private static final char LAST_ASCII = '~';

    private final Path java;
    private final List<Path> classPath;

    /**
     * Creates a planner of servers.
     *
     * @param classPath ZooKeeper and its dependencies
     */
    ZooKeeperServers(Path java, List<Path> classPath) {
        this.java = java;
        this.classPath = List.copyOf(classPath);
    }

    /** A server's addresses and files. */
    record Place(String name, ClusterNode.Address client, int peer, int election, Path directory, Path log) {}

    /**
     * Writes the configuration of the servers and returns their nodes.
     *
     * @param environment the variables of each server, by its name
     */
    List<ClusterNode> nodes(List<Place> places, Map<String, Map<String, String>> environment) throws IOException {
        List<ClusterNode> nodes = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            Path data = Files.createDirectories(place.directory().resolve("data"));
            write(data.resolve("myid"), (i + 1) + "\n");
            write(place.directory().resolve("zoo.cfg"), configuration(place, places, data));
            List<String> argv = new ArrayList<>(List.of(java.toString()));
            argv.addAll(JVM);
            argv.add("-cp");
            argv.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
            argv.add(MAIN);
            argv.add(place.directory().resolve("zoo.cfg").toString());
            nodes.add(new ClusterNode(
                    place.name(),
                    Role.ZOOKEEPER,
                    place.client(),
                    place.directory(),
                    place.log(),
                    argv,
                    environment.get(place.name())));
        }
        return nodes;
    }

    private static String configuration(Place place, List<Place> all, Path data) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("tickTime", "2000");
        values.put("dataDir", data.toString());
        values.put("clientPort", String.valueOf(place.client().port()));
        values.put("clientPortAddress", place.client().ip());
        values.put("maxClientCnxns", "0");
        values.put("admin.enableServer", "false");
        values.put("4lw.commands.whitelist", "srvr");
        if (all.size() > 1) {
            values.put("initLimit", "10");
            values.put("syncLimit", "5");
            for (int i = 0; i < all.size(); i++) {
                Place other = all.get(i);
                values.put(
                        "server." + (i + 1),
                        other.client().reachable().ip() + ":" + other.peer() + ":" + other.election());
            }
        }
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + escaped(entry.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    /** The file is read as ISO 8859-1 ({@link java.util.Properties#load(java.io.InputStream)}). */
    private static String escaped(String value) {
        return value.chars()
                .mapToObj(c -> c == '\\'
                        ? "\\\\"
                        : c > LAST_ASCII ? String.format(Locale.ROOT, "\\u%04x", c) : String.valueOf((char) c))
                .collect(Collectors.joining());
    }

    private static void write(Path file, String text) throws IOException {
        AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
