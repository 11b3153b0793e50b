package io.github.mesosbuild.cluster;

import io.github.mesosbuild.release.Daemons;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes of a topology the nodes that are to be started: their ports, flags and directories. */
final class NodePlanner {
    private final ClusterEnvironment site;
    private final Topology topology;
    private final ClusterDirectory directory;
    private final List<Path> zooKeeperClassPath;
    private final Map<Role, SupportedFlags> sheets;
    private final ClusterListener listener;
    private final Map<Choice, List<String>> chosen = new LinkedHashMap<>();

    NodePlanner(
            ClusterEnvironment site,
            Topology topology,
            ClusterDirectory directory,
            List<Path> zooKeeperClassPath,
            Map<Role, SupportedFlags> sheets,
            ClusterListener listener) {
        this.site = site;
        this.topology = topology;
        this.directory = directory;
        this.zooKeeperClassPath = zooKeeperClassPath;
        this.sheets = sheets;
        this.listener = listener;
    }

    /**
     * What is to be started.
     *
     * @param zooKeeperUrl by which masters and slaves find each other, if they do so by ZooKeeper
     * @param nodes in the order in which they are started
     */
    record Planned(Optional<String> zooKeeperUrl, List<ClusterNode> nodes) {}

    /** Flags that nodes are given of which nobody has asked for. */
    private record Choice(Map<String, String> flags, String because) {}

    /**
     * Refuses flags that the daemons do not have, before anything else is done.
     *
     * @throws ClusterException ({@code FLAG})
     */
    Map<String, Map<String, String>> checkedFlags(List<String> names) throws ClusterException {
        Map<String, Map<String, String>> checked = new LinkedHashMap<>();
        for (String name : names) {
            Role role = role(name);
            if (sheets.containsKey(role)) {
                NodeSettings settings = topology.settings(role, name);
                Map<String, String> flags = sheets.get(role).checked(name, settings.flags());
                checked.put(name, flags);
                String quorum =
                        flags.getOrDefault("quorum", settings.environment().get(variable("quorum")));
                if (role == Role.MASTER && quorum != null) {
                    topology.requireQuorum(name, quorum);
                }
            } else if (!topology.settings(role, name).flags().isEmpty()) {
                throw new ClusterException(
                        ClusterException.Kind.FLAG,
                        "The node " + name + " takes no flags; it is a server of ZooKeeper.");
            }
        }
        return checked;
    }

    /**
     * Chooses the ports and plans the nodes.
     *
     * @throws ClusterException ({@code PORT}) if a fixed port is not free
     * @throws IOException if the machine does not have the address, or a file cannot be written
     */
    Planned plan(List<String> names, Map<String, Map<String, String>> flags, Ports ports)
            throws ClusterException, IOException {
        Map<String, Integer> portOf = ports.fixed(fixedPorts(flags));
        for (String name : names) {
            if (!portOf.containsKey(name)) {
                portOf.put(name, ports.free());
            }
        }
        boolean again = !chosen.isEmpty();
        List<ClusterNode> nodes = new ArrayList<>(zooKeepers(names, portOf, ports));
        Optional<String> url = zooKeeperUrl(nodes);
        Optional<String> master = topology.master();
        for (String name : names) {
            if (role(name) == Role.MASTER) {
                ClusterNode node = daemon(name, portOf.get(name), flags.get(name), url, master);
                nodes.add(node);
                master = master.or(() -> Optional.of(node.address().reachable().toString()));
            }
        }
        for (String name : names) {
            if (role(name) == Role.SLAVE) {
                nodes.add(daemon(name, portOf.get(name), flags.get(name), url, master));
            }
        }
        if (!again) {
            chosen.forEach((choice, of) -> listener.flagsChosen(of, choice.flags(), choice.because()));
        }
        return new Planned(url, nodes);
    }

    private Role role(String name) {
        return name.startsWith("zookeeper-") ? Role.ZOOKEEPER : name.startsWith("master-") ? Role.MASTER : Role.SLAVE;
    }

    /** A port that is given as a flag is as fixed as one that is given as a port. */
    private Map<String, Integer> fixedPorts(Map<String, Map<String, String>> flags) throws ClusterException {
        Map<String, Integer> fixed = new LinkedHashMap<>(topology.ports());
        for (Map.Entry<String, Map<String, String>> entry : flags.entrySet()) {
            String port = entry.getValue().get("port");
            if (port != null) {
                try {
                    fixed.put(entry.getKey(), Integer.parseInt(port));
                } catch (NumberFormatException e) {
                    throw new ClusterException(
                            ClusterException.Kind.FLAG,
                            "The flag 'port' of " + entry.getKey() + " needs a whole number, and '" + port
                                    + "' is none.");
                }
            }
        }
        return fixed;
    }

    private List<ClusterNode> zooKeepers(List<String> names, Map<String, Integer> portOf, Ports ports)
            throws ClusterException, IOException {
        List<ZooKeeperServers.Place> places = new ArrayList<>();
        Map<String, Map<String, String>> environment = new LinkedHashMap<>();
        for (String name : names) {
            if (role(name) == Role.ZOOKEEPER) {
                places.add(new ZooKeeperServers.Place(
                        name,
                        new ClusterNode.Address(topology.ip(), portOf.get(name)),
                        ports.free(),
                        ports.free(),
                        directory.node(name),
                        directory.log(name)));
                Map<String, String> variables = new LinkedHashMap<>(site.environment());
                variables.putAll(topology.settings(Role.ZOOKEEPER, name).environment());
                environment.put(name, directory.marked(variables));
            }
        }
        return new ZooKeeperServers(site.java(), zooKeeperClassPath).nodes(places, environment);
    }

    private Optional<String> zooKeeperUrl(List<ClusterNode> zooKeepers) {
        if (topology.zooKeeper() instanceof ZooKeeper.External external) {
            return Optional.of(external.url());
        }
        return zooKeepers.isEmpty()
                ? Optional.empty()
                : Optional.of(new ZooKeeperUrl(
                                Optional.empty(),
                                zooKeepers.stream()
                                        .map(node -> node.address().reachable().toString())
                                        .toList(),
                                ZooKeeper.CHROOT)
                        .toString());
    }

    private ClusterNode daemon(
            String name, int port, Map<String, String> asked, Optional<String> zooKeeperUrl, Optional<String> master)
            throws ClusterException {
        Role role = role(name);
        Daemons.Daemon daemon = site.daemon(role);
        Map<String, String> flags = new LinkedHashMap<>();
        flags.put("ip", topology.ip());
        flags.put("port", String.valueOf(port));
        String ip = asked.getOrDefault("ip", topology.ip());
        if (!ip.equals(ClusterNode.Address.ALL)) {
            // Its name would be looked up in the network.
            flags.put("hostname", ip);
        }
        flags.put("work_dir", directory.node(name).resolve("work").toString());
        if (role == Role.MASTER) {
            zooKeeperUrl.ifPresent(url -> {
                flags.put("zk", url);
                flags.put("quorum", String.valueOf(topology.quorum()));
            });
        } else {
            zooKeeperUrl.or(() -> master).ifPresent(which -> flags.put("master", which));
        }
        NodeSettings settings = topology.settings(role, name);
        for (Daemons.Flags group : daemon.flags()) {
            Map<String, String> given = chosen(group, asked, settings, role);
            if (!given.isEmpty()) {
                flags.putAll(given);
                chosen.computeIfAbsent(new Choice(given, group.because()), none -> new ArrayList<>())
                        .add(name);
            }
        }
        flags.keySet().removeIf(flag -> settings.environment().containsKey(variable(flag)));
        flags.putAll(asked);
        List<String> argv = new ArrayList<>(List.of(site.program(daemon).toString()));
        flags.forEach((flag, value) -> argv.add("--" + flag + "=" + value));
        Map<String, String> environment = site.daemonEnvironment();
        environment.putAll(settings.environment());
        for (String flag : asked.keySet()) {
            if (settings.environment().containsKey(variable(flag))) {
                throw new ClusterException(
                        ClusterException.Kind.FLAG,
                        "The flag '" + flag + "' is given to " + name + " twice, also as " + variable(flag)
                                + " in its environment, which the daemon does not take.");
            }
        }
        return new ClusterNode(
                name,
                role,
                new ClusterNode.Address(ip, port),
                directory.node(name),
                directory.log(name),
                argv,
                directory.marked(environment));
    }

    /** What a group gives that the daemon knows and nobody has decided otherwise. */
    private Map<String, String> chosen(
            Daemons.Flags group, Map<String, String> asked, NodeSettings settings, Role role) {
        Map<String, String> given = new LinkedHashMap<>();
        if (site.has(group.when())) {
            group.values().forEach((flag, value) -> {
                if (sheets.get(role).knows(flag)
                        && !asked.containsKey(flag)
                        && !settings.environment().containsKey(variable(flag))) {
                    given.put(flag, value.replace(Daemons.PREFIX, site.prefix().toString()));
                }
            });
        }
        return given;
    }

    /** The variable from which a daemon reads the same flag. */
    private static String variable(String flag) {
        return "MESOS_" + flag.toUpperCase(java.util.Locale.ROOT);
    }
}
