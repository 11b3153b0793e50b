package io.github.mesosbuild.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.release.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MakeFlagsTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "3.81,fds,false",
        "4.1,fds,false",
        "4.2,auth,false",
        "4.2.1,auth,false",
        "4.3,auth,false",
        "4.4,auth,true",
        "4.4.1,auth,true",
        "5,auth,true"
    })
    void eachMakeVersionGetsItsOwnOption(String version, String option, boolean fifo) {
        assertThat(MakeFlags.descriptors(new Version(version))).isEqualTo(" -j --jobserver-" + option + "=8,9");
        assertThat(MakeFlags.opensFifo(new Version(version))).isEqualTo(fifo);
    }

    @Test
    void theLastJobServerOptionIsUsedAndVariablesAreIgnored() {
        assertThat(MakeFlags.jobServer("")).isEmpty();
        assertThat(MakeFlags.jobServer("kw -j2")).isEmpty();
        assertThat(MakeFlags.jobServer(" -j --jobserver-fds=3,4")).contains("3,4");
        assertThat(MakeFlags.jobServer(" -j --jobserver-auth=3,4 -k --jobserver-auth=fifo:/tmp/x --no-print-directory"))
                .contains("fifo:/tmp/x");
        assertThat(MakeFlags.jobServer("k -- X=a --jobserver-auth=3,4")).isEmpty();
    }

    @Test
    void aNumberOfJobsFromTheUserIsRecognised() {
        assertThat(List.of("-j", "-j3", "--jobs", "--jobs=3"))
                .allMatch(argument -> MakeFlags.asksForJobs("", List.of("make", argument)));
        assertThat(MakeFlags.asksForJobs("-k -j3", List.of("make"))).isTrue();
        assertThat(MakeFlags.asksForJobs("k -- J=-j3", List.of("make", "V=-j3", "--just-print")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''     | make -j3           | 3
            ''     | make -j 4 V=1      | 4
            ''     | make --jobs=5      | 5
            ''     | make --jobs 6      | 6
            ''     | make -j7 -j        | 2147483647
            ''     | make -j -k 8       | 2147483647
            -k -j9 | make               | 9
            -j9    | make -j2           | 2
            ''     | make 3             | 2147483647
            """)
    void theLastNumberOfJobsCounts(String flags, String make, int jobs) {
        assertThat(MakeFlags.jobs(flags, List.of(make.split(" ")))).isEqualTo(jobs);
    }

    @Test
    void anOuterPipeMustBeOpen() throws Exception {
        Files.createSymbolicLink(directory.resolve("3"), Path.of("pipe:[77]"));
        Files.createSymbolicLink(directory.resolve("4"), Path.of("pipe:[77]"));
        Files.createSymbolicLink(directory.resolve("5"), Path.of("pipe:[78]"));
        Files.createSymbolicLink(directory.resolve("6"), Path.of("/usr/lib/jvm/modules"));
        Path real = directory.toRealPath();
        assertThat(OuterJobServer.find(" -j --jobserver-auth=3,4", directory))
                .contains(new OuterJobServer(real.resolve("3"), real.resolve("4"), false));
        assertThat(List.of("3,5", "6,6", "3,9", "-2,-2", "x", "fifo:/nowhere", "fifo:" + directory))
                .allMatch(where -> OuterJobServer.find(" -j --jobserver-auth=" + where, directory)
                        .isEmpty());
        assertThat(OuterJobServer.find("-j2", directory)).isEmpty();
    }

    @Test
    void aRegularFileIsNotANamedPipe() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThat(OuterJobServer.find(" -j --jobserver-auth=fifo:" + file, directory))
                .isEmpty();
    }
}
