package io.github.mesosbuild.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mesosbuild.failure.Failure;
import io.github.mesosbuild.fetch.ArtifactResolver;
import io.github.mesosbuild.fetch.FetchListener;
import io.github.mesosbuild.fetch.FetchRequest;
import io.github.mesosbuild.fetch.Fetcher;
import io.github.mesosbuild.fetch.HttpSettings;
import io.github.mesosbuild.fetch.Source;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.it.SampleRelease;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.release.ReleaseBuilder;
import io.github.mesosbuild.steps.SampleWorld;
import io.github.mesosbuild.verify.VerificationException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample release, and every way to publish it wrongly, as the first of two sources. */
class ArchiveSupplyTest {
    private static final ArtifactResolver NO_MAVEN = new ArtifactResolver() {
        @Override
        public Path resolve(String coordinates) throws IOException {
            throw new IOException("no Maven here");
        }

        @Override
        public Optional<Path> resolveSignature(String coordinates) {
            return Optional.empty();
        }
    };

    @TempDir
    static Path shared;

    private static SampleWorld world;

    @TempDir
    Path directory;

    private final List<String> refused = new ArrayList<>();
    private int caches;

    @BeforeAll
    static void publish() throws IOException {
        world = SampleWorld.publish(shared);
    }

    private Path fetch(boolean pinned, Path... archives) throws Failure, IOException, InterruptedException {
        ReleaseBuilder release = new ReleaseBuilder();
        release.archive = SampleRelease.ARCHIVE;
        release.signatureSuffixes = List.of(".asc", ".sha512", ".sha256", ".md5");
        release.pins = pinned ? release(world.archive()).source().pins() : List.of();
        ArchiveRequest request = new ArchiveRequest(
                release.build(),
                List.of(),
                List.of(archives).stream()
                        .map(archive -> (Source) new Source.LocalFile(archive))
                        .toList(),
                Optional.of(shared.resolve("KEYS")),
                false,
                false,
                true,
                new FetchRequest.Limits(2, Duration.ofMinutes(1), 1, 1L << 30, 0),
                Files.createDirectory(directory.resolve("cache-" + ++caches)));
        FetchListener failures = new FetchListener() {
            @Override
            public void sourceFailed(Source source, String sentence, String nextStep) {
                refused.add(sentence);
            }
        };
        PipelineListener nobody = (PipelineListener) Proxy.newProxyInstance(
                PipelineListener.class.getClassLoader(),
                new Class<?>[] {PipelineListener.class},
                (proxy, method, arguments) -> null);
        Fetcher fetcher =
                new Fetcher(HttpSettings.DEFAULT, NO_MAVEN, Clock.systemUTC(), Sleeper.REAL, new Random(1), failures);
        return new ArchiveSupply(request, fetcher, Sleeper.REAL, Clock.systemUTC(), nobody)
                .fetch()
                .file();
    }

    private static Release release(Path archive) throws IOException {
        try {
            return SampleWorld.release(archive, List.of());
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    /** Returns how many of the variants were refused when they were the only source. */
    private int isReplacedByTheNext(boolean pinned) throws Exception {
        int count = 0;
        for (String variant : SampleRelease.VARIANTS) {
            Path wrong = world.archive(variant);
            Failure alone = catchThrowableOfType(Failure.class, () -> fetch(pinned, wrong));
            refused.clear();
            assertThat(fetch(pinned, wrong, world.archive())).as(variant).isRegularFile();
            assertThat(refused).as(variant).hasSize(alone == null ? 0 : 1);
            if (alone != null) {
                assertThat(alone.getMessage()).as(variant).startsWith(refused.get(0));
                count++;
            }
        }
        return count;
    }

    @Test
    void archiveThatIsRefusedAlthoughItsDigestIsPinnedIsReplacedByTheNext() throws Exception {
        assertThat(isReplacedByTheNext(true)).isGreaterThanOrEqualTo(10);
    }

    @Test
    void archiveThatIsRefusedForItsSignatureIsReplacedByTheNext() throws Exception {
        assertThat(isReplacedByTheNext(false)).isGreaterThan(20);
    }

    @Test
    void refusalIsReportedEvenIfALaterSourceHasNothing() {
        VerificationException failure = catchThrowableOfType(
                VerificationException.class,
                () -> fetch(false, world.archive("bad-signature"), directory.resolve("missing.tar.gz")));
        assertThat(failure).hasMessageContaining("signature");
        assertThat(refused).hasSize(2);
    }
}
