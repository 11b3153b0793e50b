package io.github.mesosbuild.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.process.CapturedOutput;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.verify.DetachedSigner;
import io.github.mesosbuild.verify.Evidence;
import io.github.mesosbuild.verify.KeyFileSigner;
import io.github.mesosbuild.verify.KeyRing;
import io.github.mesosbuild.verify.SigningException;
import io.github.mesosbuild.verify.SigningException.Kind;
import io.github.mesosbuild.verify.TrustPolicy;
import io.github.mesosbuild.verify.Verification;
import io.github.mesosbuild.verify.Verifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signs with the gpg of this machine, and lets it check what a key file signed. */
class GpgSignerTest {
    private static final String PASSPHRASE = "correct h\u00f6rse";
    private static final String PROTECTED = "protected@example.org";
    private static final String OPEN = "open@example.org";
    private static final String EXPIRED = "expired@example.org";

    @TempDir
    static Path home;

    @TempDir
    Path directory;

    private Path file;

    @BeforeAll
    static void makeKeys() throws Exception {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(entry -> Files.isExecutable(Path.of(entry, "gpg"))),
                "gpg is not installed");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        // The protected key comes first: %no-protection stays in force.
        Path parameters = Files.writeString(
                home.resolve("keys"),
                String.join(
                        "\n",
                        "%transient-key",
                        "Key-Type: RSA",
                        "Key-Length: 2048",
                        "Key-Usage: sign",
                        "Name-Email: " + PROTECTED,
                        "Passphrase: " + PASSPHRASE,
                        "%commit",
                        "%no-protection",
                        "Key-Type: EDDSA",
                        "Key-Curve: ed25519",
                        "Key-Usage: cert",
                        "Subkey-Type: EDDSA",
                        "Subkey-Curve: ed25519",
                        "Subkey-Usage: sign",
                        "Name-Email: " + OPEN,
                        "%commit",
                        ""));
        gpg("--pinentry-mode", "loopback", "--gen-key", parameters.toString());
        gpg(
                "--faked-system-time",
                "20200101T000000!",
                "--pinentry-mode",
                "loopback",
                "--passphrase",
                "",
                "--quick-gen-key",
                EXPIRED,
                "ed25519",
                "sign",
                "1d");
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("GPG_") || name.equals("DISPLAY"));
        environment.put("GNUPGHOME", home.toString());
        return environment;
    }

    private static Supervisor supervisor() {
        return new Supervisor(System::nanoTime, Sleeper.REAL, Duration.ofSeconds(5));
    }

    private static String gpg(String... arguments) throws Exception {
        List<String> argv = new ArrayList<>(List.of("gpg", "--batch", "--no-tty", "--yes"));
        argv.addAll(List.of(arguments));
        CapturedOutput captured = supervisor().capture(argv, home, environment(), Duration.ofSeconds(50));
        assertThat(captured.exitCode()).as(captured.output()).isZero();
        return captured.output();
    }

    @BeforeEach
    void makeFile() throws IOException {
        file = Files.write(directory.resolve("-bundle \u00fc.tar.gz"), new byte[200_000]);
    }

    private GpgSigner signer(String key, String passphrase) {
        return signer(new GpgSettings("gpg", Optional.ofNullable(key), false, Duration.ofSeconds(50)), passphrase);
    }

    private static GpgSigner signer(GpgSettings settings, String passphrase) {
        return new GpgSigner(
                supervisor(), settings, Optional.ofNullable(passphrase).map(String::toCharArray), environment());
    }

    private void assertRefused(DetachedSigner signer, Kind kind, String clause) {
        SigningException refusal = catchThrowableOfType(SigningException.class, () -> signer.sign(file));
        assertThat(refusal).hasMessage("Cannot sign " + file + ": " + clause + ".");
        assertThat(refusal.kind()).isEqualTo(kind);
    }

    /** Both our own verifier and gpg accept a signature. */
    private void assertAccepted(byte[] signature, String key) throws Exception {
        assertThat(new String(signature, StandardCharsets.US_ASCII)).startsWith("-----BEGIN PGP SIGNATURE-----\n\n");
        Path asc = Files.write(directory.resolve("bundle.asc"), signature);
        Path certificate = directory.resolve("certificate");
        gpg("--output", certificate.toString(), "--export", key);
        Verification verification = new Verifier(Clock.systemUTC())
                .verify(
                        new Evidence(file, "bundle", Files.size(file), Map.of(), Optional.of(asc), List.of()),
                        new TrustPolicy(List.of(), KeyRing.read(certificate), Set.of(), false));
        assertThat(verification.trusted()).as(verification.sentence()).isTrue();
        assertThat(verification.sentence()).contains("SHA-512");
        assertThat(gpg("--status-fd", "1", "--verify", asc.toString(), file.toString()))
                .contains("[GNUPG:] GOODSIG ", "[GNUPG:] VALIDSIG ");
    }

    @Test
    void signsWithAKeyWithoutPassphrase() throws Exception {
        assertAccepted(signer(OPEN, null).sign(file), OPEN);
    }

    @Test
    void signsWithAPassphraseAndLeavesNoFile() throws Exception {
        List<Path> before = temporaryFiles();
        GpgSigner signer = signer(PROTECTED, PASSPHRASE);
        assertAccepted(signer.sign(file), PROTECTED);
        assertThat(signer.sign(file)).isNotEmpty();
        assertThat(temporaryFiles()).isEqualTo(before);
        signer.close();
        assertThatThrownBy(() -> signer.sign(file)).isInstanceOf(IllegalStateException.class);
    }

    private static List<Path> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(Supervisor.temporaryDirectory())) {
            return files.filter(path -> path.getFileName().toString().startsWith("mesos-maven-plugin"))
                    .filter(path -> Files.exists(path.resolve("passphrase")))
                    .toList();
        }
    }

    @Test
    void refusesAWrongPassphrase() {
        for (String wrong : new String[] {"wrong", ""}) {
            assertRefused(
                    signer(PROTECTED, wrong),
                    Kind.GPG_WRONG_PASSPHRASE,
                    "the configured passphrase does not unlock the key '" + PROTECTED + "' of gpg");
        }
    }

    @Test
    void explainsThatTheAgentCannotAsk() {
        assertRefused(
                signer(PROTECTED, null),
                Kind.GPG_CANNOT_ASK,
                "gpg needs the key's passphrase, and its agent cannot ask for it (No pinentry)");
        assertRefused(
                signer(new GpgSettings("gpg", Optional.of(PROTECTED), true, Duration.ofSeconds(50)), null),
                Kind.GPG_CANNOT_ASK,
                "gpg needs the key's passphrase, and its agent cannot ask for it (Inappropriate ioctl for device)");
    }

    @Test
    void explainsThatAKeyIsMissingOrExpired() {
        assertRefused(
                signer("nobody@example.org", null),
                Kind.GPG_NO_SECRET_KEY,
                "gpg has no secret key 'nobody@example.org'");
        assertRefused(signer("--help", null), Kind.GPG_NO_SECRET_KEY, "gpg has no secret key '--help'");
        assertRefused(
                signer(EXPIRED, null),
                Kind.GPG_KEY_UNUSABLE,
                "gpg refuses the key '" + EXPIRED + "': it has expired, was revoked, or is not for signing");
    }

    @Test
    void explainsThatTheProgramIsMissing() {
        GpgSettings settings = new GpgSettings("no-such-gpg", Optional.empty(), false, Duration.ofSeconds(50));
        SigningException refusal = catchThrowableOfType(
                SigningException.class, () -> signer(settings, null).sign(file));
        assertThat(refusal)
                .hasMessage("Cannot start no-such-gpg: it is not on the PATH " + System.getenv("PATH") + ".");
        assertThat(refusal.kind()).isEqualTo(Kind.GPG_MISSING);
    }

    @Test
    void doesNotStartForAFileThatDoesNotExist() {
        assertThatThrownBy(() -> signer(OPEN, null).sign(directory.resolve("absent")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void stopsAGpgThatNeverEnds() throws Exception {
        Path slow = program("exec sleep 600");
        GpgSettings settings = new GpgSettings(slow.toString(), Optional.empty(), true, Duration.ofMillis(300));
        assertRefused(
                signer(settings, null), Kind.GPG_TIMED_OUT, slow + " did not finish within 0.3 s, and was stopped");
    }

    @Test
    void refusesAGpgThatWritesNothing() throws Exception {
        Path idle = program("exit 0");
        assertRefused(
                signer(new GpgSettings(idle.toString(), Optional.empty(), true, Duration.ofSeconds(50)), null),
                Kind.GPG_FAILED,
                idle + " failed (it exited with status 0 and wrote no signature)");
    }

    private Path program(String line) throws IOException {
        Path script = Files.writeString(directory.resolve("gpg"), "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script;
    }

    @Test
    void aKeyFileOfGpgSignsWhatGpgAccepts() throws Exception {
        Path exported = directory.resolve("secret.asc");
        gpg("--armor", "--output", exported.toString(), "--export-secret-keys", OPEN);
        assertAccepted(fileSigner(exported, null).sign(file), OPEN);
        gpg("--armor", "--output", exported.toString(), "--export-secret-subkeys", OPEN);
        assertAccepted(fileSigner(exported, null).sign(file), OPEN);
        Path passphrase = Files.writeString(directory.resolve("passphrase"), PASSPHRASE);
        gpg(
                "--pinentry-mode",
                "loopback",
                "--passphrase-file",
                passphrase.toString(),
                "--output",
                exported.toString(),
                "--export-secret-keys",
                PROTECTED);
        assertAccepted(fileSigner(exported, PASSPHRASE).sign(file), PROTECTED);
    }

    private static DetachedSigner fileSigner(Path exported, String passphrase) throws SigningException {
        return KeyFileSigner.open(
                exported,
                Optional.ofNullable(passphrase).map(String::toCharArray),
                Optional.empty(),
                Clock.systemUTC());
    }
}
