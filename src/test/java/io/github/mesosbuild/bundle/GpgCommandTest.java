package io.github.mesosbuild.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mesosbuild.host.CommandRunner;
import io.github.mesosbuild.verify.SigningException;
import io.github.mesosbuild.verify.SigningException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What gpg is given, what stays on disk, and how its answers are read. The program itself is not run. */
class GpgCommandTest {
    private static final String PASSPHRASE = "sw\u00f6rdfish";
    private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----\n\nxx\n-----END PGP SIGNATURE-----\n";
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "PATH", "/usr/bin",
            "HOME", "/home/me",
            "GNUPGHOME", "/home/me/keys",
            "GPG_TTY", "/dev/pts/3",
            "LC_ALL", "de_DE.UTF-8",
            "MAVEN_GPG_PASSPHRASE", PASSPHRASE,
            "LD_PRELOAD", "/tmp/x.so");

    @TempDir
    Path directory;

    private Path temporary;
    private Path file;
    private List<String> argv;
    private Map<String, String> passed;

    @BeforeEach
    void makeFile() throws IOException {
        temporary = Files.createDirectory(directory.resolve("tmp"));
        file = Files.writeString(directory.resolve("bundle.tar.gz"), "x");
    }

    private GpgSigner signer(CommandRunner runner, String key, boolean mayAsk, String passphrase) {
        CommandRunner remembering = (words, place, environment, limit) -> {
            argv = words;
            passed = environment;
            return runner.run(words, place, environment, limit);
        };
        return new GpgSigner(
                remembering,
                new GpgSettings("gpg", Optional.ofNullable(key), mayAsk, Duration.ofSeconds(60)),
                Optional.ofNullable(passphrase).map(String::toCharArray),
                ENVIRONMENT,
                temporary);
    }

    private static String after(String option, List<String> words) {
        return words.get(words.indexOf(option) + 1);
    }

    private static CommandRunner.Result signs(
            List<String> words, Path place, Map<String, String> environment, Duration limit) throws IOException {
        Files.writeString(Path.of(after("--output", words)), SIGNATURE);
        return new CommandRunner.Result(0, "[GNUPG:] SIG_CREATED D 1 10 00 1 A", false);
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.walk(temporary)) {
            return files.filter(path -> !path.equals(temporary)).toList();
        }
    }

    @Test
    void asksForABinaryDetachedSignatureOverSha512() throws Exception {
        assertThat(signer(GpgCommandTest::signs, null, true, null).sign(file))
                .asString()
                .isEqualTo(SIGNATURE);
        assertThat(String.join(" ", argv))
                .matches(
                        "gpg --batch --no-tty --yes --status-fd 1 --no-textmode --no-emit-version --no-comments --armor"
                                + " --detach-sign --digest-algo SHA512 --output \\S+/signature\\.asc -- " + file);
        signer(GpgCommandTest::signs, "me@example.org", false, null).sign(file);
        assertThat(String.join(" ", argv)).contains(" --pinentry-mode error --local-user me@example.org --armor ");
        assertThat(left()).isEmpty();
    }

    @Test
    void passesOnlyWhatGpgNeedsOfTheEnvironment() throws Exception {
        signer(GpgCommandTest::signs, null, true, PASSPHRASE).sign(file);
        assertThat(passed)
                .isEqualTo(Map.of(
                        "PATH", "/usr/bin",
                        "HOME", "/home/me",
                        "GNUPGHOME", "/home/me/keys",
                        "GPG_TTY", "/dev/pts/3",
                        "LC_CTYPE", "de_DE.UTF-8"));
    }

    @Test
    void thePassphraseIsOnlyInAFileOfTheUserWhileGpgRuns() throws Exception {
        List<Path> seen = new ArrayList<>();
        CommandRunner runner = (words, place, environment, limit) -> {
            Path secret = Path.of(after("--passphrase-file", words));
            assertThat(secret).hasContent(PASSPHRASE);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret.getParent())))
                    .isEqualTo("rwx------");
            seen.add(secret);
            return signs(words, place, environment, limit);
        };
        signer(runner, null, true, PASSPHRASE).sign(file);
        assertThat(seen).hasSize(1);
        assertThat(String.join(" ", argv))
                .contains(" --pinentry-mode loopback --passphrase-file ")
                .doesNotContain(PASSPHRASE);
        assertThat(passed.values()).doesNotContain(PASSPHRASE);
        assertThat(left()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"interrupted", "not started", "failed", "timed out"})
    void thePassphraseIsRemovedHoweverGpgEnds(String how) throws Exception {
        CommandRunner runner = (words, place, environment, limit) -> {
            assertThat(Path.of(after("--passphrase-file", words))).exists();
            switch (how) {
                case "interrupted" -> throw new InterruptedException();
                case "not started" -> throw new IOException("no more processes");
                default -> {
                    return new CommandRunner.Result(2, "", how.equals("timed out"));
                }
            }
        };
        GpgSigner signer = signer(runner, null, true, PASSPHRASE);
        assertThatThrownBy(() -> signer.sign(file)).isNotNull();
        assertThat(left()).isEmpty();
    }

    /** Its arguments are a file and a temporary directory. */
    static final class EndingJvm {
        public static void main(String[] arguments) throws Exception {
            CommandRunner runner = (words, place, environment, limit) -> {
                System.exit(Files.exists(Path.of(after("--passphrase-file", words))) ? 42 : 1);
                return null;
            };
            new GpgSigner(
                            runner,
                            new GpgSettings("gpg", Optional.empty(), true, Duration.ZERO),
                            Optional.of(PASSPHRASE.toCharArray()),
                            ENVIRONMENT,
                            Path.of(arguments[1]))
                    .sign(Path.of(arguments[0]));
        }
    }

    @Test
    void thePassphraseIsRemovedIfMavenEndsMeanwhile() throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndingJvm.class.getName(),
                        file.toString(),
                        temporary.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(jvm.exitValue())
                .as(Files.readString(directory.resolve("output")))
                .isEqualTo(42);
        assertThat(left()).isEmpty();
    }

    @Test
    void closingOverwritesThePassphrase() {
        char[] secret = PASSPHRASE.toCharArray();
        new GpgSigner(
                        GpgCommandTest::signs,
                        new GpgSettings("gpg", Optional.empty(), true, Duration.ZERO),
                        Optional.of(secret),
                        ENVIRONMENT,
                        temporary)
                .close();
        assertThat(secret).containsOnly('\0');
    }

    @ParameterizedTest
    @ValueSource(strings = {"\nswordfish\n", "sword\rfish", "sword\0fish"})
    void refusesAPassphraseOfSeveralLines(String passphrase) throws Exception {
        GpgSigner signer = signer(GpgCommandTest::signs, null, true, passphrase);
        assertThatThrownBy(() -> signer.sign(file))
                .isInstanceOf(SigningException.class)
                .hasMessage(
                        "Cannot sign " + file + ": the configured passphrase contains a line break or a NUL, and gpg"
                                + " reads only one line.");
        assertThat(left()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no signature", "-----BEGIN PGP MESSAGE-----\n"})
    void refusesWhatIsNoSignature(String written) throws Exception {
        CommandRunner runner = (words, place, environment, limit) -> {
            Files.writeString(Path.of(after("--output", words)), written);
            return new CommandRunner.Result(0, "", false);
        };
        assertThatThrownBy(() -> signer(runner, null, true, null).sign(file))
                .hasMessage("Cannot sign " + file + ": gpg failed (it exited with status 0 and wrote no signature).");
    }

    @Test
    void readsABoundedSignature() {
        CommandRunner runner = (words, place, environment, limit) -> {
            Files.writeString(Path.of(after("--output", words)), SIGNATURE + "x".repeat(1 << 20));
            return new CommandRunner.Result(0, "", false);
        };
        assertThatThrownBy(() -> signer(runner, null, true, null).sign(file)).isInstanceOf(SigningException.class);
    }

    /**
     * Most outputs are those of GnuPG 2.2.40. Those of a question that was closed or answered wrongly, of a refusal with its reason and
     * of an older GnuPG follow its DETAILS and err-codes.h.in.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    GPG_CANNOT_ASK | FAILURE sign 67108949 | gpg: signing failed: No pinentry | gpg needs the key's passphrase, and its agent cannot ask for it (No pinentry)
                    GPG_CANNOT_ASK | PINENTRY_LAUNCHED 9 curses 1.2.1 - xterm - - 0/0 -;FAILURE sign 83918950 | gpg: signing failed: Inappropriate ioctl for device | gpg needs the key's passphrase, and its agent cannot ask for it (Inappropriate ioctl for device)
                    GPG_NOT_ANSWERED | PINENTRY_LAUNCHED 9 gtk2 1.2.1 - - - -;FAILURE sign 83886179 | gpg: signing failed: Operation cancelled | gpg asked for the key's passphrase and did not get it (Operation cancelled)
                    GPG_NOT_ANSWERED | PINENTRY_LAUNCHED 9 gtk2 1.2.1 - - - -;FAILURE sign 67108875 | gpg: signing failed: Bad passphrase | gpg asked for the key's passphrase and did not get it (Bad passphrase)
                    GPG_NO_SECRET_KEY | INV_SGNR 9 me;FAILURE sign 17 | gpg: signing failed: No secret key | gpg has no secret key 'me'
                    GPG_KEY_UNUSABLE | INV_SGNR 9 me;FAILURE sign 54 | gpg: signing failed: Unusable secret key | gpg refuses the key 'me': it has expired, was revoked, or is not for signing
                    GPG_KEY_UNUSABLE | INV_SGNR 5 me;FAILURE sign 53 | gpg: signing failed: Unusable public key | gpg refuses the key 'me': it has expired
                    GPG_NO_AGENT | INV_SGNR 0 me;FAILURE sign 33554509 | gpg: signing failed: No agent running | gpg cannot use its agent (No agent running)
                    GPG_FAILED | FAILURE sign 33587281 | gpg: signing failed: No such file or directory | gpg failed (No such file or directory)
                    GPG_FAILED | BEGIN_SIGNING H10 | gpg: fatal: \u001b[2Jbad. | gpg failed (fatal: \\u{1b}[2Jbad)
                    GPG_FAILED | BEGIN_SIGNING H10 | anything | gpg failed (exit status 2)
                    GPG_FAILED | FAILURE sign 99999999999999999999 | anything | gpg failed (exit status 2)
                    GPG_TOO_OLD | BEGIN_SIGNING H10 | gpg: invalid option "--pinentry-mode" | gpg does not support --pinentry-mode, which GnuPG 2.1 introduced
                    """)
    void explainsWhatGpgAnswers(Kind kind, String status, String message, String clause) {
        String output = "[GNUPG:] " + status.replace(";", "\n[GNUPG:] ") + "\n" + message + "\n";
        CommandRunner runner = (words, place, environment, limit) -> new CommandRunner.Result(2, output, false);
        SigningException refusal = catchThrowableOfType(
                SigningException.class, () -> signer(runner, "me", true, null).sign(file));
        assertThat(refusal).hasMessage("Cannot sign " + file + ": " + clause + ".");
        assertThat(refusal.kind()).isEqualTo(kind);
    }

    @Test
    void aBadConfiguredPassphraseIsNotAnAnswer() {
        CommandRunner runner = (words, place, environment, limit) -> new CommandRunner.Result(
                2, "[GNUPG:] FAILURE sign 67108875\ngpg: signing failed: Bad passphrase\n", false);
        assertThatThrownBy(() -> signer(runner, null, true, PASSPHRASE).sign(file))
                .hasMessage(
                        "Cannot sign " + file + ": the configured passphrase does not unlock the default key of gpg.");
    }
}
