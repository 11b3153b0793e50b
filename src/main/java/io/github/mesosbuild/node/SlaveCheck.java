package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.MasterState;
import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.text.Quantities;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares the slaves that are registered with the leader with the described ones. */
final class SlaveCheck {
    private static final String HEALTH = "/slave(1)/health";
    private static final String ATTRIBUTES = "attributes";

    private final Description description;
    private final Endpoints endpoints;
    private final String what;
    private final List<NodeFinding> findings = new ArrayList<>();

    private SlaveCheck(Description description, Endpoints endpoints) {
        this.description = description;
        this.endpoints = endpoints;
        this.what = description.slaveName();
    }

    /**
     * Returns the findings about all slaves.
     *
     * @param leader the leading master and its answer, if exactly one master leads
     */
    static List<NodeFinding> of(
            Description description, Endpoints endpoints, Optional<Map.Entry<Host, MasterState>> leader)
            throws InterruptedException {
        SlaveCheck check = new SlaveCheck(description, endpoints);
        if (leader.isPresent()) {
            check.judge(leader.get().getKey(), leader.get().getValue());
        } else {
            for (Host host : description.hosts(Role.SLAVE)) {
                check.add(host, false, "Cannot check " + check.of(host) + ": the masters report no single leader.");
            }
        }
        return check.findings;
    }

    private String of(Host host) {
        return "the " + what + " on " + host.name();
    }

    private void add(Host host, boolean good, String sentence) {
        findings.add(new NodeFinding(host.name(), what, good, sentence));
    }

    private void judge(Host leader, MasterState state) throws InterruptedException {
        List<Host> missing = new ArrayList<>();
        Set<MasterState.Slave> known = new HashSet<>();
        List<Host> slaves = description.hosts(Role.SLAVE);
        for (Host host : slaves) {
            Set<String> addresses = Endpoints.known(host, Role.SLAVE);
            List<MasterState.Slave> own = state.slaves().stream()
                    .filter(slave -> addresses.contains(slave.address()))
                    .toList();
            known.addAll(own);
            Optional<MasterState.Slave> active =
                    own.stream().filter(MasterState.Slave::active).findFirst();
            if (active.isPresent()) {
                judgeAttributes(host, leader, active.get());
            } else if (own.isEmpty()) {
                missing.add(host);
            } else {
                add(
                        host,
                        false,
                        Quantities.capitalized(of(host)) + " is registered with the leader " + leader.name()
                                + ", but is not active.");
            }
        }
        Map<Host, Boolean> answering = endpoints.all(missing, host -> endpoints.answers(host, Role.SLAVE, HEALTH));
        for (Host host : missing) {
            judgeMissing(host, leader, state, known, answering.get(host));
        }
        for (MasterState.Slave slave : state.slaves()) {
            if (slave.active() && !known.contains(slave)) {
                findings.add(new NodeFinding(
                        "",
                        what,
                        false,
                        RoleWords.withArticle(what) + " at " + slave.address() + " (" + slave.hostname()
                                + ") is registered with the leader " + leader.name()
                                + ", but is not in the description."));
            }
        }
    }

    private void judgeMissing(
            Host host, Host leader, MasterState state, Set<MasterState.Slave> known, boolean answers) {
        Optional<MasterState.Slave> elsewhere = state.slaves().stream()
                .filter(slave -> slave.active() && slave.hostname().equals(hostname(host)) && !known.contains(slave))
                .findFirst();
        if (elsewhere.isPresent()) {
            known.add(elsewhere.get());
            add(
                    host,
                    false,
                    Quantities.capitalized(of(host)) + " is registered from "
                            + elsewhere.get().address() + ", expected " + Endpoints.of(host, Role.SLAVE)
                            + ".");
        } else {
            add(
                    host,
                    false,
                    Quantities.capitalized(of(host)) + (answers ? " answers" : " does not answer") + " at "
                            + Endpoints.of(host, Role.SLAVE) + (answers ? ", but" : ", and")
                            + " is not registered with the leader "
                            + leader.name() + ".");
        }
    }

    private String hostname(Host host) {
        return NodeFlags.of(description, host, Role.SLAVE).getOrDefault("hostname", host.name());
    }

    private void judgeAttributes(Host host, Host leader, MasterState.Slave slave) {
        int before = findings.size();
        if (!host.flags(Role.SLAVE).containsKey(ATTRIBUTES)) {
            Set<String> names = new TreeSet<>(host.attributes().keySet());
            names.addAll(slave.attributes().keySet());
            for (String name : names) {
                judgeAttribute(
                        host,
                        name,
                        host.attributes().get(name),
                        slave.attributes().get(name));
            }
        }
        if (findings.size() == before) {
            add(host, true, Quantities.capitalized(of(host)) + " is registered with the leader " + leader.name() + ".");
        }
    }

    private void judgeAttribute(Host host, String name, String described, String found) {
        String attribute = Quantities.capitalized(of(host)) + " has ";
        if (found == null) {
            add(host, false, attribute + "no attribute '" + name + "', expected '" + described + "'.");
        } else if (described == null) {
            add(
                    host,
                    false,
                    attribute + "the attribute '" + name + ":" + found + "', which is not in the description.");
        } else if (!isSame(described, found)) {
            add(host, false, attribute + "the attribute '" + name + ":" + found + "', expected '" + described + "'.");
        }
    }

    /** Compares values without regard to form: Mesos prints ranges, sets and numbers in its own way. */
    private static boolean isSame(String described, String found) {
        String one = described.replaceAll("\\s", "");
        String other = found.replaceAll("\\s", "");
        if (one.equals(other)) {
            return true;
        }
        try {
            return Double.parseDouble(one) == Double.parseDouble(other);
        } catch (NumberFormatException text) {
            return false;
        }
    }
}
