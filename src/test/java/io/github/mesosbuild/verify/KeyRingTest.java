package io.github.mesosbuild.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mesosbuild.release.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.bouncycastle.openpgp.PGPException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRingTest {
    private static final Instant CREATED = Instant.parse("2013-01-14T07:13:24Z");

    @TempDir
    private Path directory;

    private TestKey one;
    private TestKey two;

    @BeforeEach
    void makeKeys() throws PGPException {
        one = key("One");
        two = key("Two");
    }

    private static TestKey key(String name) throws PGPException {
        return TestKey.ed25519(CREATED).name(name, CREATED, packets -> {});
    }

    private static byte[] armored(TestKey key) throws IOException {
        return TestKey.armored(key.certificate());
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void readsAnApacheKeysFileWithTextBetweenItsBlocks() throws IOException {
        byte[] keys = TestKey.join(
                text("This file contains the keys of developers.\n\n  pgp < KEYS\n\npub  1024D/564C17A3 J\u00fcrgen\n"),
                armored(one),
                text("\r\nType Bits/KeyID     Date       User ID\r\n"),
                armored(two),
                text("the end\n"));
        KeyRing ring = KeyRing.parse(keys, "KEYS");
        assertThat(ring.fingerprints()).containsExactly(one.fingerprint(), two.fingerprint());
        assertThat(ring.skipped()).isEmpty();
    }

    @Test
    void readsSeveralKeysOfOneBlockAndOfBinary() throws IOException {
        byte[] both = TestKey.join(one.certificate(), two.certificate());
        assertThat(KeyRing.parse(TestKey.armored(both), "KEYS").fingerprints())
                .containsExactly(one.fingerprint(), two.fingerprint());
        assertThat(KeyRing.parse(both, "KEYS").fingerprints()).containsExactly(one.fingerprint(), two.fingerprint());
    }

    @Test
    void skipsADamagedBlockAndReadsTheOthers() throws Exception {
        String block = new String(armored(key("Three")), StandardCharsets.US_ASCII);
        int middle = block.indexOf("\n\n") + 12;
        byte[] keys = TestKey.join(
                text(block.substring(0, middle) + "!!" + block.substring(middle)),
                armored(one),
                text(block.substring(0, block.indexOf("-----END"))),
                armored(two),
                text(block.substring(0, block.length() / 2)));
        KeyRing ring = KeyRing.parse(keys, "KEYS");
        assertThat(ring.fingerprints()).containsExactly(one.fingerprint(), two.fingerprint());
        assertThat(ring.skipped()).hasSize(3);
        assertThat(ring.skipped().get(0)).startsWith("block 1 of KEYS is damaged (");
        assertThat(ring.skipped().get(1)).isEqualTo("block 3 of KEYS has no end line");
        assertThat(ring.skipped().get(2)).isEqualTo("block 5 of KEYS has no end line");
    }

    @Test
    void skipsAnUnreadableKeyAndReadsTheOthersOfItsBlock() throws IOException {
        byte[] unknownVersion = one.certificate();
        unknownVersion[2] = 99;
        KeyRing ring = KeyRing.parse(TestKey.armored(unknownVersion, two.certificate()), "KEYS");
        assertThat(ring.fingerprints()).containsExactly(two.fingerprint());
        assertThat(ring.skipped()).hasSize(1);
        assertThat(ring.skipped().get(0)).startsWith("block 1 of KEYS contains a key that cannot be read (");
    }

    @Test
    void reportsATruncatedKey() throws IOException {
        byte[] both = TestKey.join(one.certificate(), two.certificate());
        KeyRing ring = KeyRing.parse(java.util.Arrays.copyOf(both, both.length - 9), "keys.gpg");
        assertThat(ring.fingerprints()).doesNotContain(two.fingerprint());
        assertThat(ring.skipped()).hasSize(1);
        assertThat(ring.skipped().get(0)).startsWith("keys.gpg is truncated: an OpenPGP packet has ");
    }

    @Test
    void skipsSecretKeys() throws IOException {
        KeyRing ring = KeyRing.parse(
                TestKey.join(
                        text("-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nxx\n-----END PGP PRIVATE KEY BLOCK-----\n"),
                        armored(one)),
                "KEYS");
        assertThat(ring.fingerprints()).containsExactly(one.fingerprint());
        assertThat(ring.skipped()).containsExactly("block 1 of KEYS is not a public key but a PGP PRIVATE KEY BLOCK");
    }

    @Test
    void readsAFileOrADirectory() throws Exception {
        Path file = Files.write(directory.resolve("b.asc"), armored(one));
        Files.write(directory.resolve("a.gpg"), two.certificate());
        Files.write(directory.resolve(".hidden"), armored(key("Three")));
        Files.writeString(directory.resolve("README"), "no key");
        Files.createDirectory(directory.resolve("sub"));
        assertThat(KeyRing.read(file).fingerprints()).containsExactly(one.fingerprint());
        assertThat(KeyRing.read(directory).fingerprints()).containsExactly(two.fingerprint(), one.fingerprint());
    }

    @Test
    void failsIfThereAreNoKeys() throws IOException {
        Path absent = directory.resolve("absent");
        assertThatThrownBy(() -> KeyRing.read(absent))
                .isInstanceOf(KeysException.class)
                .hasMessage("Cannot read the OpenPGP keys in " + absent + ": no such file or directory.")
                .extracting(e -> ((KeysException) e).path())
                .isEqualTo(absent);
        assertThatThrownBy(() -> KeyRing.read(directory))
                .isInstanceOf(KeysException.class)
                .hasMessage("No usable OpenPGP public key in " + directory + ".");
        Path broken = Files.writeString(directory.resolve("KEYS"), "-----BEGIN PGP PUBLIC KEY BLOCK-----\n");
        assertThatThrownBy(() -> KeyRing.read(broken))
                .isInstanceOf(KeysException.class)
                .hasMessage("No usable OpenPGP public key in " + broken + ": block 1 of KEYS has no end line.");
    }

    @Test
    void readsTheBundledKeyOfCommonsDaemon() throws IOException {
        try (InputStream in =
                KeyRing.class.getResourceAsStream("/io/github/mesosbuild/release/keys/commons-daemon.asc")) {
            KeyRing ring = KeyRing.parse(in.readAllBytes(), "commons-daemon.asc");
            assertThat(ring.skipped()).isEmpty();
            assertThat(ring.fingerprints())
                    .isEqualTo(Set.of(new Fingerprint("F7DA48BB64BCB84ECBA7EE6935CD23C10D498E23")));
            assertThat(ring.certificates().iterator().next().userId())
                    .isEqualTo("Mladen Turk (Default signing key) <mturk@apache.org>");
        }
    }
}
