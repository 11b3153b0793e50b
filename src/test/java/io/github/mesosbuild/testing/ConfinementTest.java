package io.github.mesosbuild.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.process.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The user that the tests run as, and what they can reach and leave behind. */
class ConfinementTest {
    private static final Path TMP = Path.of("/tmp");
    private static final Set<PosixFilePermission> PASSABLE = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final boolean ROOT = ScriptedTests.SELF.isPresent();

    @TempDir
    Path directory;

    private final Supervisor supervisor = new Supervisor(System::nanoTime, Sleeper.REAL, Duration.ofMillis(200));
    private final List<String> heard = new ArrayList<>();
    private final List<Path> left = new ArrayList<>();
    private List<String> leaves = List.of();
    private String path = System.getenv("PATH");
    private Path root;
    private Path tests;

    @BeforeEach
    void programInTheTemporaryDirectory() throws IOException {
        Files.setPosixFilePermissions(directory, PASSABLE);
        program(directory);
    }

    private void program(Path place) throws IOException {
        root = place;
        ScriptedTests.write(Files.createDirectories(root.resolve("tree")).resolve("unit-tests"));
        tests = Files.createDirectories(root.resolve("tree/unit-tests.d"));
        Files.writeString(tests.resolve("list"), "A.\n  One\n  Two\n");
    }

    private TestReport run(Optional<String> user) throws Exception {
        TestOptions options = new TestOptions(
                TestSelection.ALL, true, Duration.ofSeconds(30), 0, 0, false, user, root.resolve("reports"));
        TestRequest request = new TestRequest(
                "sample 1.0.0",
                root,
                root.resolve("tree"),
                List.of("unit-tests"),
                TestSurroundings.scratch(root),
                Map.of("PATH", path, "HOME", "/nowhere"),
                List.of(),
                List.of(),
                leaves,
                2,
                Duration.ofSeconds(60),
                root.resolve("scratch"),
                root.resolve("logs"),
                root.resolve("times.properties"),
                options);
        return new TestRunner(supervisor, System::nanoTime, () -> 0.1).run(request, new TestListener() {
            @Override
            public void testing(TestProgress progress) {
                // Another test's concern.
            }

            @Override
            public void confined(String name, boolean ownTmp) {
                heard.add(name + (ownTmp ? ", own /tmp" : ", shared /tmp"));
            }

            @Override
            public void left(List<Path> files) {
                left.addAll(files);
            }
        });
    }

    /** A.One passes if all of these conditions hold. */
    private void passesIf(String... conditions) throws IOException {
        StringBuilder script = new StringBuilder();
        for (String condition : conditions) {
            script.append(condition)
                    .append(" || { verdict='  FAILED  '; echo 'x.cc:1: Failure'; echo \"")
                    .append(condition.replace("\"", ""))
                    .append("\"; }\n");
        }
        Files.writeString(tests.resolve("A.One"), script);
    }

    private static void assertPassed(TestReport report) {
        assertThat(report.with(TestVerdict.FAILED))
                .extracting(failed -> failed.failures().get(0).message())
                .isEmpty();
        assertThat(report.count(TestVerdict.PASSED)).isEqualTo(2);
    }

    /** A PATH with only these programs. */
    private void only(String... programs) throws IOException {
        Path bin = Files.createDirectories(directory.resolve("bin"));
        for (String program : programs) {
            for (String entry : path.split(":")) {
                Path file = Path.of(entry, program);
                Path here = bin.resolve(program);
                if (Files.isExecutable(file) && !Files.exists(here)) {
                    Files.writeString(here, "#!/bin/sh\nexec " + file + " \"$@\"\n");
                    Files.setPosixFilePermissions(here, PASSABLE);
                }
            }
        }
        path = bin.toString();
    }

    /** The user's name, or the uid of a user without a name, as in a container. */
    private String self() throws IOException {
        String name = System.getProperty("user.name");
        return name.equals("?") ? Files.getAttribute(directory, "unix:uid").toString() : name;
    }

    private void requireOwnTmp() {
        assumeTrue(heard.equals(List.of("nobody, own /tmp")), "This system gives no mount namespace.");
    }

    @Test
    void eachProcessHasAWritableHomeTemporaryAndWorkingDirectory() throws Exception {
        passesIf(": >$HOME/a", ": >$TMPDIR/b", ": >c", "[ $HOME != /nowhere ]", "[ \"$(pwd -P)\" = \"$PWD\" ]");
        assertPassed(run(ScriptedTests.SELF));
        assertThat(directory.resolve("scratch/1")).doesNotExist();
    }

    @Test
    void testsOfRootRunAsNobodyWithTheirOwnTmp() throws Exception {
        assumeTrue(ROOT);
        String mine = directory.getFileName() + "-left";
        passesIf(
                "[ \"$(id -un) $USER\" = 'nobody nobody' ]",
                "[ ! -w $0 ]",
                "[ \"$(ls -A /tmp)\" = " + directory.getFileName() + " ]",
                ": >/tmp/" + mine);
        TestReport report = run(Optional.empty());
        requireOwnTmp();
        assertPassed(report);
        assertThat(TMP.resolve(mine)).doesNotExist();
        assertThat(directory.resolve("scratch/1")).doesNotExist();
        assertThat(left).isEmpty();
    }

    @Test
    void anInaccessibleParentIsHiddenAndTheBuildInItIsMounted() throws Exception {
        assumeTrue(ROOT);
        Path closed = Files.createTempDirectory(Path.of("/var/tmp"), "closed");
        try {
            program(Files.createDirectories(closed.resolve("home/work")));
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
            Files.writeString(closed.resolve("secret"), "");
            passesIf("[ \"$(ls -A " + closed + ")\" = home ]", ": >c", "[ \"$(pwd -P)\" = \"$PWD\" ]");
            TestReport report = run(Optional.empty());
            requireOwnTmp();
            assertPassed(report);
            assertThat(closed.resolve("secret")).exists();
        } finally {
            Trees.delete(closed);
        }
    }

    @Test
    void rootMayStayRoot() throws Exception {
        assumeTrue(ROOT);
        passesIf("[ $(id -u) = 0 ]");
        assertPassed(run(Optional.of("root")));
    }

    @Test
    void withoutANamespaceFilesLeftInTmpAreNamed() throws Exception {
        only("id", "cat", "tr", "setpriv");
        Path mine = TMP.resolve(directory.getFileName() + "-left");
        passesIf(": >" + mine, ": >$TMPDIR/b", "[ $TMPDIR != /tmp ]");
        try {
            assertPassed(run(Optional.empty()));
            assertThat(heard).containsExactly((ROOT ? "nobody" : self()) + ", shared /tmp");
            assertThat(left).contains(mine);
        } finally {
            Files.deleteIfExists(mine);
        }
    }

    @Test
    void filesOfANamedUserAreKeptIfTheirPatternIsVague() throws Exception {
        assumeTrue(ROOT);
        only("id", "cat", "tr", "setpriv");
        leaves = List.of("*-left");
        Path mine = TMP.resolve(directory.getFileName() + "-left");
        passesIf(": >" + mine);
        try {
            assertPassed(run(Optional.of("daemon")));
            assertThat(left).contains(mine);
            assertThat(mine).exists();
        } finally {
            Files.deleteIfExists(mine);
        }
    }

    @Test
    void aUserWithoutAccessToTheProgramsIsRefused() throws Exception {
        assumeTrue(ROOT);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        only("id", "cat", "tr", "setpriv");
        assertThatThrownBy(() -> run(Optional.empty()))
                .isInstanceOfSatisfying(
                        TestUserException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(TestUserException.Reason.OUT_OF_REACH))
                .hasMessage("Cannot run the tests as the user nobody: permission denied for "
                        + directory.resolve("tree/unit-tests") + ".");
    }

    @Test
    void aRootThatCannotChangeOwnersCanRunTheTestsItself() throws Exception {
        only("cat", "tr", "setpriv", "unshare", "mount");
        Path id = Files.writeString(directory.resolve("bin/id"), """
                #!/bin/sh
                case "$*" in -un | '-u nobody') echo a-name-without-an-owner;; *) echo 0;; esac
                """);
        Files.setPosixFilePermissions(id, PASSABLE);
        assertThatThrownBy(() -> run(Optional.empty()))
                .isInstanceOfSatisfying(
                        TestUserException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(TestUserException.Reason.OUT_OF_REACH));
        assertThat(tests.resolve("runs")).doesNotExist();
        assertPassed(run(Optional.of("root")));
    }

    @Test
    void withoutAProgramToChangeTheUserNothingRuns() throws Exception {
        assumeTrue(ROOT);
        only("id", "cat", "tr");
        assertThatThrownBy(() -> run(Optional.empty()))
                .isInstanceOf(TestUserException.class)
                .hasMessage("Cannot run the tests as the user nobody: setpriv, runuser and su are all missing.");
        assertThat(tests.resolve("runs")).doesNotExist();
    }

    @Test
    void anUnknownUserIsRefused() {
        assertThatThrownBy(() -> run(Optional.of("no-such-user")))
                .isInstanceOf(TestUserException.class)
                .hasMessage("Cannot run the tests as the user no-such-user: there is no such user.");
    }

    @Test
    void onlyRootCanBecomeAnotherUser() throws IOException {
        assumeFalse(ROOT);
        assertThatThrownBy(() -> run(Optional.of("root")))
                .isInstanceOf(TestUserException.class)
                .hasMessage("Cannot run the tests as the user root: only root can, and Maven runs as " + self() + ".");
    }

    @Test
    void onlyNewFilesOfTheUserWithAKnownNameAreRemoved() throws Exception {
        Path shared = Files.createDirectories(directory.resolve("shared"));
        String uid = Files.getAttribute(shared, "unix:uid").toString();
        Files.writeString(shared.resolve("mesos-before"), "");
        TestLeftovers leftovers = TestLeftovers.in(shared);
        Path after = Files.createDirectories(shared.resolve("mesos-after"));
        Files.writeString(after.resolve("file"), "");
        Path other = Files.writeString(shared.resolve("other"), "");
        List<String> known = List.of("mesos-*");
        assertThat(leftovers.remove(uid, true, known, false))
                .as("beside another run")
                .containsExactly(after, other);
        assertThat(leftovers.remove("4711", true, known, true)).isEmpty();
        assertThat(after).exists();
        assertThat(leftovers.remove(uid, false, List.of("*-after"), true))
                .as("of one's own")
                .containsExactly(after, other);
        assertThat(leftovers.remove(uid, false, known, true)).containsExactly(other);
        assertThat(after).doesNotExist();
        assertThat(shared.resolve("mesos-before")).exists();
    }
}
