package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.Quorum;
import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.release.Version;
import io.github.mesosbuild.text.Quantities;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Checks hosts against each other and against the cluster. */
final class DescriptionRules {
    /** The address of all interfaces. */
    private static final String EVERYWHERE = "0.0.0.0";

    /** The resources that a slave detects. */
    private static final List<String> OFFERED = List.of("cpus", "mem", "disk", "ports");

    private final ConfigNode root;
    private final List<HostDraft> hosts;
    private final FlagReader flags;
    private final Version version;
    private final String slave;
    private final List<String> warnings;

    DescriptionRules(ConfigNode root, List<HostDraft> hosts, FlagReader flags, Version version, List<String> warnings) {
        this.root = root;
        this.hosts = hosts;
        this.flags = flags;
        this.version = version;
        this.slave = RoleWords.slave(version);
        this.warnings = warnings;
    }

    /**
     * Checks all hosts.
     *
     * @param external whether ZooKeeper runs on other machines
     */
    void check(boolean external) {
        names();
        hosts.forEach(this::ports);
        hosts.forEach(this::instance);
        hosts.forEach(this::offering);
        hosts.forEach(this::listening);
        hosts.forEach(this::resolving);
        sharing();
        ensemble(external);
        int masters = count(Role.MASTER);
        if (masters == 0) {
            hosts.stream()
                    .filter(host -> host.is(Role.SLAVE))
                    .forEach(host -> host.place()
                            .problem("The " + slave + " " + host.name()
                                    + " needs a master, but no host has the role master."));
        } else if (masters % 2 == 0) {
            warnings.add(masters + " masters tolerate " + Quantities.count((masters - 1) / 2, "failure")
                    + ", the same as " + (masters - 1) + ". Use an odd number.");
        }
    }

    private int count(Role role) {
        return (int) hosts.stream().filter(host -> host.is(role)).count();
    }

    private void names() {
        Map<String, HostDraft> byName = new TreeMap<>();
        Map<String, HostDraft> byAddress = new TreeMap<>();
        for (HostDraft host : hosts) {
            HostDraft same = byName.putIfAbsent(host.name().toLowerCase(Locale.ROOT), host);
            if (same != null) {
                host.place()
                        .get("name")
                        .problem("The name '" + host.name() + "' is already used by "
                                + same.place().path() + ".");
            }
            host.address().ifPresent(address -> {
                byAddress.putIfAbsent(address.toLowerCase(Locale.ROOT), host);
                hosts.stream()
                        .filter(other -> isBefore(other, host) && isSameServer(other, host))
                        .findFirst()
                        .ifPresent(other -> host.place()
                                .get("address")
                                .problem("The address '" + address + "' is already used by " + other.name()
                                        + ". Describe a machine once, with all its roles. A further master or " + slave
                                        + " on that"
                                        + " machine needs an 'instance' of its own, for example instance: b."));
            });
        }
        byAddress.forEach((address, host) -> {
            HostDraft named = byName.get(address);
            if (named != null && named != host && !isSameMachine(named, host)) {
                host.place()
                        .get("address")
                        .problem("The address '" + address + "' is the name of another host, "
                                + named.place().path() + ".");
            }
        });
    }

    private boolean isBefore(HostDraft one, HostDraft other) {
        return hosts.indexOf(one) < hosts.indexOf(other);
    }

    private static boolean isSameMachine(HostDraft one, HostDraft other) {
        return one.address().isPresent()
                && one.address().get().equalsIgnoreCase(other.address().orElse(""));
    }

    private static boolean isSameServer(HostDraft one, HostDraft other) {
        return isSameMachine(one, other) && one.instance().equals(other.instance());
    }

    private static boolean isOtherServer(HostDraft one, HostDraft other) {
        return isSameMachine(one, other) && !one.instance().equals(other.instance());
    }

    /** Checks that the daemons of an instance can live beside those of other hosts on the same machine. */
    private void instance(HostDraft host) {
        if (host.instance().isEmpty()) {
            return;
        }
        ConfigNode place = host.place().get("instance");
        if (host.is(Role.ZOOKEEPER)) {
            place.problem(
                    "A machine runs one ZooKeeper server, which has no instance. A further one needs a machine or a"
                            + " container with an address of its own.");
        }
        if (host.platform()
                .filter(platform -> platform.initSystem() != InitSystem.SYSTEMD)
                .isPresent()) {
            place.problem("Several servers of a kind on one machine need systemd, which "
                    + host.platform().get() + " does not have.");
        }
        for (HostDraft other : hosts) {
            if (isOtherServer(other, host) && (other.instance().isEmpty() || isBefore(other, host))) {
                beside(host, other);
            }
        }
    }

    /** Warns about a slave that offers what another slave of the machine offers, too. */
    private void offering(HostDraft host) {
        boolean shared = host.is(Role.SLAVE)
                && hosts.stream()
                        .anyMatch(other -> other != host && other.is(Role.SLAVE) && isSameMachine(other, host));
        List<String> missing = OFFERED.stream()
                .filter(name -> host.resources().keySet().stream()
                        .noneMatch(key -> key.equals(name) || key.startsWith(name + "(")))
                .toList();
        if (shared
                && !missing.isEmpty()
                && !host.flags().getOrDefault(Role.SLAVE, Map.of()).containsKey("resources")) {
            warnings.add("The " + slave + " of " + host.name()
                    + " shares its machine with another one, but the description does not set its resources "
                    + String.join(", ", missing)
                    + ". It offers those of the whole machine. Set them in 'resources'.");
        }
    }

    private static void beside(HostDraft host, HostDraft other) {
        if (!host.platform().equals(other.platform())) {
            host.place()
                    .problem(host.name() + " and " + other.name() + " are one machine, but have different platforms.");
        }
        for (Role role : new Role[] {Role.MASTER, Role.SLAVE}) {
            Optional<Path> directory = directory(host, role);
            if (directory.isPresent() && directory.equals(directory(other, role))) {
                host.place()
                        .problem(host.name() + " and " + other.name() + " are one machine, and cannot share --work_dir="
                                + directory.get() + ". Give each a directory of its own.");
            }
        }
    }

    private static Optional<Path> directory(HostDraft host, Role role) {
        return host.is(role)
                ? Optional.of(Path.of(host.flags()
                                .getOrDefault(role, Map.of())
                                .getOrDefault("work_dir", NodeFlags.workDirectory(role, host.instance())))
                        .normalize())
                : Optional.empty();
    }

    /** Checks the ports of a host against each other, and against those of the earlier servers on the same machine. */
    private void ports(HostDraft host) {
        Map<Integer, String> taken = new LinkedHashMap<>();
        for (HostDraft other : hosts) {
            if (isBefore(other, host) && isOtherServer(other, host)) {
                uses(other).forEach(use -> taken.putIfAbsent(use.port(), use.of() + " of " + other.name()));
            }
        }
        boolean shared = hosts.stream().anyMatch(other -> isOtherServer(other, host));
        for (PortUse use : uses(host)) {
            String of = use.of() + (shared ? " of " + host.name() : "");
            String other = taken.putIfAbsent(use.port(), of);
            if (other != null) {
                host.place()
                        .problem("Port " + use.port() + " on " + host.name() + " is used for both " + other + " and "
                                + of + ".");
            }
        }
    }

    /** A port that a server binds to, and what uses it. */
    private record PortUse(int port, String of) {}

    private List<PortUse> uses(HostDraft host) {
        List<PortUse> uses = new ArrayList<>();
        if (host.is(Role.ZOOKEEPER)) {
            uses.add(new PortUse(host.ports().client(), "ZooKeeper clients"));
            uses.add(new PortUse(host.ports().peer(), "ZooKeeper peers"));
            uses.add(new PortUse(host.ports().election(), "ZooKeeper elections"));
        }
        if (host.is(Role.MASTER)) {
            uses.add(new PortUse(host.bound(Role.MASTER), "the master"));
        }
        if (host.is(Role.SLAVE)) {
            uses.add(new PortUse(host.bound(Role.SLAVE), "the " + slave));
        }
        return uses;
    }

    /** Checks the addresses that the Mesos daemons bind to and advertise. */
    private void listening(HostDraft host) {
        if (host.address().isEmpty() || !host.is(Role.MASTER) && !host.is(Role.SLAVE)) {
            return;
        }
        String address = host.address().get();
        if (address.startsWith("127.") || address.equalsIgnoreCase("localhost")) {
            warnings.add("The address " + address + " of " + host.name()
                    + " is a loopback address, which other hosts cannot reach.");
        }
        if (Validators.isHostName(address)
                && host.listen().filter(ip -> !ip.equals(EVERYWHERE)).isEmpty()) {
            warnings.add("Mesos on " + host.name() + " listens on the first address that " + address
                    + " resolves to there, often 127.0.1.1 on Debian and Ubuntu. Set the host's key 'listen' to its IPv4"
                    + " address.");
        }
        for (Role role : new Role[] {Role.MASTER, Role.SLAVE}) {
            if (host.is(role)) {
                advertised(host, role);
            }
        }
    }

    /** Warns that the name by which others reach a host does not necessarily lead to the only address on which its daemons listen. */
    private void resolving(HostDraft host) {
        String address = host.address().orElse("");
        String listen = host.listen().orElse(EVERYWHERE);
        if (Validators.isHostName(address) && !listen.equals(EVERYWHERE)) {
            warnings.add(host.name() + " listens on " + listen + " only, but other hosts reach it at " + address
                    + ". Make sure that " + address + " resolves to " + listen
                    + " on every host, or set the host's key 'address' to its IPv4 address.");
        }
    }

    /** Warns about hosts that may be one machine. Behind different routers, machines can have the same address. */
    private void sharing() {
        Map<String, HostDraft> byAddress = new TreeMap<>();
        hosts.forEach(host -> host.address().ifPresent(address -> byAddress.putIfAbsent(address, host)));
        for (HostDraft host : hosts) {
            String listen = host.listen().orElse(EVERYWHERE);
            HostDraft other = listen.equals(EVERYWHERE) ? host : byAddress.putIfAbsent(listen, host);
            if (other != null && other != host && !isSameMachine(other, host)) {
                warnings.add(host.name() + " listens on " + listen + ", which is also an address of " + other.name()
                        + ". If they are one machine, describe it once, with all its roles.");
            }
        }
    }

    private void advertised(HostDraft host, Role role) {
        String daemon = "mesos-" + RoleWords.of(role, slave) + " " + version;
        int seen = role == Role.MASTER ? host.ports().master() : host.ports().slave();
        if (NodeFlags.advertisesAddress(host.listen(), host.address().orElseThrow())
                && !flags.has(role, "advertise_ip")) {
            host.place()
                    .get("listen")
                    .problem(daemon + " does not support --advertise_ip. It listens on "
                            + host.listen().orElseThrow() + ", so other hosts cannot reach it at "
                            + host.address().orElseThrow() + ".");
        }
        if (seen != host.bound(role) && !flags.has(role, "advertise_port")) {
            host.place()
                    .get("ports")
                    .problem(daemon + " does not support --advertise_port. It listens on port " + host.bound(role)
                            + ", so other hosts cannot reach it at port " + seen + ".");
        }
    }

    private void ensemble(boolean external) {
        int members = count(Role.ZOOKEEPER);
        if (external && members > 0) {
            root.get("zookeeper").problem("Use either 'zookeeper' or hosts with the role zookeeper, not both.");
        }
        if (!external && members == 0 && count(Role.MASTER) > 0) {
            root.problem("The masters need ZooKeeper. Give one, three or five hosts the role zookeeper, or set the key"
                    + " 'zookeeper', for example to zk://host:2181/mesos.");
        }
        if (members == 2) {
            root.get("hosts")
                    .problem(
                            "Two ZooKeeper servers are worse than one, because a failure of either stops the ensemble. Use one,"
                                    + " three or five.");
        } else if (members > 0 && members % 2 == 0) {
            warnings.add(members + " ZooKeeper servers tolerate " + Quantities.count((members - 1) / 2, "failure")
                    + ", the same as " + (members - 1) + ". Use an odd number.");
        }
    }

    /** Checks the quorum in the description. It must be more than half of the masters, and not more than all of them. */
    void checkQuorum(ConfigNode place, int masters, int quorum) {
        Optional<String> problem = new Quorum(quorum, masters).problem();
        if (masters == 0) {
            place.problem("A quorum needs masters, but no host has the role master.");
        } else if (problem.isPresent()) {
            place.problem(problem.get());
        } else if (quorum > Quorum.majority(masters)) {
            warnings.add("A quorum of " + quorum + " with " + masters + " masters tolerates "
                    + Quantities.count(masters - quorum, "failure") + ". Use " + Quorum.majority(masters)
                    + ", unless you are about to add masters.");
        }
    }
}
