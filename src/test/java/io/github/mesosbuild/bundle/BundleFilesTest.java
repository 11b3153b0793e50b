package io.github.mesosbuild.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mesosbuild.release.Digest;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BundleFilesTest {
    private static final BundleCoordinates COORDINATES =
            new BundleCoordinates(BundleCoordinates.GROUP, "sample", "1.0.0", "linux-x86_64-glibc2.36-0123456789ab");
    private static final BundleFiles FILES = new BundleFiles(
            COORDINATES,
            new Digest(Digest.Algorithm.SHA256, "00".repeat(32)),
            false,
            Map.of(COORDINATES.archive(), Path.of("sample.tar.gz")));

    private interface Deployment {
        void deploy(Map<MavenFile, Path> files) throws IOException;
    }

    private static BundleTarget target(Deployment deployment) {
        return new BundleTarget() {
            @Override
            public boolean deploy(Map<MavenFile, Path> files) throws IOException {
                deployment.deploy(files);
                return true;
            }

            @Override
            public String name() {
                return "team (http://127.0.0.1/)";
            }
        };
    }

    @Test
    void allFilesAreUploaded() throws Exception {
        List<Map<MavenFile, Path>> uploaded = new ArrayList<>();
        FILES.deployTo(target(uploaded::add));
        assertThat(uploaded).containsExactly(FILES.files());
    }

    /** Otherwise the user would read about an internal error. */
    @Test
    void aRepositoryThatRefusesIsAFailureWithItsReason() {
        assertThatThrownBy(() -> FILES.deployTo(target(files -> {
                    throw new IOException("Cannot upload it to team: status 403, access is denied.");
                })))
                .isInstanceOfSatisfying(
                        BundleException.class, e -> assertThat(e.kind()).isEqualTo(BundleException.Kind.NOT_DEPLOYED))
                .hasMessage("Cannot upload it to team: status 403, access is denied.");
    }

    @Test
    void aFaultOfThisMachineIsNotTheRepositorys() {
        FileSystemException full = new NoSuchFileException("sample.tar.gz");
        assertThatThrownBy(() -> FILES.deployTo(target(files -> {
                    throw full;
                })))
                .isSameAs(full);
    }
}
