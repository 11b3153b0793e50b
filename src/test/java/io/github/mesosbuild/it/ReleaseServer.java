package io.github.mesosbuild.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Offers a directory over HTTP on loopback as a download server does: GET, HEAD, an entity tag, single ranges with
 * {@code If-Range} (RFC 9110, 13.1.5 and 14), and writes down what was asked for.
 */
public final class ReleaseServer implements AutoCloseable {
    private static final int PIECES_PER_SECOND = 50;
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

    /**
     * A request that was answered.
     *
     * @param method such as GET
     * @param path the decoded path with its leading slash
     * @param range the Range header, or an empty text
     * @param status the answer's status
     * @param bytes how many bytes of a body were sent
     * @param at when it was answered
     */
    public record Request(String method, String path, String range, int status, long bytes, Instant at) {}

    private final Path directory;
    private final HttpServer server;
    private final ExecutorService threads;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile int bytesPerSecond;

    private ReleaseServer(Path directory, HttpServer server, ExecutorService threads) {
        this.directory = directory;
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts to serve on a free port.
     *
     * @throws UncheckedIOException if no socket can be had
     */
    public static ReleaseServer start(Path directory) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            ExecutorService threads = Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "release-server");
                thread.setDaemon(true);
                return thread;
            });
            ReleaseServer server = new ReleaseServer(directory.toAbsolutePath().normalize(), http, threads);
            http.createContext("/", server::answer);
            http.setExecutor(threads);
            http.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on each answer, also one that is on its way, is as slow as that; 0 is as fast as can be. */
    public void throttle(int bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The address of a file below the directory. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + "/" + path);
    }

    /** All requests until now, in the order in which they were answered. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** The number of requests until now. */
    public int requestCount() {
        return requests.size();
    }

    /** The number of bytes of all bodies until now. */
    public long bytes() {
        return requests.stream().mapToLong(Request::bytes).sum();
    }

    public void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Override
    public void close() {
        stop();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            Path file = directory.resolve(path.substring(1)).normalize();
            boolean head = exchange.getRequestMethod().equals("HEAD");
            if (!head && !exchange.getRequestMethod().equals("GET")) {
                send(exchange, path, 405, new byte[0], 0, 0);
            } else if (!file.startsWith(directory) || !Files.isRegularFile(file)) {
                send(exchange, path, 404, new byte[0], 0, 0);
            } else {
                sendFile(exchange, path, Files.readAllBytes(file), tag(file));
            }
        }
    }

    private static String tag(Path file) throws IOException {
        return "\"" + Files.size(file) + "-" + Files.getLastModifiedTime(file).toMillis() + "\"";
    }

    private void sendFile(HttpExchange exchange, String path, byte[] content, String tag) throws IOException {
        exchange.getResponseHeaders().set("ETag", tag);
        exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
        String condition = exchange.getRequestHeaders().getFirst("If-Range");
        Matcher range = RANGE.matcher(header(exchange, "Range"));
        boolean ranged = range.matches()
                && !(range.group(1).isEmpty() && range.group(2).isEmpty())
                && (condition == null || condition.equals(tag));
        if (!ranged) {
            send(exchange, path, 200, content, 0, content.length);
            return;
        }
        long first;
        long end = content.length;
        if (range.group(1).isEmpty()) {
            first = Math.max(0, content.length - Long.parseLong(range.group(2)));
        } else {
            first = Long.parseLong(range.group(1));
            if (!range.group(2).isEmpty()) {
                end = Math.min(content.length, Long.parseLong(range.group(2)) + 1);
            }
        }
        if (first >= end) {
            exchange.getResponseHeaders().set("Content-Range", "bytes */" + content.length);
            send(exchange, path, 416, content, 0, 0);
            return;
        }
        exchange.getResponseHeaders().set("Content-Range", "bytes " + first + "-" + (end - 1) + "/" + content.length);
        send(exchange, path, 206, content, (int) first, (int) (end - first));
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    /** Written down before the last byte is sent, so that who has read the answer finds the request here. */
    private void send(HttpExchange exchange, String path, int status, byte[] content, int offset, int length)
            throws IOException {
        boolean body = length > 0 && exchange.getRequestMethod().equals("GET");
        requests.add(new Request(
                exchange.getRequestMethod(),
                path,
                header(exchange, "Range"),
                status,
                body ? length : 0,
                Instant.now()));
        if (!body && length > 0) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(length));
        }
        exchange.sendResponseHeaders(status, body ? length : -1);
        if (body) {
            write(exchange.getResponseBody(), content, offset, length);
        }
    }

    private void write(OutputStream body, byte[] content, int offset, int length) throws IOException {
        int at = offset;
        while (at < offset + length) {
            int pace = bytesPerSecond;
            int piece = Math.min(offset + length - at, pace == 0 ? length : Math.max(1, pace / PIECES_PER_SECOND));
            body.write(content, at, piece);
            body.flush();
            at += piece;
            if (pace > 0) {
                LockSupport.parkNanos(1_000_000_000 / PIECES_PER_SECOND);
            }
        }
    }
}
