package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.Answer;
import io.github.mesosbuild.cluster.ClusterNode;
import io.github.mesosbuild.cluster.DaemonClient;
import io.github.mesosbuild.cluster.Login;
import io.github.mesosbuild.cluster.MasterState;
import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.cluster.Tls;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Queries the daemons of hosts at their described addresses, in parallel. */
final class Endpoints {
    private static final int AT_ONCE = 16;

    private final DaemonClient client;

    /**
     * Creates a client for all daemons.
     *
     * @param patience the longest time that a daemon may take to answer
     * @param credentials what to authenticate with, if the daemons ask for that
     */
    Endpoints(Duration patience, Optional<Login> credentials) {
        this.client = new DaemonClient(patience, credentials);
    }

    /** Returns the address at which other hosts reach a daemon. Its environment tells whether it speaks TLS. */
    static ClusterNode.Address of(Host host, Role role) {
        return new ClusterNode.Address(
                host.address(),
                host.port(role),
                Tls.elsewhere(host.environment().getOrDefault(role, Map.of())));
    }

    /** Returns a ZooKeeper server's answer to a four-letter word; empty without an answer. */
    Optional<String> fourLetters(Host host, String word) {
        return client.fourLetters(of(host, Role.ZOOKEEPER), word);
    }

    /** Returns the state of a host's master. */
    Answer<MasterState> master(Host host, String path) {
        return client.master(of(host, Role.MASTER), path);
    }

    /** Returns the flags that a host's master runs with. */
    Answer<Map<String, String>> flags(Host host, String path) {
        return client.flags(of(host, Role.MASTER), path);
    }

    /** Returns whether a daemon answers, even if it asks for credentials. */
    boolean answers(Host host, Role role, String path) {
        return client.get(of(host, role), path).isGiven();
    }

    /**
     * Queries hosts in parallel.
     *
     * @throws InterruptedException if this thread was interrupted
     */
    <T> Map<Host, T> all(List<Host> hosts, Function<Host, T> question) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, task -> {
            Thread thread = new Thread(task, "mesos-maven-plugin node check");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Callable<T>> questions = new ArrayList<>();
            hosts.forEach(host -> questions.add(() -> question.apply(host)));
            List<Future<T>> answers = threads.invokeAll(questions);
            Map<Host, T> byHost = new LinkedHashMap<>();
            for (int i = 0; i < hosts.size(); i++) {
                byHost.put(hosts.get(i), answers.get(i).get());
            }
            return byHost;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Returns all forms {@code ip:port} in which others may know a daemon of a host. */
    static Set<String> known(Host host, Role role) {
        Set<String> names = new LinkedHashSet<>(List.of(host.address()));
        host.listen().ifPresent(names::add);
        for (String name : List.copyOf(names)) {
            try {
                for (InetAddress address : InetAddress.getAllByName(name)) {
                    names.add(address.getHostAddress());
                }
            } catch (UnknownHostException unresolved) {
                continue;
            }
        }
        Optional.ofNullable(host.flags(role).get("hostname")).ifPresent(names::add);
        Set<String> known = new LinkedHashSet<>();
        String port = String.valueOf(host.port(role));
        for (String name : names) {
            known.add(name + ":" + port);
            known.add(name + ":" + host.flags(role).getOrDefault("port", port));
        }
        return known;
    }
}
