package io.github.mesosbuild.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.bcpg.BCPGOutputStream;
import org.bouncycastle.bcpg.PacketFormat;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.S2K;
import org.bouncycastle.bcpg.SecretKeyPacket;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;

/** Makes unusual files of secret keys. */
final class SecretKeys {
    private SecretKeys() {}

    /** Replaces the first key by a stub of GnuPG. */
    static byte[] withoutPrimary(byte[] secretKeys, boolean onCard) throws IOException, PGPException {
        PublicKeyPacket primary = new PGPSecretKeyRing(secretKeys, new BcKeyFingerprintCalculator())
                .getPublicKey()
                .getPublicKeyPacket();
        S2K stub = S2K.gnuDummyS2K(onCard ? S2K.GNUDummyParams.divertToCard() : S2K.GNUDummyParams.noPrivateKey());
        return replaceFirst(
                secretKeys, new SecretKeyPacket(primary, 0, SecretKeyPacket.USAGE_SHA1, stub, null, serial(onCard)));
    }

    private static byte[] serial(boolean onCard) {
        byte[] serial = new byte[onCard ? 17 : 0];
        Arrays.fill(serial, (byte) 16);
        return serial;
    }

    /** Replaces the first key, whose other packets stay. */
    static byte[] replaceFirst(byte[] secretKeys, SecretKeyPacket packet) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        packet.encode(new BCPGOutputStream(out, PacketFormat.CURRENT));
        List<Packets.Packet> packets = Packets.split(secretKeys);
        for (Packets.Packet other : packets.subList(1, packets.size())) {
            out.writeBytes(other.encoded());
        }
        return out.toByteArray();
    }

    /** Returns an unprotected key with the secret part of another one. */
    static byte[] withSecretOf(TestKey key, TestKey other) throws IOException, PGPException {
        PGPSecretKey secret = new PGPSecretKey(other.pair.getPrivateKey(), other.pair.getPublicKey(), null, true, null);
        byte[] encoded = secret.getEncoded();
        PublicKeyPacket of = other.pair.getPublicKey().getPublicKeyPacket();
        int publicPart = of.getEncodedContents().length;
        Packets.Packet packet = Packets.split(encoded).get(0);
        int header = packet.encoded().length - contents(packet).length;
        byte[] secretPart = Arrays.copyOfRange(packet.encoded(), header + publicPart + 1, packet.encoded().length);
        return replaceFirst(
                key.secretKeys(null, null),
                new SecretKeyPacket(
                        key.pair.getPublicKey().getPublicKeyPacket(),
                        0,
                        SecretKeyPacket.USAGE_NONE,
                        null,
                        null,
                        secretPart));
    }

    private static byte[] contents(Packets.Packet packet) {
        return Arrays.copyOfRange(packet.encoded(), packet.encoded()[1] < 0 ? 3 : 2, packet.encoded().length);
    }
}
