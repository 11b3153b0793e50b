package io.github.mesosbuild.cluster;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.config.Documents;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Asks daemons for their state, never through a proxy. Each question has one deadline for everything, from the connection to the last byte,
 * and each answer a limit in bytes and in depth. So a daemon that answers slowly or for ever delays nobody for long.
 */
public final class DaemonClient {
    /** The user agent, by which the plugin's requests are recognized in a daemon's log. */
    static final String USER_AGENT = "mesos-maven-plugin";

    private static final int OK = 200;
    private static final int TEMPORARY_REDIRECT = 307;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 503;

    /** The body with which a master answers that does not lead and knows no leader. */
    private static final String NO_LEADER = "No leader elected";

    /** The limit of an answer in bytes: the state of thousands of slaves and tasks. */
    private static final int LIMIT = 16 * 1024 * 1024;

    /** The limit of ZooKeeper's answer to a four-letter word in bytes. */
    private static final int WORD_LIMIT = 64 * 1024;

    private static final int CHUNK = 4096;

    private final Duration timeout;
    private final Optional<Login> credentials;
    private final Map<Optional<Tls>, HttpClient> clients = new ConcurrentHashMap<>();

    /**
     * Creates a client.
     *
     * @param timeout the limit for each answer
     */
    public DaemonClient(Duration timeout) {
        this(timeout, Optional.empty());
    }

    /**
     * @param timeout the limit for each answer
     * @param credentials what to authenticate with (RFC 7617), if the daemons ask for that
     */
    public DaemonClient(Duration timeout, Optional<Login> credentials) {
        this.timeout = timeout;
        this.credentials = credentials;
    }

    private HttpClient client(Optional<Tls> tls) throws IOException, GeneralSecurityException {
        HttpClient known = clients.get(tls);
        if (known != null) {
            return known;
        }
        HttpClient.Builder http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout);
        if (tls.isPresent()) {
            http.sslContext(tls.get().context());
        }
        HttpClient made = http.build();
        clients.put(tls, made);
        return made;
    }

    /** Returns the body at a path of a daemon's HTTP server, if it answers with status 200. */
    public Answer<String> get(ClusterNode.Address address, String path) {
        return response(address, path).map(this::judged);
    }

    private Answer<HttpResponse<Optional<byte[]>>> response(ClusterNode.Address address, String path) {
        URI url = URI.create(address.url(path));
        if (url.getHost() == null) {
            return Answer.bad(Answer.Kind.OTHER, "has an address that is not a host name");
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url).header("User-Agent", USER_AGENT).timeout(timeout);
        credentials.ifPresent(known -> request.header(
                "Authorization",
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (known.user() + ":" + known.password()).getBytes(StandardCharsets.UTF_8))));
        HttpClient http;
        try {
            http = client(address.tls());
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unusable) {
            return Answer.bad(
                    Answer.Kind.OTHER, "has a certificate or key that cannot be read: " + unusable.getMessage());
        }
        CompletableFuture<HttpResponse<Optional<byte[]>>> answer =
                http.sendAsync(request.build(), head -> new LimitedBody(LIMIT));
        try {
            return Answer.of(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException failed) {
            return failed.getCause() instanceof SSLException refused ? refused(refused) : Answer.none();
        } catch (TimeoutException notYet) {
            return Answer.none();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.none();
        } finally {
            // Closes the connection of an answer that is not complete.
            answer.cancel(true);
        }
    }

    /** The messages are those of the JDK (SSLEngineInputRecord of OpenJDK 17). */
    static <T> Answer<T> refused(SSLException problem) {
        String text = String.valueOf(problem.getMessage());
        return Answer.bad(
                Answer.Kind.OTHER,
                text.toLowerCase(Locale.ROOT).contains("unrecognized ssl message")
                        ? "answers without TLS, though SSL_ENABLED is set"
                        : "refuses TLS: " + text);
    }

    private Answer<String> judged(HttpResponse<Optional<byte[]>> response) {
        int status = response.statusCode();
        if (status == UNAUTHORIZED || status == FORBIDDEN) {
            return Answer.bad(
                    Answer.Kind.CREDENTIALS,
                    credentials.isPresent() ? "refuses the credentials" : "asks for credentials");
        }
        if (status != OK) {
            return Answer.bad(Answer.Kind.OTHER, "answers with status " + status);
        }
        return response.body()
                .map(body -> Answer.of(new String(body, StandardCharsets.UTF_8)))
                .orElseGet(() -> Answer.bad(Answer.Kind.OTHER, "answers with more than " + (LIMIT >> 20) + " MiB"));
    }

    /**
     * Returns a master's state. From 1.0 on only the leader reports one. Any other master redirects to the leader, or answers with status
     * 503 while it knows none (Http::state and Http::redirect in src/master/http.cpp at tags 1.0.4, 1.4.3 and 1.11.0).
     */
    public Answer<MasterState> master(ClusterNode.Address address, String path) {
        return response(address, path)
                .map(response -> follower(address, response)
                        .map(Answer::of)
                        .orElseGet(() -> judged(response)
                                .map(DaemonClient::json)
                                .map(state -> Answer.of(MasterState.of(state)))));
    }

    private static Optional<MasterState> follower(
            ClusterNode.Address address, HttpResponse<Optional<byte[]>> response) {
        String own = address.reachable().toString();
        return switch (response.statusCode()) {
            case TEMPORARY_REDIRECT ->
                response.headers()
                        .firstValue("Location")
                        .flatMap(DaemonClient::authority)
                        .map(leader -> MasterState.follower(own, Optional.of(leader)));
            case UNAVAILABLE ->
                response.body()
                        .map(body -> new String(body, StandardCharsets.UTF_8))
                        .filter(body -> body.strip().equals(NO_LEADER))
                        .map(body -> MasterState.follower(own, Optional.empty()));
            default -> Optional.empty();
        };
    }

    /** Returns {@code host:port} of the leader's URL, which has no scheme: {@code //127.0.0.1:5050/master/state}. */
    private static Optional<String> authority(String location) {
        try {
            return Optional.ofNullable(new URI(location).getAuthority());
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    /** Returns the JSON at a path of a daemon's HTTP server. */
    Answer<ConfigNode> document(ClusterNode.Address address, String path) {
        return get(address, path).map(DaemonClient::json);
    }

    /** Returns the flags that a master or slave runs with, by name (Http::flags in src/master/http.cpp, from tag 0.26.0 on). */
    public Answer<Map<String, String>> flags(ClusterNode.Address address, String path) {
        return document(address, path).map(flags -> Answer.of(MasterState.texts(flags.get("flags"))));
    }

    /** Returns a slave's ID, which it knows once it has registered (src/slave/http.cpp at tag 0.24.0). */
    Answer<String> slaveId(ClusterNode.Address address, String path) {
        return document(address, path)
                .map(state -> state.get("id")
                        .text()
                        .filter(id -> !id.isEmpty())
                        .map(Answer::of)
                        .orElseGet(() -> Answer.bad(Answer.Kind.OTHER, "has not registered")));
    }

    private static Answer<ConfigNode> json(String text) {
        try {
            return Answer.of(Documents.json(text));
        } catch (IOException notJson) {
            return Answer.bad(Answer.Kind.OTHER, "does not answer like a daemon of Mesos");
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
     * an answer. The first 64 KiB of a longer answer are returned.
     */
    public Optional<String> fourLetters(ClusterNode.Address address, String word) {
        ClusterNode.Address at = address.reachable();
        long end = System.nanoTime() + timeout.toNanos();
        try (Socket socket = new Socket(Proxy.NO_PROXY)) {
            socket.connect(new InetSocketAddress(at.ip(), at.port()), (int) timeout.toMillis());
            socket.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            byte[] chunk = new byte[CHUNK];
            int count = 0;
            while (count >= 0 && answer.size() < WORD_LIMIT) {
                answer.write(chunk, 0, count);
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    return Optional.empty();
                }
                socket.setSoTimeout((int) left);
                count = socket.getInputStream().read(chunk);
            }
            return Optional.of(answer.toString(StandardCharsets.UTF_8)).filter(text -> !text.isBlank());
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }
}
