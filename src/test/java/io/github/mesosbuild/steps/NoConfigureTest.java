package io.github.mesosbuild.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What sources without configure are, judged by the files in its place. */
class NoConfigureTest {
    @TempDir
    Path sources;

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            configure.ac autogen.sh,  ", only configure.ac and autogen.sh: it is a copy of the repository, not a release archive.", NO_CONFIGURE
            configure.in,             ", only configure.in: it is a copy of the repository, not a release archive.", NO_CONFIGURE
            CMakeLists.txt,           ", but a CMakeLists.txt.", OTHER_BUILD_SYSTEM
            README,                   ".", NO_CONFIGURE
            """)
    void theTrueCauseIsNamed(String files, String end, BuildRefusedException.Reason reason) throws IOException {
        for (String file : files.split(" ")) {
            Files.createFile(sources.resolve(file));
        }
        Path configure = sources.resolve("configure");
        BuildRefusedException refused = BuildRefusedException.noConfigure("sample 1.0.0", configure);
        assertThat(refused).hasMessage("The archive of sample 1.0.0 has no configure script at " + configure + end);
        assertThat(refused.reason()).isEqualTo(reason);
    }
}
