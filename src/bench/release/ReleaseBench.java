import io.github.mesosbuild.archive.ArchiveLimits;
import io.github.mesosbuild.archive.TreePreparation;
import io.github.mesosbuild.archive.UnpackListener;
import io.github.mesosbuild.archive.Unpacker;
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
import io.github.mesosbuild.verify.ArchiveStore;
import io.github.mesosbuild.verify.KeyRing;
import io.github.mesosbuild.verify.TrustPolicy;
import io.github.mesosbuild.verify.VerifiedArchive;
import io.github.mesosbuild.verify.Verifier;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Run by {@code src/bench/release/run}. With 0 rounds it does our part once and prints nothing. */
public final class ReleaseBench {
    private static final String NAME = "release.tar.gz";
    private static final Path HERE = Path.of("").toAbsolutePath();
    private static final int WARM_UP = 5;

    private final URI server;
    private final Path work;
    private final String top;
    private final TrustPolicy policy;

    private ReleaseBench(URI server, Path work, String top) throws Exception {
        this.server = server;
        this.work = work;
        this.top = top;
        String sha512 = Files.readString(work.resolve("www").resolve(NAME + ".sha512")).split(" ")[0];
        Pin pin = new Pin(new Digest(Digest.Algorithm.SHA512, sha512), "the bench");
        this.policy = new TrustPolicy(List.of(pin), KeyRing.read(work.resolve("www/KEYS")), Set.of(), false);
    }

    private void ours() throws Exception {
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
        Clock clock = Clock.systemUTC();
        Fetcher fetcher =
                new Fetcher(HttpSettings.DEFAULT, none, clock, Sleeper.REAL, new Random(1), FetchListener.NONE);
        FetchRequest request = new FetchRequest(
                "bench",
                NAME,
                List.of(new Source.Remote(server.resolve(NAME), Optional.empty())),
                policy.pins(),
                List.of(".asc", ".sha512"),
                false,
                new FetchRequest.Limits(1, Duration.ofMinutes(10), 4, 1L << 40, 0));
        ArchiveCache cache = new ArchiveCache(work.resolve("cache"));
        VerifiedArchive archive =
                fetcher.fetch(request, cache, fetched -> new ArchiveStore(cache, new Verifier(clock)).admit(fetched, policy));
        if (archive.sentences().stream().noneMatch(sentence -> sentence.startsWith("Good signature: "))) {
            throw new IllegalStateException("no good signature: " + archive.sentences());
        }
        new Unpacker(ArchiveLimits.DEFAULT)
                .unpack(archive.file(), work.resolve("ours"), top, TreePreparation.NONE, UnpackListener.SILENT);
    }

    private void clean() throws IOException {
        for (String name : List.of("cache", "ours", "hand")) {
            Trees.delete(work.resolve(name));
        }
    }

    private void byHand() throws Exception {
        Path hand = Files.createDirectory(work.resolve("hand"));
        String url = server.toString();
        run(
                hand,
                List.of(
                        "sh",
                        "-c",
                        "curl -sf -O " + url + NAME + " -O " + url + NAME + ".asc -O " + url + NAME + ".sha512"
                                + " && sha512sum -c --status " + NAME + ".sha512"
                                + " && gpg -q --batch --verify " + NAME + ".asc " + NAME + " 2>/dev/null"
                                + " && tar xzf " + NAME));
    }

    private void cold() throws Exception {
        run(
                HERE,
                List.of(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path") + File.pathSeparator + work.resolve("bench"),
                        "ReleaseBench",
                        server.toString(),
                        work.toString(),
                        top,
                        "0"));
    }

    private static void run(Path directory, List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).inheritIO();
        int status = builder.start().waitFor();
        if (status != 0) {
            throw new IllegalStateException(command + " ended with status " + status);
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private double seconds(Work part) throws Exception {
        long start = System.nanoTime();
        part.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        clean();
        return seconds;
    }

    private void compare(String what, int rounds, int warmUp, Work our) throws Exception {
        double[] a = new double[rounds];
        double[] b = new double[rounds];
        for (int i = -warmUp; i < rounds; i++) {
            double first = seconds(our);
            double second = seconds(this::byHand);
            if (i >= 0) {
                a[i] = first;
                b[i] = second;
            }
        }
        Arrays.sort(a);
        Arrays.sort(b);
        System.out.printf(
                Locale.ROOT,
                "%-5s ours %.3f s (%.3f-%.3f)  curl, sha512sum, gpg, tar %.3f s (%.3f-%.3f)  ratio %.2f  (medians of %d)%n",
                what,
                a[rounds / 2],
                a[0],
                a[rounds - 1],
                b[rounds / 2],
                b[0],
                b[rounds - 1],
                a[rounds / 2] / b[rounds / 2],
                rounds);
    }

    /** The class itself, so that a cold run does not compile it first. */
    private void compile() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/javac",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                work.resolve("bench").toString(),
                "src/bench/release/ReleaseBench.java"));
        run(HERE, command);
    }

    public static void main(String[] arguments) throws Exception {
        ReleaseBench bench =
                new ReleaseBench(URI.create(arguments[0]), Path.of(arguments[1]), arguments[2]);
        int rounds = Integer.parseInt(arguments[3]);
        if (rounds == 0) {
            bench.ours();
            return;
        }
        bench.compile();
        bench.compare("warm", rounds, WARM_UP, bench::ours);
        bench.compare("cold", rounds, 1, bench::cold);
    }
}
