package io.github.mesosbuild.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.files.FileObserver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolboxTest {
    private static final String SHA256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path directory;

    private final FakeRunner runner = new FakeRunner();
    private final Map<String, String> environment = new HashMap<>();

    private Path bin(String name) {
        return directory.resolve("bin").resolve(name);
    }

    private Path cacheFile() {
        return directory.resolve("cache/tools.properties");
    }

    private Toolbox toolbox() {
        environment.putIfAbsent("PATH", directory.resolve("bin").toString());
        return new Toolbox(runner, environment, directory, cacheFile(), FileObserver.NONE);
    }

    @Test
    void identifiesAProgramByRealPathVersionAndContent() throws Exception {
        TestFiles.program(bin("patch-2.7"), "abc");
        Files.createSymbolicLink(bin("patch"), Path.of("patch-2.7"));
        runner.answer(bin("patch") + " --version", 0, "\nGNU patch 2.7.6\nCopyright\n");

        assertThat(toolbox().find("patch"))
                .contains(new ToolIdentity("patch", bin("patch-2.7").toRealPath(), "GNU patch 2.7.6", SHA256_OF_ABC));
        assertThat(runner.environments).allSatisfy(map -> assertThat(map).containsEntry("LC_ALL", "C"));
    }

    @Test
    void aSecondToolboxStartsNoProcessWhileTheFileIsTheSame() throws Exception {
        TestFiles.program(bin("patch"), "abc");
        runner.answer(bin("patch").toString(), 0, "GNU patch 2.7.6\n");
        ToolIdentity first = toolbox().find("patch").orElseThrow();

        ToolIdentity second = toolbox().find("patch").orElseThrow();

        assertThat(second).isEqualTo(first);
        assertThat(runner.commands).hasSize(1);
    }

    @Test
    void aChangedFileIsExaminedAgain() throws Exception {
        TestFiles.program(bin("patch"), "abc");
        Files.setLastModifiedTime(bin("patch"), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        runner.answer(bin("patch").toString(), 0, "GNU patch 2.7.6\n");
        Toolbox toolbox = toolbox();
        toolbox.find("patch");
        Files.writeString(bin("patch"), "abd");
        runner.answer(bin("patch").toString(), 0, "GNU patch 2.8\n");

        ToolIdentity changed = toolbox.find("patch").orElseThrow();

        assertThat(changed.version()).isEqualTo("GNU patch 2.8");
        assertThat(changed.sha256()).isNotEqualTo(SHA256_OF_ABC);
    }

    @Test
    void anotherTargetOfTheLinkIsExaminedAgain() throws Exception {
        TestFiles.program(bin("gcc-11"), "abc");
        TestFiles.program(bin("gcc-12"), "abc");
        runner.answer(bin("gcc").toString(), 0, "gcc 11\n");
        Files.createSymbolicLink(bin("gcc"), Path.of("gcc-11"));
        toolbox().find("cc");
        Files.delete(bin("gcc"));
        Files.createSymbolicLink(bin("gcc"), Path.of("gcc-12"));
        runner.answer(bin("gcc").toString(), 0, "gcc 12\n");

        assertThat(toolbox().find("cc").orElseThrow().version()).isEqualTo("gcc 12");
    }

    @Test
    void aWrapperScriptIsAskedAgainBecauseItsTargetMayHaveChanged() throws Exception {
        List<String> asked = new ArrayList<>();
        FileObserver observer = new FileObserver() {
            @Override
            public void saw(Path file) {}

            @Override
            public void asked(List<String> command, String answer) {
                asked.add(command.get(1) + " " + answer);
            }
        };
        TestFiles.program(bin("gcc"), "#!/bin/sh\nexec real/current \"$@\"\n");
        runner.answer(bin("gcc").toString(), 0, "gcc 11\n");
        environment.put("PATH", directory.resolve("bin").toString());
        Toolbox first = new Toolbox(runner, environment, directory, cacheFile(), observer);
        ToolIdentity before = first.find("cc").orElseThrow();
        first.find("cc");
        assertThat(runner.commands).as("asked once in each run").hasSize(1);
        runner.answer(bin("gcc").toString(), 0, "gcc 12\n");

        ToolIdentity after = new Toolbox(runner, environment, directory, cacheFile(), observer)
                .find("cc")
                .orElseThrow();

        assertThat(before.version()).isEqualTo("gcc 11");
        assertThat(after.version()).isEqualTo("gcc 12");
        assertThat(after.sha256()).isEqualTo(before.sha256());
        assertThat(asked).containsExactly("--version gcc 11", "--version gcc 11", "--version gcc 12");
    }

    @ParameterizedTest
    @CsvSource({"g++, x86_64-linux-gnu-g++-12, 1", "g++, mise, 2", "clang++, clang-14, 1", "g++, toolchain-wrapper, 2"})
    void aLinkToAProgramOfAnotherNameIsAskedAgain(String name, String target, int times) throws Exception {
        TestFiles.program(bin(target), "abc");
        Files.createSymbolicLink(bin(name), Path.of(target));
        runner.answer(bin(name).toString(), 0, "g++ 12\n");
        toolbox().find("c++");
        toolbox().find("c++");
        assertThat(runner.commands).hasSize(times);
    }

    @Test
    void aShimOfXcrunIsAskedAgain() throws Exception {
        TestFiles.program(bin("xcrun"), "abc");
        TestFiles.program(bin("clang"), "abc");
        runner.answer(bin("clang").toString(), 0, "Apple clang version 15.0.0\n");
        toolbox().find("cc");
        runner.answer(bin("clang").toString(), 0, "Apple clang version 16.0.0\n");
        assertThat(toolbox().find("cc").orElseThrow().version()).isEqualTo("Apple clang version 16.0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "\\u12", "/bin/patch=a\\tb\\tc\\td\\te", "\0\0", ""})
    void aDamagedCacheIsIgnored(String content) throws Exception {
        TestFiles.program(bin("patch"), "abc");
        TestFiles.write(cacheFile(), content.replace("/bin/patch", bin("patch").toString()));
        runner.answer(bin("patch").toString(), 0, "GNU patch 2.7.6\n");

        assertThat(toolbox().find("patch").orElseThrow().sha256()).isEqualTo(SHA256_OF_ABC);
    }

    @Test
    void aCacheWithADamagedDigestIsIgnored() throws Exception {
        TestFiles.program(bin("patch"), "abc");
        runner.answer(bin("patch").toString(), 0, "GNU patch 2.7.6\n");
        toolbox().find("patch");
        Files.writeString(cacheFile(), Files.readString(cacheFile()).replace(SHA256_OF_ABC, "ba78"));

        assertThat(toolbox().find("patch").orElseThrow().sha256()).isEqualTo(SHA256_OF_ABC);
    }

    @Test
    void aCacheThatCannotBeWrittenChangesNothing() throws Exception {
        TestFiles.program(bin("patch"), "abc");
        TestFiles.write(directory.resolve("cache"), "a file where a directory should be");
        runner.answer(bin("patch").toString(), 0, "GNU patch 2.7.6\n");

        assertThat(toolbox().find("patch")).isPresent();
    }

    @Test
    void aProgramWithoutAVersionOptionIsFound() throws Exception {
        TestFiles.program(bin("sh"), "abc");
        runner.answer(bin("sh").toString(), 2, "sh: 0: Illegal option --\n");

        assertThat(toolbox().find("sh").orElseThrow().version()).isEmpty();
    }

    @Test
    void onlyAScriptThatFailedIsAskedAgain() throws Exception {
        TestFiles.program(bin("sh"), "abc");
        TestFiles.program(bin("mvn"), "#!/bin/sh");
        runner.answer(bin("sh").toString(), 2, "sh: 0: Illegal option --\n")
                .answer(bin("mvn").toString(), 1, "JAVA_HOME is not right\n");
        toolbox().find("sh");
        toolbox().find("mvn");
        runner.answer(bin("mvn").toString(), 0, "Apache Maven 3.8.7\n");

        assertThat(toolbox().find("mvn").orElseThrow().version()).isEqualTo("Apache Maven 3.8.7");
        toolbox().find("sh");
        assertThat(runner.commands).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {126, 127})
    void aWrapperThatFindsNoProgramIsMissing(int exitCode) throws Exception {
        TestFiles.program(bin("patch"), "abc");
        runner.answer(bin("patch").toString(), exitCode, "not found\n");

        assertThat(toolbox().find("patch")).isEmpty();
    }

    @Test
    void aProgramThatCannotBeStartedIsMissing() throws Exception {
        TestFiles.program(bin("patch"), "abc");

        assertThat(toolbox().find("patch")).isEmpty();
    }

    @Test
    void filesThatAreNotProgramsAreNotFound() throws Exception {
        TestFiles.write(bin("patch"), "abc");
        Files.createDirectories(bin("make"));

        assertThat(toolbox().find("patch")).isEmpty();
        assertThat(toolbox().find("make")).isEmpty();
        assertThat(toolbox().lookedFor("make")).isEqualTo("make, gmake");
    }

    @Test
    void theCompilerIsTheFirstInAutoconfsOrder() throws Exception {
        TestFiles.program(bin("clang++"), "clang");
        TestFiles.program(bin("c++"), "c++");
        runner.answer(bin("c++").toString(), 0, "c++ (GCC) 4.8.5\n")
                .answer(bin("clang++").toString(), 0, "clang version 14.0.6\n");

        assertThat(toolbox().find("c++").orElseThrow().path().getFileName()).hasToString("c++");
        assertThat(toolbox().command("c++")).contains(List.of(bin("c++").toString()));
    }

    @Test
    void cxxNamesTheCompilerWithItsFlags() throws Exception {
        TestFiles.program(bin("g++"), "g++");
        TestFiles.program(bin("clang++"), "clang");
        runner.answer(bin("clang++").toString(), 0, "clang version 14.0.6\n");
        environment.put("CXX", " clang++  -m64 ");

        assertThat(toolbox().find("c++").orElseThrow().version()).isEqualTo("clang version 14.0.6");
        assertThat(toolbox().command("c++")).contains(List.of("clang++", "-m64"));
    }

    @Test
    void aMissingCxxIsNotReplaced() throws Exception {
        TestFiles.program(bin("g++"), "g++");
        runner.answer(bin("g++").toString(), 0, "g++ (GCC) 12\n");
        environment.put("CXX", "g++-4.9");

        assertThat(toolbox().find("c++")).isEmpty();
        assertThat(toolbox().lookedFor("c++")).isEqualTo("CXX=g++-4.9");
    }

    @Test
    void aLauncherInFrontOfTheCompilerIsNotTheCompiler() throws Exception {
        TestFiles.program(bin("ccache"), "ccache");
        TestFiles.program(bin("gcc"), "gcc");
        runner.answer(bin("gcc").toString(), 0, "gcc (GCC) 12.2.0\n");
        environment.put("CC", "ccache gcc");

        assertThat(toolbox().find("cc").orElseThrow().version()).isEqualTo("gcc (GCC) 12.2.0");
        assertThat(toolbox().command("cc")).contains(List.of("ccache", "gcc"));
    }

    @Test
    void aDirectoryOfLinksToALauncherIsSkipped() throws Exception {
        Path links = directory.resolve("links");
        TestFiles.program(bin("ccache"), "ccache");
        TestFiles.program(bin("g++"), "abc");
        Files.createDirectories(links);
        Files.createSymbolicLink(links.resolve("g++"), bin("ccache"));
        runner.answer(bin("g++").toString(), 0, "g++ (GCC) 12.2.0\n")
                .answer(bin("ccache").toString(), 0, "ccache version 4.8\n");
        environment.put("PATH", links + ":" + directory.resolve("bin"));

        assertThat(toolbox().find("c++").orElseThrow().sha256()).isEqualTo(SHA256_OF_ABC);
        assertThat(toolbox().find("ccache").orElseThrow().version()).isEqualTo("ccache version 4.8");
    }

    @Test
    void onlyGnuMakeIsMake() throws Exception {
        TestFiles.program(bin("make"), "bsd");
        TestFiles.program(bin("gmake"), "gnu");
        runner.answer(bin("make").toString(), 2, "usage: make [-BeikNnqrSstWwX]\n")
                .answer(bin("gmake").toString(), 0, "GNU Make 4.3\n");

        assertThat(toolbox().find("make").orElseThrow().version()).isEqualTo("GNU Make 4.3");
        Files.delete(bin("gmake"));
        assertThat(toolbox().find("make")).isEmpty();
    }

    @Test
    void pythonIsChosenLikeAutomakeDoes() throws Exception {
        TestFiles.program(bin("python"), "old");
        TestFiles.program(bin("python2"), "two");
        TestFiles.program(bin("python3"), "three");
        runner.answer(bin("python2").toString(), 0, "Python 2.7.18\n")
                .answer(bin("python3").toString(), 0, "Python 3.11.2\n")
                .answer(bin("python").toString(), 0, "Python 2.5.6\n");

        assertThat(toolbox().find("python").orElseThrow().version()).isEqualTo("Python 2.7.18");
        environment.put("PYTHON", "python3");
        assertThat(toolbox().find("python").orElseThrow().version()).isEqualTo("Python 3.11.2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            g++ (Debian 12.2.0-14+deb12u1) 12.2.0        | 12.2.0
            g++ (GCC) 4.8.5 20150623 (Red Hat 4.8.5-44)  | 4.8.5
            x86_64-linux-gnu-g++-12 (Debian 12.2.0) 12.3 | 12.3
            g++-11 (Ubuntu 11.4.0-1ubuntu1~22.04) 11.4.0 | 11.4.0
            Debian clang version 14.0.6                  | 14.0.6
            Apple clang version 15.0.0 (clang-1500.3.9.4)| 15.0.0
            GNU Make 4.3                                 | 4.3
            GNU ld (GNU Binutils for Debian) 2.40        | 2.40
            Python 2.7.18                                | 2.7.18
            Apache Maven 3.8.7                           | 3.8.7
            ccache version 4.8                           | 4.8
            2.36                                         | 2.36
            """)
    void readsTheVersionOfALine(String line, String version) {
        assertThat(Toolbox.versionIn(line).orElseThrow()).hasToString(version);
    }

    @Test
    void aLineWithoutANumberHasNoVersion() {
        assertThat(Toolbox.versionIn("BusyBox")).isEmpty();
        assertThat(Toolbox.versionIn("")).isEmpty();
    }
}
