package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.Answer;
import io.github.mesosbuild.cluster.MasterState;
import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.text.Redactor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks the masters by what they report about themselves and each other. */
final class MasterCheck {
    private static final String WHAT = "master";

    private static final String FLAGS = "/master/flags";

    /** The compared flags: texts and numbers. The master reports durations, sizes and files in a form of its own. */
    private static final List<String> COMPARABLE = List.of("quorum", "zk", "cluster", "hostname", "work_dir");

    private final Description description;
    private final List<Host> masters;
    private final Map<Host, MasterState> answers = new LinkedHashMap<>();
    private final Map<Host, Answer<MasterState>> silent = new LinkedHashMap<>();
    private final List<NodeFinding> findings = new ArrayList<>();

    private MasterCheck(Description description) {
        this.description = description;
        this.masters = description.hosts(Role.MASTER);
    }

    /** Asks all masters. */
    static MasterCheck of(Description description, Endpoints endpoints) throws InterruptedException {
        MasterCheck check = new MasterCheck(description);
        String path = Trait.STATE_WITHOUT_EXTENSION.in(description.version()) ? "/master/state" : "/master/state.json";
        Map<Host, Answer<MasterState>> all =
                endpoints.all(check.masters, host -> withFlags(endpoints.master(host, path), host, endpoints));
        all.forEach((host, answer) -> answer.value()
                .ifPresentOrElse(given -> check.answers.put(host, given), () -> check.silent.put(host, answer)));
        return check;
    }

    /** From 1.0 on a master that does not lead reports its flags at a path of their own. Without permission to see them, none are judged. */
    private static Answer<MasterState> withFlags(Answer<MasterState> answer, Host host, Endpoints endpoints) {
        return answer.map(state -> Answer.of(
                state.leads() || !state.flags().isEmpty()
                        ? state
                        : state.with(endpoints.flags(host, FLAGS).value().orElse(Map.of()))));
    }

    /** Returns the leading master and its answer, if exactly one master leads. */
    Optional<Map.Entry<Host, MasterState>> leader() {
        List<Map.Entry<Host, MasterState>> leaders = answers.entrySet().stream()
                .filter(master -> master.getValue().leads())
                .toList();
        return leaders.size() == 1 ? Optional.of(leaders.get(0)) : Optional.empty();
    }

    /** Returns the findings about each master and about all of them together. */
    List<NodeFinding> findings() {
        if (masters.isEmpty()) {
            return List.of();
        }
        findings.clear();
        masters.forEach(this::judge);
        judgeTogether();
        return List.copyOf(findings);
    }

    private void add(Host host, boolean good, String sentence) {
        findings.add(new NodeFinding(host.name(), WHAT, good, sentence));
    }

    private void judge(Host host) {
        MasterState answer = answers.get(host);
        String name = "The master on " + host.name();
        if (answer == null) {
            add(host, false, name + " " + silent.get(host).problem() + " at " + Endpoints.of(host, Role.MASTER) + ".");
            return;
        }
        int before = findings.size();
        Map<String, String> described = NodeFlags.of(description, host, Role.MASTER);
        for (String flag : COMPARABLE) {
            if (described.containsKey(flag)) {
                judgeFlag(host, answer, flag, described.get(flag));
            }
        }
        if (answer.leader().isEmpty()) {
            add(host, false, name + " reports no leader.");
        } else if (nameOf(answer.leader().get()).isEmpty()) {
            add(
                    host,
                    false,
                    name + " reports the leader " + answer.leader().get() + ", which is not in the description.");
        }
        if (findings.size() == before) {
            add(
                    host,
                    true,
                    name
                            + (answer.leads()
                                    ? " leads"
                                    : " follows "
                                            + nameOf(answer.leader().get()).get()) + ".");
        }
    }

    private void judgeFlag(Host host, MasterState answer, String flag, String described) {
        String found = answer.flags().get(flag);
        if (found != null && !found.equals(described)) {
            add(
                    host,
                    false,
                    "The master on " + host.name() + " runs with --" + flag + "=" + Redactor.withoutPasswords(found)
                            + ", expected --" + flag + "=" + Redactor.withoutPasswords(described) + ".");
        }
    }

    /** Returns the host whose master has an address, which can differ from the one that the master itself reports. */
    private Optional<String> nameOf(String address) {
        for (Host host : masters) {
            MasterState answer = answers.get(host);
            Set<String> known = Endpoints.known(host, Role.MASTER);
            if (known.contains(address) || answer != null && answer.address().equals(address)) {
                return Optional.of(host.name());
            }
        }
        return Optional.empty();
    }

    private void judgeTogether() {
        if (silent.values().stream().anyMatch(answer -> answer.kind() == Answer.Kind.CREDENTIALS)) {
            cluster(
                    false,
                    "Cannot check the masters together without credentials: set mesos.nodes.server to the ID of a <server> in your"
                            + " settings.xml.");
            return;
        }
        List<String> elected = answers.entrySet().stream()
                .filter(master -> master.getValue().leads())
                .map(master -> master.getKey().name())
                .toList();
        long opinions = answers.values().stream()
                .flatMap(answer -> answer.leader().stream())
                .map(address -> nameOf(address).orElse(address))
                .distinct()
                .count();
        if (elected.size() > 1) {
            cluster(false, "Several masters claim to lead: " + String.join(" and ", elected) + ".");
        } else if (opinions > 1) {
            cluster(
                    false,
                    "The masters disagree on the leader: "
                            + answers.entrySet().stream()
                                    .map(master -> master.getKey().name() + " reports "
                                            + master.getValue()
                                                    .leader()
                                                    .map(address ->
                                                            nameOf(address).orElse(address))
                                                    .orElse("none"))
                                    .collect(Collectors.joining(", "))
                            + ".");
        } else if (elected.isEmpty()) {
            cluster(false, "No master is the leader.");
        }
        String there = answers.size() + " of " + masters.size() + " masters answer, and " + description.quorum()
                + " are needed";
        if (answers.size() < description.quorum()) {
            cluster(false, "The masters have no quorum: " + there + ".");
        } else if (elected.size() == 1 && opinions == 1) {
            cluster(true, there + "; " + elected.get(0) + " leads.");
        }
    }

    private void cluster(boolean good, String sentence) {
        findings.add(new NodeFinding("", WHAT, good, sentence));
    }
}
