package io.github.mesosbuild.node;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.files.Json;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.release.Version;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Fake daemons with scripted answers: three hosts with a ZooKeeper server and a master each, and two hosts with a slave. */
final class FakeNodes implements AutoCloseable {
    static final String NOT_WHITELISTED = " is not executed because it is not in the whitelist.\n";

    private final List<AutoCloseable> servers = new ArrayList<>();
    private final Map<String, Map<String, String>> words = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> states = new ConcurrentHashMap<>();
    private final Map<String, HttpServer> slaves = new ConcurrentHashMap<>();
    private final Description description;
    private volatile Optional<String> authorization = Optional.empty();

    FakeNodes() throws IOException {
        this("0.24.0", "/master/state.json");
    }

    FakeNodes(String version, String statePath) throws IOException {
        List<Host> hosts = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            String name = "m" + i;
            hosts.add(host(
                    name,
                    "127.0.0." + i,
                    Set.of(Role.ZOOKEEPER, Role.MASTER),
                    i,
                    new HostPorts(
                            zooKeeper(name, "127.0.0." + i), 2888, 3888, master(name, "127.0.0." + i, statePath), 1),
                    Map.of()));
        }
        for (int i = 1; i <= 2; i++) {
            hosts.add(host(
                    "s" + i,
                    "127.0.0." + (3 + i),
                    Set.of(Role.SLAVE),
                    0,
                    new HostPorts(1, 1, 1, 1, slave("s" + i, "127.0.0." + (3 + i))),
                    i == 1 ? Map.of("rack", "a", "floor", "2") : Map.of()));
        }
        description = new Description(
                Optional.of("test"),
                new Version(version),
                Optional.empty(),
                new DeliveryMethod.Source("/opt/mesos"),
                "/mesos",
                Optional.empty(),
                Map.of(),
                2,
                hosts,
                List.of());
        for (Host host : description.hosts(Role.ZOOKEEPER)) {
            mode(host.name(), host.name().equals("m2") ? "leader" : "follower");
            conf(host.name(), host.zooKeeperId(), peers());
        }
        for (Host host : description.hosts(Role.MASTER)) {
            states.put(host.name(), state(host.name(), "m1"));
        }
    }

    private static Host host(
            String name, String address, Set<Role> roles, int id, HostPorts ports, Map<String, String> attributes) {
        return new Host(
                name,
                address,
                Optional.empty(),
                Platform.of("debian 12"),
                roles,
                id,
                ports,
                Map.of(),
                attributes,
                Map.of(),
                Map.of(),
                "");
    }

    Description description() {
        return description;
    }

    /** Returns the description with one host replaced. */
    Description with(Host other) {
        List<Host> hosts = new ArrayList<>(description.hosts());
        hosts.replaceAll(host -> host.name().equals(other.name()) ? other : host);
        return new Description(
                description.clusterName(),
                description.version(),
                description.upgradeFrom(),
                description.delivery(),
                description.chroot(),
                description.externalZooKeeper(),
                description.zooKeeperSettings(),
                description.quorum(),
                hosts,
                description.warnings());
    }

    String address(String name, Role role) {
        return Endpoints.of(description.host(name).orElseThrow(), role).toString();
    }

    private int zooKeeper(String name, String ip) throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName(ip));
        servers.add(server);
        words.put(name, new ConcurrentHashMap<>());
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    String word = new String(socket.getInputStream().readNBytes(4), StandardCharsets.US_ASCII);
                    String answer = words.get(name).getOrDefault(word, word + NOT_WHITELISTED);
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                } catch (IOException closed) {
                    continue;
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return server.getLocalPort();
    }

    private int master(String name, String ip, String path) throws IOException {
        HttpServer server = http(ip, path, () -> Json.write(states.get(name)));
        if (!path.endsWith(".json")) {
            server.createContext(path, exchange -> answer(exchange, () -> leaderOrState(exchange, name, path)));
            server.createContext(
                    "/master/flags",
                    exchange -> answer(exchange, () -> send(exchange, 200, Json.write(Map.of("flags", flags(name))))));
        }
        return server.getAddress().getPort();
    }

    /** From 1.0 on a master that does not lead redirects to the leader. */
    private void leaderOrState(HttpExchange exchange, String name, String path) throws IOException {
        Map<String, Object> state = states.get(name);
        String leader = state.get("leader").toString().replace("master@", "");
        if (state.containsKey("elected_time")) {
            send(exchange, 200, Json.write(state));
        } else if (leader.isEmpty()) {
            send(exchange, 503, "No leader elected");
        } else {
            exchange.getResponseHeaders().set("Location", "//" + leader + path);
            send(exchange, 307, "");
        }
    }

    private int slave(String name, String ip) throws IOException {
        HttpServer server = http(ip, "/slave(1)/health", () -> "");
        slaves.put(name, server);
        return server.getAddress().getPort();
    }

    private interface Body {
        String text();
    }

    private HttpServer http(String ip, String path, Body body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(ip, 0), 0);
        server.createContext("/", exchange -> {
            boolean found = exchange.getRequestURI().getPath().equals(path);
            answer(exchange, () -> send(exchange, found ? 200 : 404, found ? body.text() : ""));
        });
        server.start();
        servers.add(() -> server.stop(0));
        return server;
    }

    private interface Handler {
        void run() throws IOException;
    }

    private void answer(HttpExchange exchange, Handler handler) throws IOException {
        Optional<String> given =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
        if (authorization.isPresent() && !authorization.equals(given)) {
            exchange.sendResponseHeaders(401, -1);
        } else {
            handler.run();
        }
        exchange.close();
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length > 0 ? bytes.length : -1);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    /** Makes all masters and slaves ask for a value of the header {@code Authorization}. */
    void authorization(String value) {
        authorization = Optional.of(value);
    }

    void word(String name, String word, String answer) {
        words.get(name).put(word, answer);
    }

    /** Sets the mode that a ZooKeeper server reports. */
    void mode(String name, String mode) {
        word(
                name,
                "srvr",
                "Zookeeper version: 3.9.5\nLatency min/avg/max: 0/0.0/0\nReceived: 1\nMode: " + mode
                        + "\nNode count: 5\n");
    }

    Map<Integer, String> peers() {
        Map<Integer, String> peers = new LinkedHashMap<>();
        for (int i = 1; i <= 3; i++) {
            peers.put(i, "127.0.0." + i + ":2888:3888");
        }
        return peers;
    }

    void conf(String name, int id, Map<Integer, String> peers) {
        StringBuilder text = new StringBuilder("clientPort=2181\ndataDir=/var/lib/zookeeper/version-2\nserverId=" + id
                + "\ninitLimit=10\nmembership: \n");
        peers.forEach((number, peer) -> text.append("server." + number + "=" + peer + ":participant\n"));
        word(name, "conf", text + "version=0");
    }

    /** Returns a master's modifiable state. */
    Map<String, Object> state(String name) {
        return states.get(name);
    }

    private Map<String, Object> state(String name, String leader) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("pid", "master@" + address(name, Role.MASTER));
        state.put("leader", "master@" + address(leader, Role.MASTER));
        if (name.equals(leader)) {
            state.put("elected_time", 1448280000.25);
        }
        state.put(
                "flags",
                new LinkedHashMap<>(Map.of(
                        "quorum", "2", "zk", description.zooKeeperUrl(), "cluster", "test", "log_dir", "elsewhere")));
        List<Object> all = new ArrayList<>();
        if (name.equals(leader)) {
            all.add(slave("s1", address("s1", Role.SLAVE), Map.of("rack", "a", "floor", 2.0)));
            all.add(slave("s2", address("s2", Role.SLAVE), Map.of()));
        }
        state.put("slaves", all);
        return state;
    }

    static Map<String, Object> slave(String name, String address, Map<String, Object> attributes) {
        return new LinkedHashMap<>(Map.of(
                "id",
                "S-" + name,
                "pid",
                "slave(1)@" + address,
                "hostname",
                name,
                "active",
                true,
                "attributes",
                attributes));
    }

    /** Returns the leader's modifiable list of slaves. */
    @SuppressWarnings("unchecked")
    List<Map<String, Object>> slaves() {
        return (List<Map<String, Object>>) states.get("m1").get("slaves");
    }

    @SuppressWarnings("unchecked")
    Map<String, String> flags(String name) {
        return (Map<String, String>) states.get(name).get("flags");
    }

    /** Sets the leader that a master reports. */
    void leader(String name, String address) {
        states.get(name).put("leader", address.isEmpty() ? "" : "master@" + address);
    }

    void stopSlave(String name) throws Exception {
        InetSocketAddress address = slaves.get(name).getAddress();
        slaves.get(name).stop(0);
        refuse(address);
    }

    /** Stops the fake ZooKeeper server and the fake master of a host. */
    void stop(int number) throws Exception {
        Host host = description.hosts().get(number - 1);
        servers.get(2 * number - 2).close();
        servers.get(2 * number - 1).close();
        refuse(new InetSocketAddress(host.address(), host.ports().client()));
        refuse(new InetSocketAddress(host.address(), host.ports().master()));
    }

    /** Reserves a port without listening on it, so that no server of another test answers there. */
    private void refuse(InetSocketAddress address) throws Exception {
        for (int attempt = 0; ; attempt++) {
            Socket holder = new Socket();
            try {
                holder.setReuseAddress(true);
                holder.bind(address);
                servers.add(holder);
                return;
            } catch (BindException e) {
                holder.close();
                if (attempt == 1000) {
                    throw e;
                }
                // A stopped server releases its port a little later.
                Sleeper.REAL.sleep(Duration.ofMillis(10));
            }
        }
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable server : servers) {
            server.close();
        }
    }
}
