package io.github.mesosbuild.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class DigestTest {
    private static final String MD5 = "D41D8CD98F00B204E9800998ECF8427E";

    @Test
    void upperCaseAndSurroundingSpaceDoNotMatter() {
        assertThat(new Digest(Digest.Algorithm.MD5, " " + MD5 + "\n"))
                .isEqualTo(new Digest(Digest.Algorithm.MD5, MD5.toLowerCase()));
    }

    @Test
    void theLengthMustMatchTheAlgorithm() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Digest(Digest.Algorithm.SHA256, MD5))
                .withMessage("'" + MD5.toLowerCase()
                        + "' is not a SHA-256 digest: expected 64 hexadecimal digits, got 32 characters");
    }

    @Test
    void onlyLongDigestsAreStrong() {
        assertThat(Digest.Algorithm.values())
                .filteredOn(Digest.Algorithm::strong)
                .containsExactly(Digest.Algorithm.SHA256, Digest.Algorithm.SHA512);
    }

    @Test
    void onlyFullFingerprintsAreAccepted() {
        assertThat(new Fingerprint("f7da 48bb 64bc b84e cba7  ee69 35cd 23c1 0d49 8e23"))
                .hasToString("F7DA48BB64BCB84ECBA7EE6935CD23C10D498E23");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fingerprint("35CD23C10D498E23"))
                .withMessage(
                        "'35CD23C10D498E23' is not a full OpenPGP fingerprint: expected 40 or 64 hexadecimal digits, got"
                                + " 16 characters");
    }
}
