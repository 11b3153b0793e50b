package io.github.mesosbuild.mojo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A Maven repository on loopback that accepts uploads, and fails as a test wants. */
final class MavenRepositoryServer implements AutoCloseable {

    /** Takes the place of an answer. */
    @FunctionalInterface
    interface Fault {
        /** @return false if the server is to answer as usual */
        boolean answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    /** The files, by path without the leading slash. */
    final Map<String, byte[]> files = new ConcurrentHashMap<>();

    /** Method and path of each request. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    /** The credentials of each request that had some. */
    final List<String> credentials = new CopyOnWriteArrayList<>();

    volatile Fault fault = exchange -> false;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "repository");
        thread.setDaemon(true);
        return thread;
    });

    MavenRepositoryServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void put(String path, byte[] content) {
        files.put(path, content);
        files.put(path + ".sha1", sha1(content).getBytes(StandardCharsets.US_ASCII));
    }

    void put(String path, String content) {
        put(path, content.getBytes(StandardCharsets.UTF_8));
    }

    static String sha1(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static Fault status(int status) {
        return exchange -> {
            exchange.getRequestBody().readAllBytes();
            if (status == 401) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"x\"");
            }
            exchange.sendResponseHeaders(status, -1);
            return true;
        };
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring(1);
            requests.add(exchange.getRequestMethod() + " " + path);
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            if (authorization != null) {
                credentials.add(authorization);
            }
            if (fault.answer(exchange)) {
                return;
            }
            if (exchange.getRequestMethod().equals("PUT")) {
                files.put(path, exchange.getRequestBody().readAllBytes());
                exchange.sendResponseHeaders(201, -1);
            } else if (files.containsKey(path)) {
                byte[] content = files.get(path);
                boolean head = exchange.getRequestMethod().equals("HEAD");
                exchange.sendResponseHeaders(200, head || content.length == 0 ? -1 : content.length);
                if (!head) {
                    exchange.getResponseBody().write(content);
                }
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        } catch (IOException e) {
            // The client is gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Also waits for clients that were abandoned by their time limit: they write to the local repository until they end. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals(BoundedCall.THREAD)) {
                try {
                    thread.join(20_000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                if (thread.isAlive()) {
                    throw new IllegalStateException("A client of the repository did not end.");
                }
            }
        }
    }
}
