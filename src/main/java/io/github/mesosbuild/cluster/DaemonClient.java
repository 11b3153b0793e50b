package io.github.mesosbuild.cluster;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.config.Documents;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Asks daemons for their state, never through a proxy. */
public final class DaemonClient {
    /** The user agent, by which the plugin's requests are recognized in a daemon's log. */
    static final String USER_AGENT = "mesos-maven-plugin";

    private static final int OK = 200;

    /** The limit of an answer in bytes: more than the state of thousands of slaves. */
    private static final int LIMIT = 64 * 1024 * 1024;

    private final int timeoutMillis;

    /**
     * Creates a client.
     *
     * @param timeout the limit for each answer
     */
    public DaemonClient(Duration timeout) {
        this.timeoutMillis = (int) timeout.toMillis();
    }

    /** Returns the body at a path of a daemon's HTTP server; empty unless it answers with status 200. */
    public Optional<String> get(ClusterNode.Address address, String path) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) new URL(address.url(path)).openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(timeoutMillis);
            connection.setReadTimeout(timeoutMillis);
            connection.setInstanceFollowRedirects(false);
            connection.setRequestProperty("Connection", "close");
            connection.setRequestProperty("User-Agent", USER_AGENT);
            if (connection.getResponseCode() != OK) {
                connection.disconnect();
                return Optional.empty();
            }
            try (InputStream body = connection.getInputStream()) {
                return Optional.of(new String(body.readNBytes(LIMIT), StandardCharsets.UTF_8));
            }
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    /** Returns a master's state; empty if the master does not answer. */
    public Optional<MasterState> master(ClusterNode.Address address, String path) {
        return json(address, path).map(MasterState::of);
    }

    /** Returns whether a slave has registered: it knows its ID from then on (src/slave/http.cpp at tag 0.24.0). */
    boolean slaveRegistered(ClusterNode.Address address, String path) {
        return json(address, path)
                .flatMap(state -> state.get("id").text())
                .filter(id -> !id.isEmpty())
                .isPresent();
    }

    private Optional<ConfigNode> json(ClusterNode.Address address, String path) {
        Optional<String> answer = get(address, path);
        try {
            return answer.isPresent() ? Optional.of(Documents.json(answer.get())) : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    /** Returns the mode of a ZooKeeper server: {@code leader}, {@code follower}, {@code standalone}; empty if it does not serve yet. */
    Optional<String> zooKeeperMode(ClusterNode.Address address) {
        return fourLetters(address, "srvr").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("Mode: "))
                .map(line -> line.substring("Mode: ".length()))
                .findFirst();
    }

    /**
     * Returns a ZooKeeper server's answer to a four-letter word (ZooKeeper's Administrator's Guide, "The Four Letter Words"); empty without
     * an answer.
     */
    public Optional<String> fourLetters(ClusterNode.Address address, String word) {
        ClusterNode.Address at = address.reachable();
        try (Socket socket = new Socket(Proxy.NO_PROXY)) {
            socket.connect(new InetSocketAddress(at.ip(), at.port()), timeoutMillis);
            socket.setSoTimeout(timeoutMillis);
            socket.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readNBytes(LIMIT), StandardCharsets.UTF_8);
            return Optional.of(answer).filter(text -> !text.isBlank());
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }
}
