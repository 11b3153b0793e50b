package io.github.mesosbuild.cluster;

import io.github.mesosbuild.release.Daemons;
import io.github.mesosbuild.text.Redactor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Plans the nodes of a topology: their ports, flags and directories. */
final class NodePlanner {
    private final ClusterEnvironment installed;
    private final Topology topology;
    private final ClusterDirectory directory;
    private final List<Path> zooKeeperClassPath;
    private final Map<Role, SupportedFlags> supported;
    private final ClusterListener listener;
    private final Map<AddedFlags, List<String>> added = new LinkedHashMap<>();

    NodePlanner(
            ClusterEnvironment installed,
            Topology topology,
            ClusterDirectory directory,
            List<Path> zooKeeperClassPath,
            Map<Role, SupportedFlags> supported,
            ClusterListener listener) {
        this.installed = installed;
        this.topology = topology;
        this.directory = directory;
        this.zooKeeperClassPath = zooKeeperClassPath;
        this.supported = supported;
        this.listener = listener;
    }

    /**
     * The planned nodes.
     *
     * @param zooKeeperUrl the URL under which masters and slaves find each other, if they use ZooKeeper
     * @param nodes the nodes, in the order of their start
     */
    record Planned(Optional<String> zooKeeperUrl, List<ClusterNode> nodes) {}

    /** Flags that were added to nodes, and why. */
    private record AddedFlags(Map<String, String> flags, String because) {}

    /**
     * Checks the flags of the nodes before anything is started.
     *
     * @throws ClusterException ({@code FLAG}) if a daemon does not support a flag or its value; ({@code TOPOLOGY}) if a quorum is wrong
     */
    Map<String, Map<String, String>> checkedFlags(List<String> names) throws ClusterException {
        Map<String, Map<String, String>> checked = new LinkedHashMap<>();
        for (String name : names) {
            Role role = role(name);
            if (supported.containsKey(role)) {
                NodeSettings settings = topology.settings(role, name);
                Map<String, String> flags = supported.get(role).checked(name, settings.flags());
                supported.get(role).checkVariables(name, settings.environment());
                checked.put(name, flags);
                String quorum =
                        flags.getOrDefault("quorum", settings.environment().get(variable("quorum")));
                if (role == Role.MASTER && quorum != null) {
                    topology.requireQuorum(name, quorum);
                }
            } else if (!topology.settings(role, name).flags().isEmpty()) {
                throw new ClusterException(
                        ClusterException.Kind.FLAG, name + " takes no flags: it is a ZooKeeper server.");
            }
        }
        return checked;
    }

    /**
     * Chooses the ports and plans the nodes.
     *
     * @throws ClusterException ({@code PORT}) if a fixed port is not free
     * @throws IOException if a file cannot be written
     */
    Planned plan(List<String> names, Map<String, Map<String, String>> flags, Ports ports)
            throws ClusterException, IOException {
        Map<String, Integer> portOf = ports.fixed(fixedPorts(flags));
        for (String name : names) {
            if (!portOf.containsKey(name)) {
                portOf.put(name, chosenPort(name, flags.get(name), ports));
            }
        }
        boolean again = !added.isEmpty();
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
            added.forEach(
                    (choice, of) -> listener.flagsChosen(of, FlagPlaceholders.shown(choice.flags()), choice.because()));
        }
        return new Planned(url, nodes);
    }

    /** Chooses a free port, but the same as last time for a work directory that outlives the cluster. */
    private int chosenPort(String name, Map<String, String> flags, Ports ports) throws ClusterException, IOException {
        Optional<LastPort> last = Optional.ofNullable(flags)
                .flatMap(asked -> workDirectory(asked, topology.settings(role(name), name)))
                .map(work -> new LastPort(directory.node(name).resolve(work), name));
        if (last.isEmpty()) {
            return ports.free();
        }
        Optional<Integer> before = last.get().read();
        if (before.isPresent() && ports.reserved(before.get())) {
            return before.get();
        }
        if (before.isPresent()) {
            last.get().requireFree(before.get());
        }
        int port = ports.free();
        last.get().write(port);
        return port;
    }

    /** Returns the work directory that the user chose for a node, whether by flag or by variable. */
    private static Optional<String> workDirectory(Map<String, String> asked, NodeSettings settings) {
        return Optional.ofNullable(
                asked.getOrDefault("work_dir", settings.environment().get(variable("work_dir"))));
    }

    private Role role(String name) {
        return name.startsWith("zookeeper-") ? Role.ZOOKEEPER : name.startsWith("master-") ? Role.MASTER : Role.SLAVE;
    }

    /** The fixed ports, whether set as ports or by the flag {@code --port}. */
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
                            "--port for " + entry.getKey() + " must be a whole number, got '" + port + "'.");
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
                Map<String, String> variables = new LinkedHashMap<>(installed.environment());
                variables.putAll(topology.settings(Role.ZOOKEEPER, name).environment());
                environment.put(name, directory.marked(variables));
            }
        }
        return new ZooKeeperServers(installed.java(), zooKeeperClassPath).nodes(places, environment);
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
        Daemons.Daemon daemon = installed.daemon(role);
        Map<String, String> flags = new LinkedHashMap<>();
        flags.put("ip", topology.ip());
        flags.put("port", String.valueOf(port));
        String ip = asked.getOrDefault("ip", topology.ip());
        if (!ip.equals(ClusterNode.Address.ALL)) {
            // Otherwise the daemon looks its host name up in the network.
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
        Map<String, String> environment = installed.daemonEnvironment();
        environment.putAll(settings.environment());
        String work = workDirectory(asked, settings).orElse(flags.get("work_dir"));
        FlagPlaceholders placeholders =
                new FlagPlaceholders(directory.node(name).resolve(work).toString(), Map.copyOf(environment));
        for (Daemons.Flags group : daemon.flags()) {
            Map<String, String> given = addedFlags(group, asked, settings, role);
            if (!given.isEmpty()) {
                given.forEach((flag, value) -> flags.put(flag, placeholders.filled(value)));
                added.computeIfAbsent(new AddedFlags(given, group.because()), none -> new ArrayList<>())
                        .add(name);
            }
        }
        flags.keySet().removeIf(flag -> settings.environment().containsKey(variable(flag)));
        flags.putAll(asked);
        List<String> argv = new ArrayList<>(List.of(installed.program(daemon).toString()));
        flags.forEach((flag, value) -> {
            if (Redactor.isSecret(flag, value)) {
                // Everybody can read a daemon's arguments, so a password is in its environment.
                environment.put(variable(flag), value);
            } else {
                argv.add("--" + flag + "=" + value);
            }
        });
        for (String flag : asked.keySet()) {
            if (settings.environment().containsKey(variable(flag))) {
                throw new ClusterException(
                        ClusterException.Kind.FLAG,
                        "--" + flag + " for " + name + " is set twice, as a flag and as the variable " + variable(flag)
                                + "; the daemon accepts only one.");
            }
        }
        return new ClusterNode(
                name,
                role,
                new ClusterNode.Address(ip, port, Tls.of(environment)),
                directory.node(name),
                directory.log(name),
                argv,
                directory.marked(environment));
    }

    /** The flags of a group that the daemon supports and the user has not set. */
    private Map<String, String> addedFlags(
            Daemons.Flags group, Map<String, String> asked, NodeSettings settings, Role role) {
        Map<String, String> given = new LinkedHashMap<>();
        if (installed.has(group.when())) {
            group.values().forEach((flag, value) -> {
                if (supported.get(role).knows(flag)
                        && !asked.containsKey(flag)
                        && !settings.environment().containsKey(variable(flag))) {
                    given.put(
                            flag,
                            value.replace(Daemons.PREFIX, installed.prefix().toString()));
                }
            });
        }
        return given;
    }

    /** Returns the environment variable from which daemons read a flag. */
    static String variable(String flag) {
        return "MESOS_" + flag.toUpperCase(Locale.ROOT);
    }
}
