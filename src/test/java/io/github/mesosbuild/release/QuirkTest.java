package io.github.mesosbuild.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.files.FileObserver;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class QuirkTest {
    @Test
    void quirksThatOnlyExcludeTestsConcernTestsOnly() throws RecipeException {
        assertThat(new RecipeReader(FileObserver.NONE)
                        .read("mesos", Path.of(""))
                        .release(new Version("0.24.0"), Path.of("/jdk"))
                        .quirks())
                .filteredOn(Quirk::concernsTestsOnly)
                .extracting(Quirk::name)
                .containsExactly(
                        "libdl",
                        "libdl-of-more-tests",
                        "local-references",
                        "tests-of-docker",
                        "tests-of-control-groups",
                        "tests-of-perf",
                        "tests-of-root",
                        "fstab",
                        "ping",
                        "benchmarks");
    }
}
