package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.text.VisibleText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ZooKeeper server IDs by host name, kept in a file next to the description. An ID must not change when hosts are added or removed,
 * because a server whose ID does not match its data cannot rejoin its ensemble.
 */
public record ZooKeeperIds(Map<String, Integer> byHost) {
    /** The largest ID that ZooKeeper accepts. */
    public static final int LARGEST = 255;

    /** No IDs. */
    public static final ZooKeeperIds NONE = new ZooKeeperIds(Map.of());

    private static final String HEAD = """
            # The ZooKeeper server IDs (myid) by host. Written by mesos:node-config. Commit this file together with the description:
            # an ID must not change when other hosts are added or removed. Delete the line of a machine that will never come back.
            """;

    public ZooKeeperIds {
        byHost = Map.copyOf(byHost);
    }

    /**
     * Reads the file. A missing file means that there are no IDs yet.
     *
     * @throws DescriptionException if a line is invalid
     * @throws IOException if the file exists but cannot be read
     */
    public static ZooKeeperIds read(Path file) throws IOException, DescriptionException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return NONE;
        }
        Map<String, Integer> ids = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            String name = line.substring(0, Math.max(0, equals)).strip();
            String id = line.substring(equals + 1).strip();
            if (!Validators.isHostName(name) || !id.matches("[1-9]\\d{0,2}") || Integer.parseInt(id) > LARGEST) {
                problems.add(file + ":" + (i + 1) + ": '" + VisibleText.of(line) + "' is not of the form host=ID.");
            } else if (ids.containsValue(Integer.valueOf(id)) || ids.put(name, Integer.valueOf(id)) != null) {
                problems.add(file + ":" + (i + 1) + ": Duplicate host or ID in '" + line + "'.");
            }
        }
        if (!problems.isEmpty()) {
            throw new DescriptionException(problems);
        }
        return new ZooKeeperIds(ids);
    }

    /** Returns these IDs together with those of a description. Removed hosts keep their IDs. */
    public ZooKeeperIds with(Description description) {
        Map<String, Integer> all = new TreeMap<>(byHost);
        description.hosts(Role.ZOOKEEPER).forEach(host -> all.put(host.name(), host.zooKeeperId()));
        return new ZooKeeperIds(all);
    }

    /**
     * Writes the file.
     *
     * @throws IOException if the file cannot be written
     */
    public void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder(HEAD);
        new TreeMap<>(byHost)
                .forEach((host, id) -> text.append(host).append('=').append(id).append('\n'));
        AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
