package io.github.mesosbuild.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.fetch.FetchRequest;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Pin;
import io.github.mesosbuild.release.ReleaseBuilder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;

/** A bundle names its archive by the SHA-256, which not everybody knows before the archive is here. */
class LateBundlesTest {
    @TempDir
    private Path cache;

    private Explanation explanation(List<Pin> pins, boolean bundles) throws Exception {
        ReleaseBuilder release = new ReleaseBuilder();
        release.pins = pins;
        ArchiveRequest request = new ArchiveRequest(
                release.build(),
                List.of("1.0.0"),
                List.of(),
                Optional.empty(),
                false,
                false,
                true,
                new FetchRequest.Limits(1, Duration.ofMinutes(1), 1, 1L << 30, 0),
                cache);
        ArchiveSupply archives = new ArchiveSupply(request, null, Sleeper.REAL, Clock.systemUTC(), null);
        return new Pipeline(
                        null,
                        archives,
                        null,
                        Mockito.mock(BuildHost.class),
                        null,
                        bundles ? Optional.of(Mockito.mock(BundleSupply.class)) : Optional.empty(),
                        null)
                .explain();
    }

    @Test
    void theReasonIsExplained() throws Exception {
        String name = new ReleaseBuilder().build().name();
        Pin pin = new Pin(new Digest(Digest.Algorithm.SHA512, "0".repeat(128)), "the POM");
        assertThat(explanation(List.of(pin), true).bundles())
                .containsExactly("looked for after the archive of " + name
                        + " was fetched, because its pinned digest is not a SHA-256. To look for them without it, set"
                        + " mesos.archive.sha256.");
        assertThat(explanation(List.of(), true).bundles())
                .containsExactly("looked for after the archive of " + name
                        + " was fetched, because only a signature proves it. To look for them without it, set"
                        + " mesos.archive.sha256.");
        assertThat(explanation(List.of(), false).bundles()).isEmpty();
    }
}
