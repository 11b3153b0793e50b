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
 * The numbers of the ZooKeeper servers, by the names of their hosts, which stay when a host is added or leaves: a server that finds its
 * data under another number does not belong to its ensemble any more. They are kept in a file beside the description.
 */
public record ZooKeeperIds(Map<String, Integer> byHost) {
    /** The largest that ZooKeeper takes. */
    public static final int LARGEST = 255;

    /** Nobody has one yet. */
    public static final ZooKeeperIds NONE = new ZooKeeperIds(Map.of());

    private static final String HEAD = """
            # The numbers of the ZooKeeper servers (myid), by host. Written by mesos:node-config, to be committed beside the description:
            # a number stays with its host when others come and go. Take a line out when its machine will never come back.
            """;

    public ZooKeeperIds {
        byHost = Map.copyOf(byHost);
    }

    /**
     * Reads the file; no file, no numbers.
     *
     * @throws DescriptionException if it is not such a file
     * @throws IOException if it is there and cannot be read
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
                problems.add(file + ":" + (i + 1) + ": '" + VisibleText.of(line) + "' is not of the form host=number.");
            } else if (ids.containsValue(Integer.valueOf(id)) || ids.put(name, Integer.valueOf(id)) != null) {
                problems.add(file + ":" + (i + 1) + ": The host or the number of '" + line + "' is there twice.");
            }
        }
        if (!problems.isEmpty()) {
            throw new DescriptionException(problems);
        }
        return new ZooKeeperIds(ids);
    }

    /** These and those of a description; hosts that left keep theirs. */
    public ZooKeeperIds with(Description description) {
        Map<String, Integer> all = new TreeMap<>(byHost);
        description.hosts(Role.ZOOKEEPER).forEach(host -> all.put(host.name(), host.zooKeeperId()));
        return new ZooKeeperIds(all);
    }

    /**
     * Writes the file.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder(HEAD);
        new TreeMap<>(byHost)
                .forEach((host, id) -> text.append(host).append('=').append(id).append('\n'));
        AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
