package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.text.ShellWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The files {@code zoo.cfg} and {@code myid} of a ZooKeeper server (ZooKeeper Administrator's Guide, "Configuration Parameters"). */
final class ZooKeeperFiles {
    static final String CONFIGURATION = "etc/zookeeper/conf/zoo.cfg";

    private static final String DATA = "dataDir=";

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
     * Returns calls of the shell functions of {@link FileTransaction} that refuse to abandon a server's data or to use another
     * server's.
     */
    static List<String> guards(List<NodeFile> files) {
        List<String> guards = new ArrayList<>();
        Optional<String> data = files.stream()
                .filter(file -> file.path().equals(CONFIGURATION))
                .flatMap(file -> file.text().lines())
                .filter(line -> line.startsWith(DATA))
                .map(line -> line.substring(DATA.length()))
                .findFirst();
        data.ifPresent(directory -> guards.add("check_data " + ShellWords.quoted(directory)));
        for (NodeFile file : files) {
            if (file.path().endsWith("/myid")) {
                String id = ShellWords.quoted(file.text().strip());
                Set<String> places = new LinkedHashSet<>(List.of(file.path()));
                data.ifPresent(directory -> places.add(directory.substring(1) + "/myid"));
                places.forEach(place -> guards.add("check_id " + ShellWords.quoted(place) + " " + id));
            }
        }
        return guards;
    }

    private static String configuration(Description description, Host host) {
        StringBuilder text =
                new StringBuilder("# Written by mesos:node-config. Change the description instead of this file.\n");
        line(text, "tickTime", "2000");
        line(text, "initLimit", "10");
        line(text, "syncLimit", "5");
        line(text, "dataDir", host.platform().dataDirectory());
        line(text, "clientPort", String.valueOf(host.ports().client()));
        host.listen().ifPresent(ip -> line(text, "clientPortAddress", ip));
        line(text, "autopurge.snapRetainCount", "3");
        line(text, "autopurge.purgeInterval", "24");
        line(text, "4lw.commands.whitelist", "srvr,conf,mntr,ruok");
        line(text, "admin.enableServer", "false");
        if (host.listen().filter(ip -> !ip.equals(host.address())).isPresent() || !Validators.isIpv4(host.address())) {
            line(text, "quorumListenOnAllIPs", "true");
        }
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
