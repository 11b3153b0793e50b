package io.github.mesosbuild.verify;

import io.github.mesosbuild.files.FileErrors;
import io.github.mesosbuild.text.VisibleText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;

/**
 * Reads the transferable secret keys of a file (RFC 9580, 10.2), which is armored or binary. Compressed or encrypted data is never
 * opened.
 */
final class SecretKeyFile {
    /** A key with thousands of certifications is smaller. */
    static final int LARGEST = 4 << 20;

    /** Each key costs some checks of signatures. */
    static final int MOST_KEYS = 100;

    private static final Set<String> SECRET_LABELS = Set.of("PGP PRIVATE KEY BLOCK", "PGP SECRET KEY BLOCK");

    private final Path file;
    private final List<PGPSecretKeyRing> keys = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private boolean publicKey;
    private int count;

    private SecretKeyFile(Path file) {
        this.file = file;
    }

    /**
     * Reads all keys. A damaged key is ignored if there is another one.
     *
     * @return at least one key
     * @throws SigningException if there is no usable key
     */
    static List<PGPSecretKeyRing> read(Path file) throws SigningException {
        SecretKeyFile reading = new SecretKeyFile(file);
        reading.parse(content(file));
        return reading.result();
    }

    private static byte[] content(Path file) throws SigningException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw SigningException.unreadable(file, "it is not a regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw SigningException.tooLarge(file, LARGEST);
            }
            return content;
        } catch (IOException e) {
            throw SigningException.unreadable(file, FileErrors.reason(e));
        }
    }

    private void parse(byte[] bytes) throws SigningException {
        if (bytes.length == 0) {
            throw SigningException.noSecretKey(file, "it is empty");
        }
        List<Armor.Block> blocks = Armor.blocks(bytes);
        if (blocks.isEmpty() && (bytes[0] & 0x80) == 0) {
            throw SigningException.noSecretKey(file, "it is neither armored nor binary OpenPGP data");
        }
        if (blocks.isEmpty()) {
            readPackets(bytes, "it");
        }
        int number = 0;
        for (Armor.Block block : blocks) {
            String name = "block " + ++number;
            if (block.label().startsWith("PGP PUBLIC KEY BLOCK")) {
                publicKey = true;
            } else if (!SECRET_LABELS.contains(block.label())) {
                problems.add(name + " is a " + block.label());
            } else if (block.data().isEmpty()) {
                throw SigningException.damaged(file, name + " " + VisibleText.of(block.problem()), null);
            } else {
                readPackets(block.data().get(), name);
            }
        }
    }

    private List<PGPSecretKeyRing> result() throws SigningException {
        if (!keys.isEmpty()) {
            return keys;
        }
        if (count > 0) {
            throw SigningException.damaged(file, String.join("; ", problems), null);
        }
        if (publicKey) {
            throw SigningException.onlyPublicKey(file);
        }
        throw SigningException.noSecretKey(
                file, problems.isEmpty() ? "no packet is a key" : String.join("; ", problems));
    }

    private void readPackets(byte[] data, String name) throws SigningException {
        List<Packets.Packet> packets;
        try {
            packets = Packets.split(data);
        } catch (IOException e) {
            throw SigningException.damaged(file, name + " " + e.getMessage(), e);
        }
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        for (Packets.Packet packet : packets) {
            switch (packet.tag()) {
                case Packets.SECRET_KEY, Packets.PUBLIC_KEY -> {
                    readKey(key.toByteArray(), name);
                    key.reset();
                    if (packet.tag() == Packets.SECRET_KEY) {
                        count();
                        key.writeBytes(packet.encoded());
                    } else {
                        publicKey = true;
                    }
                }
                case Packets.SECRET_SUBKEY,
                        Packets.PUBLIC_SUBKEY,
                        Packets.SIGNATURE,
                        Packets.USER_ID,
                        Packets.USER_ATTRIBUTE -> {
                    if (packet.tag() == Packets.SECRET_SUBKEY || packet.tag() == Packets.PUBLIC_SUBKEY) {
                        count();
                    }
                    if (key.size() > 0) {
                        key.writeBytes(packet.encoded());
                    }
                }
                case Packets.TRUST, Packets.MARKER, Packets.PADDING -> {}
                default ->
                    throw SigningException.noSecretKey(
                            file, name + " contains an OpenPGP packet of type " + packet.tag() + ", which no key has");
            }
        }
        readKey(key.toByteArray(), name);
    }

    private void count() throws SigningException {
        if (++count > MOST_KEYS) {
            throw SigningException.damaged(file, "it has more than " + MOST_KEYS + " keys and subkeys", null);
        }
    }

    private void readKey(byte[] data, String name) {
        if (data.length == 0) {
            return;
        }
        try {
            keys.add(new PGPSecretKeyRing(data, new BcKeyFingerprintCalculator()));
        } catch (IOException | PGPException | RuntimeException e) {
            problems.add(name + " contains a key that cannot be read (" + VisibleText.of("" + e.getMessage()) + ")");
        }
    }
}
