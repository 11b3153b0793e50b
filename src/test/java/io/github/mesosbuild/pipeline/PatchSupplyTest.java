package io.github.mesosbuild.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mesosbuild.fetch.ArtifactResolver;
import io.github.mesosbuild.fetch.FetchException;
import io.github.mesosbuild.fetch.FetchListener;
import io.github.mesosbuild.fetch.FetchRequest;
import io.github.mesosbuild.fetch.Fetcher;
import io.github.mesosbuild.fetch.HttpSettings;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.release.Condition;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Patch;
import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.release.QuirkBuilder;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.release.ReleaseBuilder;
import io.github.mesosbuild.release.VersionRange;
import io.github.mesosbuild.steps.BuildOptionsBuilder;
import io.github.mesosbuild.steps.BuildPlan;
import io.github.mesosbuild.steps.SampleWorld;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A patch at an address, which is a file of this machine, with and without a network. */
class PatchSupplyTest {
    private static final String TEXT = "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n";

    @TempDir
    Path directory;

    private final ArtifactResolver noMaven = new ArtifactResolver() {
        @Override
        public Path resolve(String coordinates) throws IOException {
            throw new IOException("no Maven here");
        }

        @Override
        public Optional<Path> resolveSignature(String coordinates) {
            return Optional.empty();
        }
    };

    private Path published;
    private String address;
    private Digest sha256;

    @BeforeEach
    void publish() throws Exception {
        published = Files.writeString(directory.resolve("fix.patch"), TEXT);
        address = published.toUri().toString();
        sha256 = new Digest(Digest.Algorithm.SHA256, SampleWorld.sha256(published));
    }

    private Patch fetch() throws Exception {
        Patch patch = new Patch("fix.patch", address, true, Optional.of(sha256), 1, Optional.empty());
        ReleaseBuilder release = new ReleaseBuilder();
        release.quirks = List.of(quirk(Condition.ALWAYS, patch));
        BuildPlan plan = BuildPlan.of(
                release.build(),
                "a".repeat(64),
                SampleWorld.toolchain(),
                BuildOptionsBuilder.options(given -> {}),
                directory.resolve("store"));
        BuildPlan fetched = supply(release.build()).fetch(plan);
        assertThat(fetched.inputs()).isEqualTo(plan.inputs());
        return fetched.quirks().get(0).patch().orElseThrow();
    }

    private static Quirk quirk(Condition when, Patch patch) {
        return QuirkBuilder.patch(patch, "b").when(when).build();
    }

    private PatchSupply supply(Release release) {
        ArchiveRequest request = new ArchiveRequest(
                release,
                List.of(),
                List.of(),
                Optional.empty(),
                false,
                false,
                true,
                new FetchRequest.Limits(1, Duration.ofMinutes(1), 1, 1L << 30, 0),
                directory.resolve("cache"));
        PipelineListener nobody = (PipelineListener) Proxy.newProxyInstance(
                PipelineListener.class.getClassLoader(),
                new Class<?>[] {PipelineListener.class},
                (proxy, method, arguments) -> null);
        Fetcher fetcher = new Fetcher(
                HttpSettings.DEFAULT, noMaven, Clock.systemUTC(), Sleeper.REAL, new Random(1), new FetchListener() {});
        return new PatchSupply(request, fetcher, Sleeper.REAL, nobody);
    }

    private Patch published(String name) throws Exception {
        Path file = Files.writeString(directory.resolve(name), name);
        Digest digest = new Digest(Digest.Algorithm.SHA256, SampleWorld.sha256(file));
        return new Patch(name, file.toUri().toString(), true, Optional.of(digest), 1, Optional.empty());
    }

    private static Condition when(Map<String, String> ranges) {
        Map<String, VersionRange> parsed = new HashMap<>();
        ranges.forEach((tool, range) -> parsed.put(tool, new VersionRange(range)));
        return new Condition(List.of(parsed));
    }

    @Test
    void patchesForOtherMachinesAreFetchedAndThoseForOtherVersionsAreNot() throws Exception {
        Patch here = new Patch("here", "here.patch", false, Optional.empty(), 1, Optional.of("x"));
        ReleaseBuilder release = new ReleaseBuilder();
        String version = release.build().version().text();
        release.quirks = List.of(
                quirk(when(Map.of("gcc", "< 1")), published("old-gcc")),
                quirk(when(Map.of("release", version, "--enable-ssl", "any")), published("option")),
                quirk(when(Map.of("release", "< " + version)), published("older-release")),
                quirk(Condition.ALWAYS, here));
        supply(release.build()).fetchAll();
        try (Stream<Path> files = Files.walk(directory.resolve("cache/archives"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString()))
                    .contains("old-gcc", "option")
                    .doesNotContain("older-release");
        }
    }

    @Test
    void aPatchIsFetchedOnceAndThenInTheCache() throws Exception {
        assertThat(fetch().text()).contains(TEXT);
        Files.delete(published);
        address = "https://example.invalid/fix.patch";
        assertThat(fetch().text()).contains(TEXT);
    }

    @Test
    void withoutANetworkAPatchThatIsNotInTheCacheIsAFailure() {
        address = "https://example.invalid/fix.patch";
        assertThat(catchThrowableOfType(FetchException.class, this::fetch))
                .hasMessage(
                        "the patch fix.patch is not in the cache and Maven is offline, so it cannot be downloaded from"
                                + " https://example.invalid/fix.patch");
    }

    @Test
    void anotherContentIsRefused() throws Exception {
        Files.writeString(published, TEXT + "more\n");
        FetchException refused = catchThrowableOfType(FetchException.class, this::fetch);
        assertThat(refused.kind()).isEqualTo(FetchException.Kind.WRONG_DIGEST);
        assertThat(refused).hasMessageContaining("does not match the SHA-256 pinned by recipe sample");
    }

    @Test
    void aDamagedCopyInTheCacheIsFetchedAgain() throws Exception {
        fetch();
        Files.writeString(directory.resolve("cache/archives/" + sha256.hex() + "/fix.patch"), "damaged");
        assertThat(fetch().text()).contains(TEXT);
    }
}
