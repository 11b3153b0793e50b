package io.github.mesosbuild.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.files.FileObserver;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactFinderTest {
    @TempDir
    Path directory;

    private final FakeRunner runner = new FakeRunner();

    private Facts facts(Optional<Path> jdkHome) throws Exception {
        return facts(jdkHome, "6.1.0-28-amd64");
    }

    private Facts facts(Optional<Path> jdkHome, String kernel) throws Exception {
        Map<String, String> environment =
                Map.of("PATH", directory.resolve("bin").toString());
        Toolbox toolbox =
                new Toolbox(runner, environment, directory, directory.resolve("tools.properties"), FileObserver.NONE);
        return new FactFinder(toolbox, directory, kernel).find(jdkHome);
    }

    private void tool(String name, String version) throws Exception {
        Path file = TestFiles.program(directory.resolve("bin").resolve(name), name);
        runner.answer(file + " --version", 0, version + "\n");
    }

    @Test
    void findsEverything() throws Exception {
        tool("g++", "g++ (Debian 12.2.0-14+deb12u1) 12.2.0");
        tool("make", "GNU Make 4.3");
        tool("python2", "Python 2.7.18");
        tool("ccache", "ccache version 4.8");
        tool("ld", "GNU ld (GNU Binutils for Debian) 2.40");
        TestFiles.write(
                directory.resolve("lib/x86_64-linux-gnu/libc.so.6"),
                "\177ELF\0\1\nGNU C Library (Debian GLIBC 2.36-9+deb12u14) stable release version 2.36.\nCopyright\0");
        TestFiles.write(directory.resolve("jdk/release"), "JAVA_VERSION=\"17.0.15\"\nOS_NAME=\"Linux\"\n");
        TestFiles.program(directory.resolve("jdk/bin/javac"), "");

        Facts facts = facts(Optional.of(directory.resolve("jdk")));

        assertThat(facts)
                .hasToString("binutils 2.40, ccache 4.8, gcc 12.2.0, glibc 2.36, jdk 17.0.15, kernel 6.1.0, make 4.3,"
                        + " python 2.7.18");
        assertThat(facts.versionOf("gcc").orElseThrow()).hasToString("12.2.0");
        assertThat(facts.versionOf("clang")).isEmpty();
    }

    @Test
    void theSecondTimeNoProcessIsStarted() throws Exception {
        findsEverything();
        int started = runner.commands.size();

        facts(Optional.of(directory.resolve("jdk")));

        assertThat(started).isEqualTo(5);
        assertThat(runner.commands).hasSize(started);
    }

    @Test
    void anEmptyMachineHasNoFacts() throws Exception {
        assertThat(facts(Optional.empty(), "unknown").versions()).isEmpty();
    }

    @Test
    void muslIsAskedByRunningItsLoader() throws Exception {
        Path loader = TestFiles.program(directory.resolve("lib/ld-musl-x86_64.so.1"), "musl");
        runner.answer(loader.toString(), 1, "musl libc (x86_64)\nVersion 1.2.5\nDynamic Program Loader\n");

        assertThat(facts(Optional.empty())).hasToString("kernel 6.1.0, musl 1.2.5");
        assertThat(facts(Optional.empty())).hasToString("kernel 6.1.0, musl 1.2.5");
        assertThat(runner.commands).hasSize(1);
    }

    @Test
    void anOldJdkIsNamedWithoutTheOne() throws Exception {
        TestFiles.write(directory.resolve("jdk/release"), "JAVA_VERSION=\"1.8.0_292\"\n");
        TestFiles.program(directory.resolve("jdk/bin/javac"), "");

        assertThat(facts(Optional.of(directory.resolve("jdk"))).versionOf("jdk").orElseThrow())
                .hasToString("8.0");
    }

    @Test
    void aRuntimeWithoutACompilerIsNoJdk() throws Exception {
        TestFiles.write(directory.resolve("jre/release"), "JAVA_VERSION=\"17.0.15\"\n");

        assertThat(facts(Optional.of(directory.resolve("jre"))).versionOf("jdk"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            g++ (Debian 12.2.0-14) 12.2.0                    | gcc
            c++ (SUSE Linux) 7.5.0                           | gcc
            x86_64-linux-gnu-g++-12 (Debian 12.2.0) 12.2.0   | gcc
            aarch64-linux-gnu-gcc (GCC) 9.4                  | gcc
            Debian clang version 14.0.6                      | clang
            clang version 17.0.6 (Fedora 17.0.6-2.fc39)      | clang
            Ubuntu clang version 18.1.3 (1ubuntu1)           | clang
            Apple clang version 15.0.0 (clang-1500.3.9.4)    | apple-clang
            Apple LLVM version 6.0 (clang-600.0.57)          | apple-clang
            icpc (ICC) 19.1.3.304                            | none
            nvc++ 22.3-0 64-bit target on x86-64 Linux       | none
            """)
    void recognisesTheCompiler(String line, String implementation) {
        assertThat(FactFinder.implementation(line).orElse("none")).isEqualTo(implementation);
    }

    @Test
    void anUnknownCompilerIsNoFact() throws Exception {
        tool("c++", "icpc (ICC) 19.1.3.304");

        assertThat(facts(Optional.empty())).hasToString("kernel 6.1.0");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void findsTheToolsOfThisMachineAndRemembersThem() throws Exception {
        RealRunner real = new RealRunner();
        Map<String, String> environment = Map.of("PATH", System.getenv("PATH"));
        Path jdk = Path.of(System.getProperty("java.home"));
        Path cache = directory.resolve("tools.properties");
        String kernel = System.getProperty("os.version");
        Facts first = new FactFinder(
                        new Toolbox(real, environment, directory, cache, FileObserver.NONE), Path.of("/"), kernel)
                .find(Optional.of(jdk));
        int started = real.started.get();

        Facts second = new FactFinder(
                        new Toolbox(real, environment, directory, cache, FileObserver.NONE), Path.of("/"), kernel)
                .find(Optional.of(jdk));

        assertThat(first.versions()).containsKeys("make", "jdk", "kernel");
        assertThat(first.versions().keySet()).containsAnyOf("gcc", "clang").containsAnyOf("glibc", "musl");
        assertThat(second).isEqualTo(first);
        assertThat(real.started).hasValue(started);
    }
}
