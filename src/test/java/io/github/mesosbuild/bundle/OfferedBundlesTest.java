package io.github.mesosbuild.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Repositories whose lists are too long, or name what cannot be a bundle. */
@Tag("long")
@Timeout(120)
class OfferedBundlesTest {
    @TempDir
    static Path shared;

    private static SharedSample sample;

    @BeforeAll
    static void build() throws Exception {
        sample = SharedSample.in(shared);
    }

    /** What a search finds that has the good bundle of another build under the last name, and nothing else. */
    private static String found(boolean compatible, List<String> listed) throws Exception {
        SharedSample.Machine machine = sample.new Machine("asks-" + listed.hashCode());
        BundleRepositories repositories = new BundleRepositories() {
            @Override
            public Optional<Path> find(MavenFile file) throws IOException {
                return file.version().equals(listed.get(listed.size() - 1))
                        ? Optional.of(Files.write(
                                shared.resolve("found.json"),
                                sample.packed.description().json()))
                        : Optional.empty();
            }

            @Override
            public List<String> versions(String group, String artifact) {
                return listed;
            }

            @Override
            public List<String> names() {
                return List.of("team");
            }
        };
        BundleRequest request = new BundleRequest(
                BundleCoordinates.GROUP, compatible, false, true, machine.keys, machine.signers, machine.pins);
        BundleSource source = new BundleSource(
                repositories,
                request,
                new BundleFit(machine.platform, SharedSample.DEBIAN, SharedSample.libraries()),
                new io.github.mesosbuild.verify.Verifier(machine.clock),
                io.github.mesosbuild.archive.ArchiveLimits.DEFAULT,
                null);
        return String.join("|", source.explain(machine.build()));
    }

    private static String name(String version) {
        return "linux-" + SharedSample.HERE.cpu() + "-glibc" + version + "-0123456789ab";
    }

    @Test
    void whatIsNoBundleDoesNotHideTheOthers() throws Exception {
        String good = name("2.36");
        List<String> listed = List.of(
                "../../../etc/passwd-0123456789ab",
                "-0123456789ab",
                ".-0123456789ab",
                "LATEST",
                "\n-0123456789ab",
                name("99999999999999999999"),
                name("1" + ".1".repeat(100)),
                name("1" + ".1".repeat(200_000)),
                name("1.20200101.123456"),
                "linux-" + SharedSample.HERE.cpu() + "-glibc1.20200101.123456-123456789012",
                good);
        assertThat(found(true, listed))
                .isEqualTo("io.github.mesosbuild.bundles:sample:1.0.0:tar.gz:" + good
                        + " fits, if its contents are trusted");
        assertThat(found(false, listed))
                .startsWith("No bundle of sample 1.0.0 from the same inputs: ")
                .hasSizeLessThan(2000);
    }

    @Test
    void aListOf100000IsReportedInOneLine() throws Exception {
        List<String> listed = new ArrayList<>();
        IntStream.range(0, 100_000).forEach(i -> listed.add(name("3." + i)));
        assertThat(found(true, listed))
                .isEqualTo("No bundle of sample 1.0.0 for glibc 2.36: offered "
                        + String.join(
                                ", ",
                                IntStream.range(0, 20).mapToObj(i -> "3." + i).toList())
                        + " and 99980 more.");
        assertThat(found(
                        false,
                        Stream.concat(listed.stream(), Stream.of(name("2.1"))).toList()))
                .contains(" is not among ", " and 99981 more. ")
                .hasSizeLessThan(2000);
    }
}
