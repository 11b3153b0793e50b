package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.Quorum;
import io.github.mesosbuild.cluster.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the servers of an ensemble by their answers to the commands {@code srvr} and {@code conf} (ZooKeeper's Administrator's Guide,
 * "The Four Letter Words"; src/java/main/org/apache/zookeeper/server/command).
 */
final class ZooKeeperCheck {
    private static final String WHAT = "zookeeper";
    private static final Pattern MODE = Pattern.compile("^Mode: (\\S+)", Pattern.MULTILINE);
    private static final Pattern ID = Pattern.compile("^serverId=(\\d+)", Pattern.MULTILINE);
    private static final Pattern PEER =
            Pattern.compile("^server\\.(\\d+)=([^:;\\s]+):(\\d+):(\\d+)[^\\n]*", Pattern.MULTILINE);

    private final List<Host> servers;
    private final Endpoints endpoints;
    private final List<NodeFinding> findings = new ArrayList<>();
    private final List<String> leaders = new ArrayList<>();
    private int serving;

    private ZooKeeperCheck(Description description, Endpoints endpoints) {
        this.servers = description.hosts(Role.ZOOKEEPER);
        this.endpoints = endpoints;
    }

    /** Returns the findings about all ZooKeeper servers and their ensemble. */
    static List<NodeFinding> of(Description description, Endpoints endpoints) throws InterruptedException {
        ZooKeeperCheck check = new ZooKeeperCheck(description, endpoints);
        if (check.servers.isEmpty()) {
            return List.of();
        }
        Map<Host, Answer> answers = endpoints.all(check.servers, check::ask);
        check.servers.forEach(host -> check.judge(host, answers.get(host)));
        check.judgeEnsemble();
        return check.findings;
    }

    /** The answers of a server. */
    private record Answer(Optional<String> srvr, Optional<String> conf) {
        Optional<String> mode() {
            return srvr.flatMap(text -> first(MODE, text));
        }
    }

    private Answer ask(Host host) {
        Optional<String> srvr = endpoints.fourLetters(host, "srvr");
        return new Answer(srvr, srvr.isEmpty() ? Optional.empty() : endpoints.fourLetters(host, "conf"));
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private void add(Host host, boolean good, String sentence) {
        findings.add(new NodeFinding(host.name(), WHAT, good, sentence));
    }

    private void judge(Host host, Answer answer) {
        String name = "ZooKeeper on " + host.name();
        if (answer.srvr().isEmpty()) {
            add(host, false, name + " does not answer at " + Endpoints.of(host, Role.ZOOKEEPER) + ".");
            return;
        }
        if (answer.mode().isEmpty()) {
            add(host, false, name + " " + unserved(answer.srvr().get()));
        } else {
            judgeMode(host, name, answer.mode().get());
        }
        Optional<String> id = answer.conf().flatMap(conf -> first(ID, conf));
        if (id.isEmpty() && answer.mode().isEmpty()) {
            return;
        }
        if (id.isEmpty()) {
            add(
                    host,
                    false,
                    name
                            + " does not report its ID and peers. The described zoo.cfg would allow this, so it is not in use.");
            return;
        }
        if (servers.size() > 1) {
            judgeId(host, name, id.get());
            judgePeers(host, name, answer.conf().get());
        }
    }

    private static String unserved(String answer) {
        if (answer.contains("whitelist")) {
            return "does not report its state: 'srvr' is not in its 4lw.commands.whitelist.";
        }
        return answer.contains("not currently serving")
                ? "is running, but not serving: it has not found a majority of the ensemble."
                : "does not answer like a ZooKeeper server: "
                        + answer.lines().findFirst().orElse("") + ".";
    }

    private void judgeMode(Host host, String name, String mode) {
        boolean alone = mode.equals("standalone");
        if (alone != (servers.size() == 1)) {
            add(
                    host,
                    false,
                    name + " runs in mode " + mode + ", expected "
                            + (alone ? "a member of an ensemble of " + servers.size() + "." : "standalone."));
            return;
        }
        serving++;
        if (mode.equals("leader")) {
            leaders.add(host.name());
        }
        add(host, true, name + " serves as " + mode + ".");
    }

    private void judgeId(Host host, String name, String id) {
        if (!id.equals(String.valueOf(host.zooKeeperId()))) {
            add(host, false, name + " has ID " + id + ", expected " + host.zooKeeperId() + ".");
        }
    }

    /** Checks the peers, which servers report since ZooKeeper 3.5. */
    private void judgePeers(Host host, String name, String conf) {
        Map<Integer, String> peers = new TreeMap<>();
        Matcher matcher = PEER.matcher(conf);
        while (matcher.find()) {
            peers.put(
                    Integer.valueOf(matcher.group(1)),
                    matcher.group(2) + ":" + matcher.group(3) + ":" + matcher.group(4));
        }
        if (peers.isEmpty()) {
            return;
        }
        for (Host peer : servers) {
            String found = peers.remove(peer.zooKeeperId());
            String described = peer.address() + ":" + peer.ports().peer() + ":"
                    + peer.ports().election();
            if (found == null) {
                add(
                        host,
                        false,
                        name + " lacks the peer server." + peer.zooKeeperId() + "=" + described + ", which is "
                                + peer.name() + ".");
            } else if (!found.equals(described)) {
                add(
                        host,
                        false,
                        name + " has the peer server." + peer.zooKeeperId() + "=" + found + ", expected " + described
                                + ".");
            }
        }
        peers.forEach((id, found) -> add(
                host, false, name + " has the peer server." + id + "=" + found + ", which is not in the description."));
    }

    private void judgeEnsemble() {
        int size = servers.size();
        int majority = Quorum.majority(size);
        if (leaders.size() > 1) {
            cluster(
                    false,
                    "Several ZooKeeper servers claim to lead: " + String.join(" and ", leaders)
                            + ". They do not form one ensemble.");
        } else if (serving < majority) {
            cluster(
                    false,
                    "The ZooKeeper ensemble is not serving: " + serving + " of " + size + " servers are, and "
                            + majority + " are needed.");
        } else if (size > 1 && leaders.isEmpty()) {
            cluster(false, "No ZooKeeper server is the leader.");
        } else {
            cluster(
                    true,
                    serving + " of " + size + " ZooKeeper servers are serving"
                            + (leaders.isEmpty() ? "." : ", and " + leaders.get(0) + " leads."));
        }
    }

    private void cluster(boolean good, String sentence) {
        findings.add(new NodeFinding("", WHAT, good, sentence));
    }
}
