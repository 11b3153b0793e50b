package io.github.mesosbuild.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.files.FileObserver;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuirkTest {
    @Test
    void quirksThatOnlyExcludeTestsConcernTestsOnly() throws RecipeException {
        assertThat(quirks("0.24.0"))
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
                        "early-callback",
                        "unawaited-removal",
                        "benchmarks");
    }

    /** Only the newer glibc has arc4random, and only releases since 1.8 bundle libevent. */
    @ParameterizedTest
    @CsvSource({
        "1.11.0, 2.36, --enable-libevent, true",
        "1.8.0, 2.41, --enable-libevent, true",
        "1.11.0, 2.35, --enable-libevent, false",
        "1.7.3, 2.36, --enable-libevent, false",
        "1.11.0, 2.36, --with-libevent, false",
        "1.11.0, 2.36, --enable-ssl, false"
    })
    void theBundledLibeventIsNotBuiltWhereItCannotBe(String release, String glibc, String option, boolean replaced)
            throws RecipeException {
        Map<String, Version> facts =
                new HashMap<>(Map.of("release", new Version(release), "glibc", new Version(glibc)));
        List.of("--enable-libevent", option).forEach(name -> facts.put(name, new Version("1")));
        if (option.equals("--enable-ssl")) {
            facts.remove("--enable-libevent");
        }
        assertThat(quirks(release).stream()
                        .filter(quirk -> quirk.name().equals("bundled-libevent"))
                        .anyMatch(quirk -> quirk.when().holds(name -> Optional.ofNullable(facts.get(name)))))
                .isEqualTo(replaced);
    }

    private static List<Quirk> quirks(String version) throws RecipeException {
        return new RecipeReader(FileObserver.NONE)
                .read("mesos", Path.of(""))
                .release(new Version(version), Path.of("/jdk"))
                .quirks();
    }
}
