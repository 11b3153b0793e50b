package io.github.mesosbuild.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mesosbuild.files.FileObserver;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.host.SearchPath;
import io.github.mesosbuild.process.Supervisor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The user according to a scripted {@code id}: coreutils without an entry in passwd. */
class TestUserTest {
    @TempDir
    Path bin;

    private TestUser of(Optional<String> wanted) throws Exception {
        Path id = Files.writeString(bin.resolve("id"), """
                #!/bin/sh
                case "$*" in
                  -u) echo 1234;;
                  -g) echo 100;;
                  -un) echo 'id: cannot find name for user ID 1234' >&2; echo 1234; exit 1;;
                  '-u alice' | '-g alice') echo 1000;;
                  *) echo "id: '$2': no such user" >&2; exit 1;;
                esac
                """);
        Files.setPosixFilePermissions(id, PosixFilePermissions.fromString("rwxr-xr-x"));
        Map<String, String> environment = Map.of("PATH", bin.toString());
        return TestUser.of(
                wanted,
                new Supervisor(System::nanoTime, Sleeper.REAL, Duration.ofMillis(200)),
                environment,
                new SearchPath(environment, Path.of("/"), FileObserver.NONE));
    }

    @Test
    void aUserWithoutANameRunsTheTestsItself() throws Exception {
        assertThat(of(Optional.empty())).isEqualTo(new TestUser("1234", "1234", "100", false, List.of()));
    }

    @Test
    void onlyTheDefaultUserOfRootOnlyRunsTests() {
        List<String> become = List.of("setpriv");
        assertThat(new TestUser("nobody", "65534", "65534", true, become).onlyTests())
                .isTrue();
        assertThat(new TestUser("nobody", "65534", "65534", false, List.of()).onlyTests())
                .isFalse();
        assertThat(new TestUser("alice", "1000", "1000", true, become).onlyTests())
                .isFalse();
    }

    @Test
    void aUserWithoutANameCannotBecomeAnotherUser() {
        assertThatThrownBy(() -> of(Optional.of("alice")))
                .isInstanceOf(TestUserException.class)
                .hasMessage("Cannot run the tests as the user alice: only root can, and Maven runs as 1234.");
    }
}
