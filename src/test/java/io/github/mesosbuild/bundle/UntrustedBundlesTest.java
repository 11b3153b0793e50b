package io.github.mesosbuild.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mesosbuild.archive.ArchiveLimits;
import io.github.mesosbuild.host.CommandRunner;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.steps.SampleWorld;
import io.github.mesosbuild.verify.KeyRing;
import io.github.mesosbuild.verify.TestKey;
import io.github.mesosbuild.verify.Verifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Signatures that do not prove what they should, and files that change while they are checked. */
@Tag("long")
@Timeout(120)
class UntrustedBundlesTest {
    private static final Instant CREATED = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant SIGNED = Instant.parse("2024-02-01T00:00:00Z");

    @TempDir
    static Path shared;

    private static SharedSample sample;
    private static TestKey key;
    private static byte[] bytes;
    private static int machines;

    @BeforeAll
    static void build() throws Exception {
        sample = SharedSample.in(shared);
        key = key();
        bytes = Files.readAllBytes(sample.packed.file());
    }

    private static TestKey key() throws Exception {
        return TestKey.ed25519(CREATED).name("Team <team@example.org>", CREATED, packets -> {});
    }

    private static byte[] signature(TestKey by, byte[] content) throws Exception {
        return by.sign(content, HashAlgorithmTags.SHA256, SIGNED);
    }

    private static SharedSample.Machine machine(byte[] signature) throws Exception {
        SharedSample.Machine machine = sample.new Machine("trusting-" + machines++).with(sample.packed);
        machine.trustRepository = false;
        machine.keys = KeyRing.parse(key.certificate(), "KEYS");
        if (signature != null) {
            machine.repositories.files.put(
                    SharedSample.coordinates(sample.packed.description()).signature(),
                    Files.write(machine.home.resolve("bundle.asc"), signature));
        }
        return machine;
    }

    private static void refused(SharedSample.Machine machine, String... why) throws Exception {
        assertThat(machine.refusal())
                .startsWith("The bundle " + SharedSample.coordinates(sample.packed.description()) + " is not trusted: ")
                .contains(why)
                .hasSizeLessThan(2000);
        machine.trustRepository = true;
        assertThat(machine.refusal()).contains("is not trusted: ");
    }

    @Test
    void aGoodSignatureIsEnough() throws Exception {
        SharedSample.Machine machine = machine(signature(key, bytes));
        machine.signers = Set.of(key.fingerprint());
        assertThat(machine.take()).isPresent();
        assertThat(machine.told.get(1)).contains("Good signature");
    }

    @Test
    void signaturesThatProveNothing() throws Exception {
        refused(machine(null), "has no signature");
        refused(machine(signature(key, "another file".getBytes(StandardCharsets.UTF_8))), "Bad signature");
        refused(machine(signature(key(), bytes)), "with the unknown key");
        refused(machine("<html>404</html>".getBytes(StandardCharsets.UTF_8)), "expected a detached signature");
        refused(machine(new byte[0]), "expected a detached signature");
        refused(machine(new byte[40 << 20]), "expected a detached signature");
    }

    @Test
    void aKeyThatMayNotSign() throws Exception {
        SharedSample.Machine machine = machine(signature(key, bytes));
        machine.signers = Set.of(key().fingerprint());
        refused(machine, "is not allowed to sign");
    }

    @Test
    void aBadSignatureCountsEvenIfTheDigestIsPinned() throws Exception {
        SharedSample.Machine machine = machine(signature(key, "another file".getBytes(StandardCharsets.UTF_8)));
        machine.pins = List.of(new Digest(Digest.Algorithm.SHA256, SampleWorld.sha256(sample.packed.file())));
        refused(machine, "Bad signature");
    }

    @Test
    void aKeyThatExpiredBeforeItSigned() throws Exception {
        key = TestKey.ed25519(CREATED)
                .name("Team <team@example.org>", CREATED, packets -> packets.setKeyExpirationTime(false, 86_400));
        try {
            refused(machine(signature(key, bytes)), "had already expired");
        } finally {
            key = key();
        }
    }

    /** The verifier asks for the time after the bundle was digested. */
    private static Clock replacing(Path file, byte[] content) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                try {
                    replace(file, content);
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
                return InstantSource.system().instant();
            }
        };
    }

    @Test
    void whatIsUnpackedIsWhatWasVerified() throws Exception {
        SharedSample.Machine machine = sample.new Machine("replaced");
        Path file = Files.write(shared.resolve("replaced.tar.gz"), bytes);
        machine.with(sample.packed.description(), file);
        machine.trustRepository = false;
        machine.pins = List.of(new Digest(Digest.Algorithm.SHA256, SampleWorld.sha256(sample.packed.file())));
        byte[] hostile = HostileBundle.of(sample.packed)
                .with(HostileBundle.TOP + "bin/sample-cli", "#!/bin/sh\necho sample 1.0.0\n")
                .gzip();
        machine.clock = replacing(file, hostile);
        assertThat(machine.refusal())
                .contains("cannot be used: Cannot unpack " + file, "changed after it was verified: expected the");
    }

    @Test
    void theDescriptionThatCountsIsTheOneThatIsUnpacked() throws Exception {
        BundleFile read = BundleFile.read(sample.packed.file(), ArchiveLimits.DEFAULT);
        Path tree = Files.createDirectories(shared.resolve("unpacked"));
        Path file = Files.createDirectories(tree.resolve(BundleDescription.DIRECTORY))
                .resolve("bundle.json");
        Files.write(file, sample.packed.description().json());
        read.requireIn(tree);
        Files.write(file, HostileBundle.description(sample.packed.description(), json -> json.put("texts", List.of())));
        assertThatThrownBy(() -> read.requireIn(tree)).hasMessage("it changed after its description was read");
    }

    @Test
    void aSignatureOfOtherBytesThanThoseThatWereDigestedProvesNothing() throws Exception {
        byte[] hostile = HostileBundle.of(sample.packed)
                .with(HostileBundle.TOP + "bin/sample-cli", "#!/bin/sh\necho sample 1.0.0\n")
                .gzip();
        Path file = Files.write(shared.resolve("swapped.tar.gz"), hostile);
        SharedSample.Machine machine = machine(signature(key, bytes)).with(withoutLibraries(), file);
        machine.clock = replacing(file, bytes);
        machine.runner = replacingBeforeUnpacking(machine.runner, file, hostile);
        assertThat(machine.refusal()).contains("changed");
        // Here it is digested before, because a digest is pinned.
        Files.write(file, hostile);
        machine.pins = List.of(new Digest(Digest.Algorithm.SHA256, SampleWorld.sha256(file)));
        assertThat(machine.refusal())
                .isEqualTo("The bundle " + SharedSample.coordinates(sample.packed.description()) + " is not trusted: "
                        + file + " changed while it was verified.");
    }

    /** A signature is verified in the reading that digests the bundle, so that nobody can exchange it between the two. */
    @Test
    void aBundleIsReadOnceToVerifyIt() throws Exception {
        Path archive = Files.write(shared.resolve("once.tar.gz"), bytes);
        Path signature = Files.write(shared.resolve("once.tar.gz.asc"), signature(key, bytes));
        BundleRequest request = new BundleRequest(
                BundleCoordinates.GROUP,
                false,
                false,
                false,
                KeyRing.parse(key.certificate(), "KEYS"),
                Set.of(),
                List.of());
        byte[] hostile = HostileBundle.of(sample.packed)
                .with(HostileBundle.TOP + "bin/sample-cli", "#!/bin/sh\n")
                .gzip();
        // Until the verifier asks for the time, nothing has been read.
        Files.write(archive, hostile);
        BundleTrust.Verdict verdict = new BundleTrust(request, new Verifier(replacing(archive, bytes)))
                .judge(archive, Optional.of(signature));
        assertThat(verdict.trusted()).isTrue();
        assertThat(verdict.sha256().hex()).isEqualTo(SampleWorld.sha256(sample.packed.file()));
    }

    /** The description that is read is another one than that of the bundle that was verified and is unpacked. */
    @Test
    void theDescriptionThatIsReadIsTheOneThatIsUnpacked() throws Exception {
        byte[] hostile = HostileBundle.of(sample.packed)
                .texts(sample.packed.description())
                .gzip();
        SharedSample.Machine machine = sample.new Machine("another-description");
        Path file = Files.write(shared.resolve("another-description.tar.gz"), bytes);
        machine.with(withoutLibraries(), file);
        machine.trustRepository = false;
        machine.pins = List.of(new Digest(Digest.Algorithm.SHA256, SampleWorld.sha256(file)));
        machine.clock = replacing(file, hostile);
        machine.runner = replacingBeforeUnpacking(machine.runner, file, bytes);
        assertThat(machine.refusal())
                .endsWith(
                        "cannot be used: Cannot unpack " + file
                                + ": the archive could not be prepared for the build: it changed after its description was read.");
    }

    /** Libraries are looked for once, so that this is done for the description in the bundle. */
    private static BundleDescription withoutLibraries() {
        return DescriptionBuilder.changed(sample.packed.description(), bundle -> bundle.libraries = List.of());
    }

    private static CommandRunner replacingBeforeUnpacking(CommandRunner runner, Path file, byte[] content) {
        return (argv, directory, environment, limit) -> {
            replace(file, content);
            return runner.run(argv, directory, environment, limit);
        };
    }

    private static void replace(Path file, byte[] content) throws java.io.IOException {
        Path other = Files.write(file.resolveSibling("other"), content);
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
