package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.Quorum;
import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.release.Version;
import io.github.mesosbuild.text.Quantities;
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

    private final ConfigNode root;
    private final List<HostDraft> hosts;
    private final FlagReader flags;
    private final Version version;
    private final List<String> warnings;

    DescriptionRules(ConfigNode root, List<HostDraft> hosts, FlagReader flags, Version version, List<String> warnings) {
        this.root = root;
        this.hosts = hosts;
        this.flags = flags;
        this.version = version;
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
        hosts.forEach(this::listening);
        hosts.forEach(this::resolving);
        sharing();
        ensemble(external);
        int masters = count(Role.MASTER);
        if (masters == 0) {
            hosts.stream()
                    .filter(host -> host.is(Role.SLAVE))
                    .forEach(host -> host.place()
                            .problem("The slave " + host.name() + " needs a master, but no host has the role master."));
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
                HostDraft other = byAddress.putIfAbsent(address.toLowerCase(Locale.ROOT), host);
                if (other != null) {
                    host.place()
                            .get("address")
                            .problem("The address '" + address + "' is already used by " + other.name()
                                    + ". Describe a machine once, with all its roles: it runs at most one server of each kind."
                                    + " A further server needs a machine or a container with an address of its own.");
                }
            });
        }
        byAddress.forEach((address, host) -> {
            HostDraft named = byName.get(address);
            if (named != null && named != host) {
                host.place()
                        .get("address")
                        .problem("The address '" + address + "' is the name of another host, "
                                + named.place().path() + ".");
            }
        });
    }

    private void ports(HostDraft host) {
        Map<Integer, String> taken = new LinkedHashMap<>();
        if (host.is(Role.ZOOKEEPER)) {
            port(host, taken, host.ports().client(), "ZooKeeper clients");
            port(host, taken, host.ports().peer(), "ZooKeeper peers");
            port(host, taken, host.ports().election(), "ZooKeeper elections");
        }
        if (host.is(Role.MASTER)) {
            port(host, taken, host.bound(Role.MASTER), "the master");
        }
        if (host.is(Role.SLAVE)) {
            port(host, taken, host.bound(Role.SLAVE), "the slave");
        }
    }

    private static void port(HostDraft host, Map<Integer, String> taken, int port, String of) {
        String other = taken.putIfAbsent(port, of);
        if (other != null) {
            host.place()
                    .problem("Port " + port + " on " + host.name() + " is used for both " + other + " and " + of + ".");
        }
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
            if (other != null && other != host) {
                warnings.add(host.name() + " listens on " + listen + ", which is also an address of " + other.name()
                        + ". If they are one machine, describe it once, with all its roles.");
            }
        }
    }

    private void advertised(HostDraft host, Role role) {
        String daemon = "mesos-" + role.name().toLowerCase(Locale.ROOT) + " " + version;
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
