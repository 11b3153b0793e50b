package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.text.ShellWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files {@code zoo.cfg} and {@code myid} of a ZooKeeper server (ZooKeeper Administrator's Guide, "Configuration Parameters"). */
final class ZooKeeperFiles {
    static final String CONFIGURATION = "etc/zookeeper/conf/zoo.cfg";

    private static final String DATA = "dataDir";
    private static final String LOGS = "dataLogDir";
    private static final Pattern REGISTRY = Pattern.compile("etc/(mesos-master(?:-[^/]+)?)/work_dir");

    private ZooKeeperFiles() {}

    static List<NodeFile> of(Description description, Host host) {
        if (!host.is(Role.ZOOKEEPER)) {
            return List.of();
        }
        NodeFile configuration = new NodeFile(CONFIGURATION, configuration(description, host), NodeFile.PLAIN);
        return host.platform().initializesZooKeeper()
                ? List.of(configuration)
                : List.of(
                        configuration,
                        new NodeFile(host.platform().myid().substring(1), host.zooKeeperId() + "\n", NodeFile.PLAIN));
    }

    /**
     * Returns calls of the shell functions of {@link FileTransaction} that refuse to abandon a server's data or a master's registry, or
     * to use another server's.
     */
    static List<String> guards(List<NodeFile> files) {
        List<String> guards = new ArrayList<>();
        Map<String, String> settings = files.stream()
                .filter(file -> file.path().equals(CONFIGURATION))
                .findFirst()
                .map(ZooKeeperFiles::settings)
                .orElse(Map.of());
        Optional<String> data = Optional.ofNullable(settings.get(DATA));
        data.ifPresent(directory -> {
            guards.add(("check_data " + ShellWords.quoted(directory) + " "
                            + Optional.ofNullable(settings.get(LOGS))
                                    .map(ShellWords::quoted)
                                    .orElse(""))
                    .strip());
            guards.add("check_settings " + String.join(" ", settings.keySet()));
        });
        for (NodeFile file : files) {
            Matcher registry = REGISTRY.matcher(file.path());
            if (registry.matches()) {
                guards.add("check_registry " + registry.group(1) + " "
                        + ShellWords.quoted(file.text().strip()));
            }
            if (file.path().endsWith("/myid")) {
                String id = ShellWords.quoted(file.text().strip());
                Set<String> places = new LinkedHashSet<>(List.of(file.path()));
                data.ifPresent(directory -> places.add(directory.substring(1) + "/myid"));
                places.forEach(place -> guards.add("check_id " + ShellWords.quoted(place) + " " + id));
            }
        }
        guards.addAll(EnvironmentFiles.guards(files));
        return guards;
    }

    private static Map<String, String> settings(NodeFile configuration) {
        Map<String, String> settings = new LinkedHashMap<>();
        configuration.text().lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int end = line.indexOf('=');
            settings.put(line.substring(0, end), line.substring(end + 1));
        });
        return settings;
    }

    private static String configuration(Description description, Host host) {
        StringBuilder text =
                new StringBuilder("# Written by mesos:node-config. Change the description instead of this file.\n");
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("tickTime", "2000");
        settings.put("initLimit", "10");
        settings.put("syncLimit", "5");
        settings.put(DATA, host.platform().dataDirectory());
        settings.put("clientPort", String.valueOf(host.ports().client()));
        host.listen().ifPresent(ip -> settings.put("clientPortAddress", ip));
        settings.put("autopurge.snapRetainCount", "3");
        settings.put("autopurge.purgeInterval", "24");
        settings.put("4lw.commands.whitelist", "srvr,conf,mntr,ruok");
        settings.put("admin.enableServer", "false");
        if (host.listen().filter(ip -> !ip.equals(host.address())).isPresent() || !Validators.isIpv4(host.address())) {
            settings.put("quorumListenOnAllIPs", "true");
        }
        settings.putAll(description.zooKeeperSettings());
        settings.forEach((key, value) -> line(text, key, value));
        description.hosts(Role.ZOOKEEPER).stream()
                .sorted(Comparator.comparingInt(Host::zooKeeperId))
                .forEach(member -> line(
                        text,
                        "server." + member.zooKeeperId(),
                        member.address() + ":" + member.ports().peer() + ":"
                                + member.ports().election()));
        return text.toString();
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(key).append('=').append(value).append('\n');
    }
}
