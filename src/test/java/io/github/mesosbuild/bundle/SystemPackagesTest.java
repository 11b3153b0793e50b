package io.github.mesosbuild.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.host.CommandRunner;
import io.github.mesosbuild.host.Distribution.Family;
import io.github.mesosbuild.process.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SystemPackagesTest {
    private static final Path LIBZ = Path.of("/usr/lib/x86_64-linux-gnu/libz.so.1");
    private static final Path LIBC = Path.of("/lib64/libc.so.6");
    private static final Path OWN = Path.of("/opt/own/lib/libown.so.1");

    private static final Supervisor SUPERVISOR = new Supervisor(System::nanoTime, Sleeper.REAL, Duration.ofSeconds(1));

    @TempDir
    Path directory;

    private final List<List<String>> commands = new ArrayList<>();

    private Map<Path, SystemPackages.Provider> ask(Family family, List<Path> files, String... outputs)
            throws IOException, InterruptedException {
        return new SystemPackages(
                        family,
                        (argv, workingDirectory, environment, limit) -> {
                            assertThat(environment).containsEntry("LC_ALL", "C").doesNotContainKey("LANGUAGE");
                            assertThat(limit).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(30));
                            commands.add(argv);
                            return new CommandRunner.Result(1, outputs[commands.size() - 1], false);
                        },
                        directory,
                        Map.of("PATH", "/usr/bin", "LC_ALL", "de_DE.UTF-8", "LANGUAGE", "de"))
                .of(files);
    }

    private static SystemPackages.Provider provider(String type, String name, String version, String architecture) {
        return new SystemPackages.Provider(type, name, version, architecture);
    }

    @Test
    void dpkgKnowsAFileThroughTheLinkOfAMergedUsr() throws Exception {
        assertThat(ask(Family.DEBIAN, List.of(LIBZ, LIBC, OWN), """
                        dpkg-query: no path found matching pattern /opt/own/lib/libown.so.1
                        diversion by glibc-doc from: /lib64/libc.so.6
                        diversion by glibc-doc to: /lib64/libc.so.6.real
                        zlib1g:amd64: /lib/x86_64-linux-gnu/libz.so.1
                        libc6:amd64, libc6:i386: /lib64/libc.so.6
                        evil: /not/asked
                        """, """
                        dpkg-query: no packages found matching nothing
                        zlib1g:amd64\tzlib1g\t1:1.2.13.dfsg-1\tamd64
                        libc6:amd64\tlibc6\t2.36-9+deb12u10\tamd64
                        """))
                .isEqualTo(Map.of(
                        LIBZ, provider("deb", "zlib1g", "1:1.2.13.dfsg-1", "amd64"),
                        LIBC, provider("deb", "libc6", "2.36-9+deb12u10", "amd64")));
        assertThat(commands).hasSize(2);
        assertThat(commands.get(0))
                .startsWith("dpkg-query", "-S", "--")
                .contains("/lib/x86_64-linux-gnu/libz.so.1", LIBZ.toString(), "/usr/lib64/libc.so.6");
    }

    @Test
    void dpkgTakesNoNameForAPattern() throws Exception {
        ask(Family.DEBIAN, List.of(Path.of("/opt/*?[a]\\b")), "");
        assertThat(commands).containsExactly(List.of("dpkg-query", "-S", "--", "/opt/\\*\\?\\[a\\]\\\\b"));
    }

    @Test
    void rpmPrintsEachFileOfAPackage() throws Exception {
        for (Family family : List.of(Family.RHEL, Family.SUSE)) {
            commands.clear();
            assertThat(ask(family, List.of(LIBC, Path.of("/usr/lib64/libz.so.1"), OWN), """
                            file /opt/own/lib/libown.so.1 is not owned by any package
                            glibc\t0:2.34-100.el9\tx86_64\t/etc/ld.so.conf
                            glibc\t0:2.34-100.el9\tx86_64\t/lib64/libc.so.6
                            glibc32\t0:2.34-100.el9\ti686\t/lib64/libc.so.6
                            zlib\t2:1.2.11-40.el9\tx86_64\t/usr/lib64/libz.so.1
                            """))
                    .isEqualTo(Map.of(
                            LIBC,
                            provider("rpm", "glibc", "2.34-100.el9", "x86_64"),
                            Path.of("/usr/lib64/libz.so.1"),
                            provider("rpm", "zlib", "2:1.2.11-40.el9", "x86_64")));
            assertThat(commands).hasSize(1);
        }
    }

    @Test
    void apkPrintsNameAndVersionAsOne() throws Exception {
        Path sasl = Path.of("/usr/lib/libsasl2.so.3");
        Path libz = Path.of("/lib/libz.so.1");
        assertThat(ask(Family.ALPINE, List.of(libz, sasl, OWN), """
                        ERROR: /opt/own/lib/libown.so.1: Could not find owner package
                        /lib/libz.so.1 symlink target is owned by zlib-1.3.1-r1
                        /usr/lib/libsasl2.so.3 is owned by libsasl-2-compat-2.1.28_git20230908-r2
                        """))
                .isEqualTo(Map.of(
                        libz, provider("apk", "zlib", "1.3.1-r1", ""),
                        sasl, provider("apk", "libsasl-2-compat", "2.1.28_git20230908-r2", "")));
    }

    @Test
    void pacmanPrintsNameAndVersion() throws Exception {
        assertThat(ask(
                        Family.ARCH,
                        List.of(LIBZ, OWN),
                        "error: No package owns " + OWN + "\n" + LIBZ + " is owned by zlib 1:1.3.1-2\n"))
                .isEqualTo(Map.of(LIBZ, provider("alpm", "zlib", "1:1.3.1-2", "")));
    }

    @ParameterizedTest
    @EnumSource(names = {"HOMEBREW", "UNKNOWN"})
    void otherPackageManagersAreNotAsked(Family family) throws Exception {
        assertThat(ask(family, List.of(LIBZ))).isEmpty();
        assertThat(commands).isEmpty();
    }

    @Test
    void withoutFilesNothingIsAsked() throws Exception {
        assertThat(ask(Family.DEBIAN, List.of())).isEmpty();
        // A line feed would let a name pose as an answer.
        assertThat(ask(Family.DEBIAN, List.of(Path.of("lib/libz.so.1"), Path.of("/opt/a\nzlib1g: /lib/libz.so"))))
                .isEmpty();
        assertThat(commands).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"DEBIAN", "RHEL", "ALPINE", "ARCH"})
    void noAnswerIsNoPackage(Family family) throws Exception {
        SystemPackages slow = new SystemPackages(
                family,
                (argv, workingDirectory, environment, limit) ->
                        new CommandRunner.Result(143, "zlib1g: " + LIBZ + "\n" + LIBZ + " is owned by zlib-1\n", true),
                directory,
                Map.of());
        assertThat(slow.of(List.of(LIBZ))).isEmpty();
        SystemPackages missing = new SystemPackages(
                family,
                (argv, workingDirectory, environment, limit) -> {
                    throw new IOException("No such file or directory");
                },
                directory,
                Map.of());
        assertThat(missing.of(List.of(LIBZ))).isEmpty();
        SystemPackages interrupted = new SystemPackages(
                family,
                (argv, workingDirectory, environment, limit) -> {
                    throw new InterruptedException();
                },
                directory,
                Map.of());
        assertThatThrownBy(() -> interrupted.of(List.of(LIBZ))).isInstanceOf(InterruptedException.class);
    }

    @Test
    void aMachineThatCannotStartAnythingIsAFailure() {
        SystemPackages packages = new SystemPackages(
                Family.DEBIAN, CommandRunner.of(SUPERVISOR), directory.resolve("missing"), Map.of("PATH", "/usr/bin"));
        assertThatThrownBy(() -> packages.of(List.of(LIBZ))).isInstanceOf(IOException.class);
    }

    static boolean hasDpkg() {
        return Files.isExecutable(Path.of("/usr/bin/dpkg-query")) && Files.exists(Path.of("/var/lib/dpkg/status"));
    }

    /** Every shell script needs the C library, so each system of that family has its package. */
    @Test
    @EnabledIf("hasDpkg")
    void theDpkgOfThisMachineKnowsTheCLibrary() throws Exception {
        Path libc;
        try (Stream<Path> files = Stream.of("/lib", "/lib64", "/usr/lib")
                .map(Path::of)
                .filter(Files::isDirectory)
                .flatMap(SystemPackagesTest::children)
                .map(child -> child.resolve("libc.so.6"))) {
            libc = files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        Path unowned = Files.writeString(directory.resolve("a[b]*.so"), "");
        Path merged = libc.toRealPath();
        Map<Path, SystemPackages.Provider> providers = new SystemPackages(
                        Family.DEBIAN, CommandRunner.of(SUPERVISOR), directory, Map.of("PATH", "/usr/bin:/bin"))
                .of(List.of(libc, merged, unowned));
        assertThat(providers).containsOnlyKeys(libc, merged);
        assertThat(providers.get(libc)).isEqualTo(providers.get(merged));
        assertThat(providers.get(libc).type()).isEqualTo("deb");
        assertThat(providers.get(libc).name()).startsWith("libc6");
        assertThat(providers.get(libc).version()).matches("\\d+\\.\\d+.*");
        assertThat(providers.get(libc).architecture()).isNotEmpty();
    }

    private static Stream<Path> children(Path parent) {
        try (Stream<Path> children = Files.list(parent)) {
            return Stream.concat(Stream.of(parent), children.toList().stream());
        } catch (IOException e) {
            return Stream.empty();
        }
    }
}
