package io.github.mesosbuild.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** A server on the loopback interface that answers each request as badly as it is told to. */
final class FaultServer implements AutoCloseable {
    private static final X509TrustManager TRUST = loadTrust();
    private static final SSLContext CONTEXT = loadContext();

    private final ServerSocket socket;
    private final String scheme;
    private final List<Request> received = new CopyOnWriteArrayList<>();
    private final AtomicLong served = new AtomicLong();
    private volatile Behaviour behaviour;

    /** How to answer a request. */
    @FunctionalInterface
    interface Behaviour {
        void answer(Request asked, Answer answer) throws IOException, InterruptedException;
    }

    /** One request. Header names are in lower case. */
    record Request(String path, Map<String, String> headers) {
        boolean isRange() {
            return headers.containsKey("range");
        }

        int from() {
            return isRange() ? Integer.parseInt(range()[0]) : 0;
        }

        int to(int length) {
            return isRange() && range().length > 1 ? Math.min(length, Integer.parseInt(range()[1]) + 1) : length;
        }

        private String[] range() {
            return headers.get("range").substring("bytes=".length()).split("-");
        }
    }

    /** The answer to a request, written byte by byte. */
    final class Answer {
        private final OutputStream out;

        private Answer(OutputStream out) {
            this.out = out;
        }

        void head(String status, String... headers) throws IOException {
            StringBuilder text = new StringBuilder("HTTP/1.1 " + status + "\r\nConnection: close\r\n");
            for (String header : headers) {
                text.append(header).append("\r\n");
            }
            out.write(text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        /** Sends text as it is, even as the start of an answer. */
        void raw(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        /** Sends a chunk (RFC 9112, 7.1). */
        void chunk(byte[] bytes) throws IOException {
            raw(Integer.toHexString(bytes.length) + "\r\n");
            body(bytes, 0, bytes.length);
            raw("\r\n");
        }

        void body(byte[] bytes, int from, int to) throws IOException {
            out.write(bytes, from, to - from);
            out.flush();
            served.addAndGet(to - from);
        }

        /** Sends bytes in steps with pauses in milliseconds. */
        void slowly(byte[] bytes, int from, int to, int step, int pause) throws IOException, InterruptedException {
            for (int at = from; at < to; at += step) {
                body(bytes, at, Math.min(to, at + step));
                Thread.sleep(pause);
            }
        }

        void status(String status, String... headers) throws IOException {
            String[] all = new String[headers.length + 1];
            System.arraycopy(headers, 0, all, 0, headers.length);
            all[headers.length] = "Content-Length: 0";
            head(status, all);
        }

        void page(byte[] bytes, String... headers) throws IOException {
            String[] all = new String[headers.length + 1];
            System.arraycopy(headers, 0, all, 0, headers.length);
            all[headers.length] = "Content-Length: " + bytes.length;
            head("200 OK", all);
            body(bytes, 0, bytes.length);
        }
    }

    /** Serves a file correctly, in steps with pauses if {@code step} is not 0. Companions do not exist. */
    static Behaviour file(byte[] content, String tag, int step, int pause) {
        return (asked, answer) -> {
            if (isCompanion(asked)) {
                answer.status("404 Not Found");
                return;
            }
            partOrComplete(asked, answer, content, tag);
            answer.slowly(
                    content,
                    asked.isRange() && matches(asked, tag) ? asked.from() : 0,
                    matches(asked, tag) ? asked.to(content.length) : content.length,
                    step == 0 ? content.length : step,
                    pause);
        };
    }

    static Behaviour file(byte[] content, String tag) {
        return file(content, tag, 0, 0);
    }

    static boolean isCompanion(Request asked) {
        return asked.path().endsWith(".asc")
                || asked.path().endsWith(".md5")
                || asked.path().endsWith(".sha512");
    }

    static boolean matches(Request asked, String tag) {
        return tag.equals(asked.headers().getOrDefault("if-range", tag));
    }

    /** Writes the head of a correct answer. */
    static void partOrComplete(Request asked, Answer answer, byte[] content, String tag) throws IOException {
        int to = asked.to(content.length);
        if (asked.isRange() && matches(asked, tag)) {
            answer.head(
                    "206 Partial Content",
                    "ETag: " + tag,
                    "Content-Range: bytes " + asked.from() + "-" + (to - 1) + "/" + content.length,
                    "Content-Length: " + (to - asked.from()));
        } else {
            answer.head("200 OK", "ETag: " + tag, "Accept-Ranges: bytes", "Content-Length: " + content.length);
        }
    }

    FaultServer(boolean tls, Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        this.scheme = tls ? "https" : "http";
        InetAddress loopback = InetAddress.getLoopbackAddress();
        this.socket = tls
                ? context().getServerSocketFactory().createServerSocket(0, 50, loopback)
                : new ServerSocket(0, 50, loopback);
        daemon(this::accept);
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "fault server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connection.setTcpNoDelay(true);
                daemon(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
            String first = in.readLine();
            if (first == null) {
                return;
            }
            Map<String, String> headers = new TreeMap<>();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                if (!line.contains(":")) {
                    return; // TLS where plain HTTP is spoken
                }
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            Request request = new Request(first.split(" ")[1], headers);
            received.add(request);
            behaviour.answer(request, new Answer(connection.getOutputStream()));
        } catch (IOException | InterruptedException e) {
            // The client closed the connection, as it does in most tests.
            return;
        }
    }

    void behave(Behaviour next) {
        behaviour = next;
    }

    URI url() {
        return URI.create(scheme + "://127.0.0.1:" + socket.getLocalPort() + "/dist/sample-1.0.tar.gz");
    }

    /** Returns the requests for the archive itself. */
    List<Request> requests() {
        return received.stream().filter(request -> !isCompanion(request)).toList();
    }

    List<Request> allRequests() {
        return List.copyOf(received);
    }

    /** Returns the number of body bytes sent. */
    long served() {
        return served.get();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static KeyStore keys() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = FaultServer.class.getResourceAsStream("localhost.p12")) {
            keys.load(in, "changeit".toCharArray());
        }
        return keys;
    }

    static X509TrustManager trust() {
        return TRUST;
    }

    static SSLContext context() {
        return CONTEXT;
    }

    private static X509TrustManager loadTrust() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("localhost", keys().getCertificate("localhost"));
            factory.init(trusted);
            return (X509TrustManager) factory.getTrustManagers()[0];
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext loadContext() {
        try {
            KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
            factory.init(keys(), "changeit".toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), new X509TrustManager[] {TRUST}, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
