package io.github.mesosbuild.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenFileLimitTest {
    @TempDir
    Path proc;

    private void limits(String process, String soft, String hard) throws IOException {
        Files.createDirectories(proc.resolve(process));
        Files.writeString(proc.resolve(process).resolve("limits"), """
                Limit                     Soft Limit           Hard Limit           Units
                Max core file size        0                    unlimited            bytes
                Max open files            %-20s %-20s files
                Max locked memory         8388608              8388608              bytes
                """.formatted(soft, hard));
    }

    private void parent(String pid) throws IOException {
        Files.createDirectories(proc.resolve("self"));
        Files.writeString(proc.resolve("self/stat"), "4711 (java (x) y) S " + pid + " 1 1 0");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "524288, 524288, 1024, 524288, 1024",
                "524288, 524288, 524288, 524288, -",
                "1024, 524288, 1024, 524288, -",
                "4096, 4096, 1024, 524288, -",
                "unlimited, unlimited, 1024, unlimited, 1024",
            })
    void isThatOfTheParentIfBothHaveTheSameHardLimit(
            String soft, String hard, String parentSoft, String parentHard, Long original) throws IOException {
        limits("self", soft, hard);
        limits("815", parentSoft, parentHard);
        parent("815");
        assertThat(OpenFileLimit.original(proc))
                .isEqualTo(original == null ? OptionalLong.empty() : OptionalLong.of(original));
    }

    @Test
    void isUnknownWithoutAParentOrProc() throws IOException {
        assertThat(OpenFileLimit.original(proc)).isEmpty();
        limits("self", "524288", "524288");
        assertThat(OpenFileLimit.original(proc)).isEmpty();
        parent("0");
        assertThat(OpenFileLimit.original(proc)).isEmpty();
    }
}
