package io.github.mesosbuild.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.verify.EvidenceVerdict.Effect;
import io.github.mesosbuild.verify.EvidenceVerdict.Kind;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.bcpg.sig.RevocationReasonTags;
import org.bouncycastle.openpgp.PGPSignature;
import org.junit.jupiter.api.Test;

class SigningKeyTest extends SignatureFixture {
    @Test
    void refusesACompromisedKeyEvenIfItWasRevokedLater() throws Exception {
        named().revoke(RevocationReasonTags.KEY_COMPROMISED, "laptop stolen", LATER);
        assertVerdict(
                judge(signed(), ring(key), TrustRefusal.REVOKED_KEY),
                Kind.KEY_REVOKED,
                Effect.REFUSES,
                statement + ", but that key was revoked on 2018-05-05 05:05:05 UTC (compromised: laptop stolen).");
        assertThat(verify(signed(), pinned(ring(key))).refusal()).contains(TrustRefusal.REVOKED_KEY);
    }

    @Test
    void treatsARevocationWithoutReasonLikeACompromise() throws Exception {
        named().direct(PGPSignature.KEY_REVOCATION, key, LATER, packets -> {});
        assertVerdict(
                judge(signed(), ring(key), TrustRefusal.REVOKED_KEY),
                Kind.KEY_REVOKED,
                Effect.REFUSES,
                statement + ", but that key was revoked on 2018-05-05 05:05:05 UTC (no reason given).");
    }

    @Test
    void acceptsASignatureMadeBeforeTheKeyWasRetired() throws Exception {
        named().revoke(RevocationReasonTags.KEY_RETIRED, "", LATER);
        assertVerdict(
                judge(signed(), ring(key), null),
                Kind.KEY_RETIRED_SINCE,
                Effect.VOUCHES,
                good() + " The key was revoked later, on 2018-05-05 05:05:05 UTC (retired).");
    }

    @Test
    void refusesASignatureMadeAfterTheKeyWasSuperseded() throws Exception {
        named().revoke(RevocationReasonTags.KEY_SUPERSEDED, "", SIGNED.minusSeconds(1));
        assertVerdict(
                judge(signed(), ring(key), TrustRefusal.REVOKED_KEY),
                Kind.KEY_REVOKED,
                Effect.REFUSES_UNLESS_VOUCHED,
                statement + ", but that key was revoked on 2015-09-02 00:30:53 UTC (superseded by another key).");
        assertThat(verify(signed(), pinned(ring(key))).trusted()).isTrue();
    }

    @Test
    void ignoresARevocationByAnotherKey() throws Exception {
        named().direct(PGPSignature.KEY_REVOCATION, TestKey.ed25519(CREATED), LATER, packets -> {});
        assertThat(judge(signed(), ring(key), null).kind()).isEqualTo(Kind.SIGNATURE_GOOD);
    }

    @Test
    void honorsARevocationInAnotherCopyOfTheKey() throws Exception {
        byte[] fresh = named().certificate();
        byte[] revoked =
                key.revoke(RevocationReasonTags.KEY_COMPROMISED, "", LATER).certificate();
        for (List<byte[]> order : List.of(List.of(fresh, revoked), List.of(revoked, fresh))) {
            KeyRing keys = KeyRing.parse(order.get(0), "a").plus(KeyRing.parse(order.get(1), "b"));
            assertThat(judge(signed(), keys, TrustRefusal.REVOKED_KEY).kind()).isEqualTo(Kind.KEY_REVOKED);
        }
    }

    @Test
    void refusesAKeyThatHadAlreadyExpired() throws Exception {
        key.name(HOLDER, CREATED, packets -> packets.setKeyExpirationTime(3600));
        assertVerdict(
                judge(signed(), ring(key), TrustRefusal.INVALID_KEY),
                Kind.KEY_EXPIRED_BEFORE_SIGNING,
                Effect.REFUSES_UNLESS_VOUCHED,
                statement + ", but that key had already expired on 2013-01-14 08:13:24 UTC.");
    }

    @Test
    void acceptsAKeyThatExpiredLater() throws Exception {
        long years = SIGNED.getEpochSecond() - CREATED.getEpochSecond() + 1;
        key.name(HOLDER, CREATED, packets -> packets.setKeyExpirationTime(years));
        assertVerdict(
                judge(signed(), ring(key), null),
                Kind.KEY_EXPIRED_SINCE,
                Effect.VOUCHES,
                good() + " The key expired later, on 2015-09-02 00:30:55 UTC.");
    }

    @Test
    void takesTheExpiryFromTheNewestSelfSignature() throws Exception {
        key.name(HOLDER, CREATED, packets -> packets.setKeyExpirationTime(3600));
        key.name(HOLDER, CREATED.plusSeconds(1000), packets -> {});
        assertThat(judge(signed(), ring(key), null).kind()).isEqualTo(Kind.SIGNATURE_GOOD);
        key.direct(PGPSignature.DIRECT_KEY, key, LATER, packets -> packets.setKeyExpirationTime(7200));
        assertThat(judge(signed(), ring(key), TrustRefusal.INVALID_KEY).kind())
                .isEqualTo(Kind.KEY_EXPIRED_BEFORE_SIGNING);
    }

    @Test
    void ignoresAnExtendedExpiryByAnotherKey() throws Exception {
        key.name(HOLDER, CREATED, packets -> packets.setKeyExpirationTime(3600));
        key.direct(PGPSignature.DIRECT_KEY, TestKey.ed25519(CREATED), LATER, packets -> {
            packets.removePacketsOfType(16);
            packets.setIssuerKeyID(false, key.pair.getKeyID());
        });
        assertThat(judge(signed(), ring(key), TrustRefusal.INVALID_KEY).kind())
                .isEqualTo(Kind.KEY_EXPIRED_BEFORE_SIGNING);
    }

    @Test
    void ignoresARevokedUserId() throws Exception {
        key.name("Old <old@example.org>", CREATED.plusSeconds(9), packets -> packets.setPrimaryUserID(false, true));
        key.name(HOLDER, CREATED, packets -> {}).revokeName("Old <old@example.org>", LATER);
        assertThat(judge(signed(), ring(key), null).sentence()).isEqualTo(good());
    }

    @Test
    void refusesAKeyWithoutASelfSignature() throws Exception {
        assertVerdict(
                judge(signed(), ring(key), TrustRefusal.INVALID_KEY),
                Kind.KEY_INVALID,
                Effect.REFUSES_UNLESS_VOUCHED,
                statement.replace(HOLDER, "an unnamed signer")
                        + ", but that key is not a valid signing key: it has no valid self-signature.");
    }

    @Test
    void refusesAKeyWhoseOnlySelfSignatureIsOverMd5() throws Exception {
        TestKey old = TestKey.rsa(1024, CREATED).name(HOLDER, CREATED, HashAlgorithmTags.MD5, packets -> {});
        assertThat(judge(old.sign(CONTENT, SHA256, SIGNED), ring(old), TrustRefusal.INVALID_KEY)
                        .sentence())
                .endsWith("but that key is not a valid signing key: it has no valid self-signature.");
    }

    @Test
    void refusesAKeyThatIsNotForSigning() throws Exception {
        key.name(HOLDER, CREATED, packets -> packets.setKeyFlags(KeyFlags.CERTIFY_OTHER));
        assertVerdict(
                judge(signed(), ring(key), TrustRefusal.INVALID_KEY),
                Kind.KEY_INVALID,
                Effect.REFUSES_UNLESS_VOUCHED,
                statement + ", but that key is not a valid signing key: its key flags do not allow signing.");
    }

    @Test
    void refusesAKeyThatIsTooShort() throws Exception {
        TestKey shortKey = TestKey.rsa(768, CREATED).name(HOLDER, CREATED, packets -> {});
        assertThat(judge(shortKey.sign(CONTENT, SHA256, SIGNED), ring(shortKey), TrustRefusal.INVALID_KEY)
                        .sentence())
                .endsWith("but that key is not a valid signing key: it has only 768 bits.");
    }

    @Test
    void acceptsASubkeyThatBothKeysCertifyAndReportsItsPrimaryKey() throws Exception {
        TestKey subkey = TestKey.ed25519(CREATED);
        named().bind(subkey, subkey, CREATED, packets -> {});
        TrustPolicy policy = new TrustPolicy(List.of(), ring(key), Set.of(key.fingerprint()), false);
        Verification verification = verify(subkey.sign(CONTENT, SHA256, SIGNED), policy);
        assertThat(verification.trusted()).isTrue();
        assertVerdict(
                verification.verdicts().get(0),
                Kind.SIGNATURE_GOOD,
                Effect.VOUCHES,
                "Good signature: " + NAME + " was signed by " + HOLDER + " on 2015-09-02 00:30:54 UTC with subkey "
                        + subkey.fingerprint() + " of key " + key.fingerprint() + " (EdDSA, SHA-256).");
    }

    private String subkeyRefusal(TestKey subkey) throws Exception {
        EvidenceVerdict verdict = judge(subkey.sign(CONTENT, SHA256, SIGNED), ring(key), TrustRefusal.INVALID_KEY);
        return verdict.sentence().substring(verdict.sentence().indexOf("), but ") + 3);
    }

    @Test
    void refusesASubkeyThatThePrimaryKeyDoesNotCertify() throws Exception {
        TestKey subkey = TestKey.ed25519(CREATED);
        named().insert(subkey);
        assertThat(subkeyRefusal(subkey))
                .isEqualTo("but that key is not a valid signing key: its primary key does not certify it.");
    }

    @Test
    void refusesASubkeyThatDoesNotCertifyItsPrimaryKey() throws Exception {
        String expected =
                "but that key is not a valid signing key: it does not certify its primary key, as a signing subkey must.";
        TestKey subkey = TestKey.ed25519(CREATED);
        named().bind(subkey, null, CREATED, packets -> {});
        assertThat(subkeyRefusal(subkey)).isEqualTo(expected);
        makeKey();
        named().bind(subkey, key, CREATED, packets -> {});
        assertThat(subkeyRefusal(subkey)).isEqualTo(expected);
    }

    @Test
    void refusesASubkeyThatIsNewerThanItsSignature() throws Exception {
        TestKey subkey = TestKey.ed25519(LATER);
        named().bind(subkey, subkey, LATER, packets -> {});
        assertThat(subkeyRefusal(subkey)).isEqualTo("but that key was created later, on 2018-05-05 05:05:05 UTC.");
    }

    @Test
    void refusesASubkeyForEncryption() throws Exception {
        TestKey subkey = TestKey.ed25519(CREATED);
        named().bind(subkey, subkey, CREATED, packets -> {
            packets.removePacketsOfType(27);
            packets.setKeyFlags(KeyFlags.ENCRYPT_COMMS);
        });
        assertThat(subkeyRefusal(subkey))
                .isEqualTo("but that key is not a valid signing key: its key flags do not allow signing.");
    }

    @Test
    void refusesASubkeyThatHadExpiredOrWhosePrimaryKeyHadExpired() throws Exception {
        TestKey subkey = TestKey.ed25519(CREATED);
        named().bind(subkey, subkey, CREATED, packets -> packets.setKeyExpirationTime(60));
        assertThat(subkeyRefusal(subkey)).isEqualTo("but that key had already expired on 2013-01-14 07:14:24 UTC.");
        makeKey();
        key.name(HOLDER, CREATED, packets -> packets.setKeyExpirationTime(30)).bind(subkey, subkey, CREATED, p -> {});
        assertThat(subkeyRefusal(subkey)).isEqualTo("but that key had already expired on 2013-01-14 07:13:54 UTC.");
    }

    @Test
    void refusesASubkeyThatWasRevokedAloneOrWithItsPrimaryKey() throws Exception {
        TestKey subkey = TestKey.ed25519(CREATED);
        named().bind(subkey, subkey, CREATED, packets -> {})
                .revokeLastSubkey(RevocationReasonTags.KEY_COMPROMISED, LATER);
        byte[] signature = subkey.sign(CONTENT, SHA256, SIGNED);
        assertThat(judge(signature, ring(key), TrustRefusal.REVOKED_KEY).sentence())
                .endsWith(", but that key was revoked on 2018-05-05 05:05:05 UTC (compromised).");
        assertThat(judge(signed(), ring(key), null).kind()).isEqualTo(Kind.SIGNATURE_GOOD);
        makeKey();
        named().bind(subkey, subkey, CREATED, packets -> {}).revoke(RevocationReasonTags.NO_REASON, "", LATER);
        assertThat(judge(signature, ring(key), TrustRefusal.REVOKED_KEY).kind()).isEqualTo(Kind.KEY_REVOKED);
    }

    @Test
    void refusesOrSkipsDamagedKeysWithoutThrowing() throws Exception {
        TestKey subkey = TestKey.ed25519(CREATED);
        named().bind(subkey, subkey, CREATED, packets -> {}).revoke(RevocationReasonTags.KEY_RETIRED, "x", LATER);
        byte[] signature = subkey.sign(CONTENT, SHA256, SIGNED);
        byte[] intact = key.certificate();
        Random random = new Random(24);
        int refused = 0;
        for (int i = 0; i < 150; i++) {
            byte[] damaged = intact.clone();
            for (int change = 0; change < 4; change++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            refused += verify(signature, any(KeyRing.parse(damaged, "KEYS"))).trusted() ? 0 : 1;
        }
        assertThat(refused).isGreaterThan(75);
    }
}
