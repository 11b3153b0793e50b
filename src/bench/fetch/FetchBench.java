import io.github.mesosbuild.fetch.ArchiveCache;
import io.github.mesosbuild.fetch.ArtifactResolver;
import io.github.mesosbuild.fetch.FetchListener;
import io.github.mesosbuild.fetch.FetchRequest;
import io.github.mesosbuild.fetch.Fetcher;
import io.github.mesosbuild.fetch.HttpSettings;
import io.github.mesosbuild.fetch.Source;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Pin;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * Compares a fetch with {@code curl -o f && sha512sum f}, and four connections with one, both throttled and unthrottled. The two
 * of each comparison alternate, and the medians are printed.
 *
 * <pre>mvn -q compile dependency:build-classpath -Dmdep.outputFile=target/cp
 * java -cp target/classes:$(cat target/cp) src/bench/fetch/FetchBench.java [MiB] [rounds]</pre>
 */
public final class FetchBench {
    private static final long MIB = 1L << 20;

    private final Path directory;
    private final Path file;
    private final Pin pin;
    private final ServerSocketChannel server =
            ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private volatile long bytesPerSecond;

    private FetchBench(int mebibytes) throws Exception {
        directory = Files.createTempDirectory(Path.of("target"), "bench");
        file = directory.resolve("served.tar.gz");
        MessageDigest sha512 = MessageDigest.getInstance("SHA-512");
        Random random = new Random(1);
        try (var out = Files.newOutputStream(file)) {
            byte[] block = new byte[(int) MIB];
            for (int i = 0; i < mebibytes; i++) {
                random.nextBytes(block);
                if (i == 0) {
                    block[0] = 0x1f;
                    block[1] = (byte) 0x8b;
                    block[2] = 8;
                }
                out.write(block);
                sha512.update(block);
            }
        }
        pin = new Pin(
                new Digest(Digest.Algorithm.SHA512, HexFormat.of().formatHex(sha512.digest())), "the bench");
        Thread acceptor = new Thread(this::accept);
        acceptor.setDaemon(true);
        acceptor.start();
    }

    private void accept() {
        while (true) {
            try {
                SocketChannel socket = server.accept();
                Thread thread = new Thread(() -> serve(socket));
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(SocketChannel socket) {
        try (socket;
                FileChannel channel = FileChannel.open(file)) {
            var in = new BufferedReader(Channels.newReader(socket, StandardCharsets.ISO_8859_1));
            long size = channel.size();
            long from = 0;
            long to = size;
            boolean part = false;
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                if (line.toLowerCase(Locale.ROOT).startsWith("range: bytes=")) {
                    String[] ends = line.substring(13).split("-", -1);
                    from = Long.parseLong(ends[0]);
                    to = ends[1].isEmpty() ? size : Long.parseLong(ends[1]) + 1;
                    part = true;
                }
            }
            String head = (part ? "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes " + from + "-" + (to - 1) + "/" + size
                            : "HTTP/1.1 200 OK")
                    + "\r\nAccept-Ranges: bytes\r\nETag: \"bench\"\r\nConnection: close\r\nContent-Length: " + (to - from)
                    + "\r\n\r\n";
            socket.write(ByteBuffer.wrap(head.getBytes(StandardCharsets.ISO_8859_1)));
            long limit = bytesPerSecond;
            long begin = System.nanoTime();
            long sent = 0;
            while (from + sent < to) {
                long step = Math.min(limit > 0 ? 16 * 1024 : MIB, to - from - sent);
                sent += channel.transferTo(from + sent, step, socket);
                if (limit > 0) {
                    long due = begin + sent * 1_000_000_000L / limit;
                    long wait = (due - System.nanoTime()) / 1_000_000;
                    if (wait > 0) {
                        Thread.sleep(wait);
                    }
                }
            }
        } catch (IOException | InterruptedException e) {
            // The client closed the connection.
            return;
        }
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.socket().getLocalPort() + "/served.tar.gz");
    }

    private double curl() throws Exception {
        Path out = directory.resolve("curl.out");
        Files.deleteIfExists(out);
        long begin = System.nanoTime();
        Process process = new ProcessBuilder("sh", "-c", "curl -s -o " + out + " " + url() + " && sha512sum " + out)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("curl failed");
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        Files.delete(out);
        return seconds;
    }

    private double fetch(int connections) throws Exception {
        Path cache = directory.resolve("cache");
        Trees.delete(cache);
        ArtifactResolver none = new ArtifactResolver() {
            @Override
            public Path resolve(String coordinates) throws IOException {
                throw new IOException("none");
            }

            @Override
            public Optional<Path> resolveSignature(String coordinates) {
                return Optional.empty();
            }
        };
        Fetcher fetcher = new Fetcher(
                HttpSettings.DEFAULT, none, Clock.systemUTC(), Sleeper.REAL, new Random(1), FetchListener.NONE);
        FetchRequest request = new FetchRequest(
                "bench",
                "served.tar.gz",
                List.of(new Source.Remote(url(), Optional.empty())),
                List.of(pin),
                List.of(),
                false,
                new FetchRequest.Limits(1, Duration.ofMinutes(10), connections, 1L << 40, 0));
        long begin = System.nanoTime();
        fetcher.fetch(request, new ArchiveCache(cache), archive -> archive);
        double seconds = (System.nanoTime() - begin) / 1e9;
        Trees.delete(cache);
        return seconds;
    }

    private interface Run {
        double seconds() throws Exception;
    }

    private static void compare(String what, int rounds, Run ours, Run other) throws Exception {
        double[] a = new double[rounds];
        double[] b = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            a[i] = ours.seconds();
            b[i] = other.seconds();
        }
        Arrays.sort(a);
        Arrays.sort(b);
        System.out.printf(
                Locale.ROOT,
                "%-58s %7.3f s (%.3f-%.3f) against %7.3f s (%.3f-%.3f): ratio %.3f%n",
                what,
                a[rounds / 2],
                a[0],
                a[rounds - 1],
                b[rounds / 2],
                b[0],
                b[rounds - 1],
                a[rounds / 2] / b[rounds / 2]);
    }

    public static void main(String[] arguments) throws Exception {
        int mebibytes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 256;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 7;
        FetchBench bench = new FetchBench(mebibytes);
        try {
            compare("first fetch (cold JVM) : curl && sha512sum", 1, () -> bench.fetch(4), bench::curl);
            compare("fetch : curl && sha512sum", rounds, () -> bench.fetch(4), bench::curl);
            compare("4 connections : 1, unthrottled", rounds, () -> bench.fetch(4), () -> bench.fetch(1));
            bench.bytesPerSecond = mebibytes * MIB / 16;
            compare("1 connection : 4, each throttled", Math.max(1, rounds / 3), () -> bench.fetch(1), () -> bench.fetch(4));
        } finally {
            Trees.delete(bench.directory);
        }
    }
}
