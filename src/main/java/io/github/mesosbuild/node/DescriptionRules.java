package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.Quorum;
import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.release.Version;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What hosts must be to each other. */
final class DescriptionRules {
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

    /** @param external whether ZooKeeper is somewhere else */
    void check(boolean external) {
        names();
        hosts.forEach(this::ports);
        hosts.forEach(this::listening);
        ensemble(external);
        int masters = count(Role.MASTER);
        if (masters == 0) {
            hosts.stream()
                    .filter(host -> host.is(Role.SLAVE))
                    .forEach(host ->
                            host.place().problem("The slave " + host.name() + " has no master: no host has that role."));
        } else if (masters % 2 == 0) {
            warnings.add(masters + " masters bear the loss of no more than " + (masters - 1) + " do: "
                    + one((masters - 1) / 2) + ". An odd number is better.");
        }
    }

    private int count(Role role) {
        return (int) hosts.stream().filter(host -> host.is(role)).count();
    }

    private static String one(int machines) {
        return machines == 0 ? "none" : String.valueOf(machines);
    }

    private void names() {
        Map<String, HostDraft> byName = new TreeMap<>();
        Map<String, HostDraft> byAddress = new TreeMap<>();
        for (HostDraft host : hosts) {
            HostDraft same = byName.putIfAbsent(host.name().toLowerCase(Locale.ROOT), host);
            if (same != null) {
                host.place()
                        .get("name")
                        .problem("The name '" + host.name() + "' is that of "
                                + same.place().path() + " too.");
            }
            host.address().ifPresent(address -> {
                HostDraft other = byAddress.putIfAbsent(address.toLowerCase(Locale.ROOT), host);
                if (other != null) {
                    host.place()
                            .get("address")
                            .problem("The address '" + address + "' is that of " + other.name() + " too.");
                }
            });
        }
        byAddress.forEach((address, host) -> {
            HostDraft named = byName.get(address);
            if (named != null && named != host) {
                host.place()
                        .get("address")
                        .problem("The address '" + address + "' is the name of "
                                + named.place().path() + ".");
            }
        });
    }

    private void ports(HostDraft host) {
        Map<Integer, String> taken = new LinkedHashMap<>();
        if (host.is(Role.ZOOKEEPER)) {
            port(host, taken, host.ports().client(), "ZooKeeper for its clients");
            port(host, taken, host.ports().peer(), "ZooKeeper for its peers");
            port(host, taken, host.ports().election(), "ZooKeeper for elections");
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
                    .problem("The port " + port + " of " + host.name() + " is that of " + other + " and of " + of + ".");
        }
    }

    /** What Mesos binds, and what it says that it is. */
    private void listening(HostDraft host) {
        if (host.address().isEmpty() || !host.is(Role.MASTER) && !host.is(Role.SLAVE)) {
            return;
        }
        String address = host.address().get();
        if (address.startsWith("127.") || address.equalsIgnoreCase("localhost")) {
            warnings.add(
                    "The address " + address + " of " + host.name() + " is one that only the machine itself reaches.");
        }
        if (Validators.isHostName(address)
                && host.listen().filter(ip -> !ip.equals("0.0.0.0")).isEmpty()) {
            warnings.add(
                    "Mesos on " + host.name() + " listens on the first address that " + address
                            + " has there, which on Debian and Ubuntu is often 127.0.1.1: give 'listen', the address as a number.");
        }
        for (Role role : new Role[] {Role.MASTER, Role.SLAVE}) {
            if (host.is(role)) {
                advertised(host, role);
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
                    .problem(daemon + " has no flag advertise_ip, so others must reach it on "
                            + host.listen().orElseThrow() + ", where it listens, and not on "
                            + host.address().orElseThrow() + ".");
        }
        if (seen != host.bound(role) && !flags.has(role, "advertise_port")) {
            host.place()
                    .get("ports")
                    .problem(daemon + " has no flag advertise_port, so others must reach it on port " + host.bound(role)
                            + ", where it listens, and not on " + seen + ".");
        }
    }

    private void ensemble(boolean external) {
        int members = count(Role.ZOOKEEPER);
        if (external && members > 0) {
            root.get("zookeeper").problem("ZooKeeper is either elsewhere, or on the hosts with that role, and not both.");
        }
        if (!external && members == 0 && count(Role.MASTER) > 0) {
            root.problem("The masters have no ZooKeeper to elect their leader: give hosts the role zookeeper, or say"
                    + " 'zookeeper: zk://host:2181/mesos' where it is.");
        }
        if (members == 2) {
            root.get("hosts")
                    .problem("An ensemble of two servers of ZooKeeper is worse than one, for the loss of either stops it:"
                            + " one, three or five.");
        } else if (members > 0 && members % 2 == 0) {
            warnings.add(members + " servers of ZooKeeper bear the loss of no more than " + (members - 1) + " do: "
                    + one((members - 1) / 2) + ". An odd number is better.");
        }
    }

    /** A quorum that was given: more than half of the masters, and not more than all. */
    void checkQuorum(ConfigNode place, int masters, int quorum) {
        Optional<String> problem = new Quorum(quorum, masters).problem();
        if (masters == 0) {
            place.problem("There is no master to make a quorum of " + quorum + ".");
        } else if (problem.isPresent()) {
            place.problem(problem.get());
        } else if (quorum > Quorum.majority(masters)) {
            warnings.add("A quorum of " + quorum + " of " + masters + " masters bears the loss of "
                    + one(masters - quorum) + "; " + Quorum.majority(masters)
                    + " is enough, unless masters are about to be added.");
        }
    }
}
