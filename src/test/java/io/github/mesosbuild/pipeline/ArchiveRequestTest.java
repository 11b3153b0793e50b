package io.github.mesosbuild.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mesosbuild.fetch.FetchRequest;
import io.github.mesosbuild.files.FileObserver;
import io.github.mesosbuild.release.RecipeReader;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.release.UnknownVersionException;
import io.github.mesosbuild.release.Version;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArchiveRequestTest {
    private static ArchiveRequest request(String version, Optional<Path> keys) throws Exception {
        Release release = new RecipeReader(FileObserver.NONE)
                .read("mesos", Path.of("."))
                .release(new Version(version), Path.of("/opt/jdk"));
        return new ArchiveRequest(
                release,
                List.of("0.24.0", "0.24.1"),
                List.of(),
                keys,
                false,
                false,
                true,
                new FetchRequest.Limits(1, Duration.ofMinutes(1), 1, 1L << 30, 0),
                Path.of("/cache"));
    }

    @Test
    void aVersionWithoutADigestOrKeysIsRejectedWithTheVersionsThatHaveOne() throws Exception {
        ArchiveRequest request = request("0.24.2", Optional.empty());
        UnknownVersionException unknown = catchThrowableOfType(UnknownVersionException.class, request::requireProof);
        assertThat(unknown.version()).isEqualTo("0.24.2");
        assertThat(unknown.known()).containsExactly("0.24.0", "0.24.1");
    }

    @Test
    void aPinnedDigestOrTheUsersKeysAreEnough() throws Exception {
        assertThatCode(request("0.24.0", Optional.empty())::requireProof).doesNotThrowAnyException();
        assertThatCode(request("0.24.2", Optional.of(Path.of("KEYS")))::requireProof)
                .doesNotThrowAnyException();
    }
}
