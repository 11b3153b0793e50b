package io.github.mesosbuild.verify;

import io.github.mesosbuild.release.Fingerprint;
import io.github.mesosbuild.text.VisibleText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The OpenPGP keys that were given: by a recipe, by the project or by the user. No key server is ever asked.
 *
 * <p>A KEYS file as Apache projects keep it is read block by block, with the text between the blocks ignored; so is an
 * export in binary. A key that cannot be read is skipped and reported, and does not spoil the others. Copies of one key
 * are joined, so that a revocation in any of them counts.
 */
public final class KeyRing {
    /** Without a key. */
    public static final KeyRing EMPTY = new KeyRing(Map.of(), List.of());

    private static final long LARGEST = 64L << 20;

    private final Map<Fingerprint, Certificate> certificates;
    private final List<String> skipped;

    private KeyRing(Map<Fingerprint, Certificate> certificates, List<String> skipped) {
        this.certificates = certificates;
        this.skipped = List.copyOf(skipped);
    }

    /**
     * Reads keys from bytes, armored or binary. What cannot be read is in {@link #skipped}.
     *
     * @param origin the name of the bytes, for people
     */
    public static KeyRing parse(byte[] bytes, String origin) {
        Map<Fingerprint, Certificate> found = new LinkedHashMap<>();
        List<String> skipped = new ArrayList<>();
        List<Armor.Block> blocks = Armor.blocks(bytes);
        int number = 0;
        for (Armor.Block block : blocks) {
            String name = "block " + ++number + " of " + origin;
            if (!block.label().startsWith("PGP PUBLIC KEY BLOCK")) {
                skipped.add(name + " is no public key but a " + block.label());
            } else if (block.data().isEmpty()) {
                skipped.add(name + " " + block.problem());
            } else {
                readBinary(block.data().get(), name, found, skipped);
            }
        }
        if (blocks.isEmpty() && bytes.length > 0 && (bytes[0] & 0x80) != 0) {
            readBinary(bytes, origin, found, skipped);
        }
        return new KeyRing(found, skipped);
    }

    /**
     * Reads a file of keys, or every file of a directory (not of those below it) but the hidden ones.
     *
     * @throws KeysException if it is absent or unreadable, or holds no key at all
     */
    public static KeyRing read(Path path) throws KeysException {
        KeyRing ring = EMPTY;
        try {
            if (Files.isDirectory(path)) {
                try (Stream<Path> files = Files.list(path)) {
                    for (Path file : files.filter(Files::isRegularFile)
                            .filter(f -> !f.getFileName().toString().startsWith("."))
                            .sorted()
                            .toList()) {
                        ring = ring.plus(readFile(file));
                    }
                }
            } else {
                ring = readFile(path);
            }
        } catch (IOException e) {
            String problem = Files.exists(path) ? "cannot be read (" + e.getMessage() + ")" : "does not exist";
            throw new KeysException(path, "The OpenPGP keys " + path + " cannot be used: the file " + problem + ".", e);
        }
        if (ring.certificates.isEmpty()) {
            String why = ring.skipped.isEmpty() ? "" : "; " + String.join("; ", ring.skipped);
            throw new KeysException(path, "There is no OpenPGP public key in " + path + why + ".", null);
        }
        return ring;
    }

    private static KeyRing readFile(Path file) throws IOException {
        long size = Files.size(file);
        if (size > LARGEST) {
            throw new IOException(file + " has " + size + " bytes, more than " + LARGEST);
        }
        return parse(Files.readAllBytes(file), file.getFileName().toString());
    }

    private static void readBinary(
            byte[] data, String name, Map<Fingerprint, Certificate> found, List<String> skipped) {
        ByteArrayOutputStream current = new ByteArrayOutputStream();
        try {
            for (Packets.Packet packet : Packets.split(data)) {
                if (packet.tag() == Packets.PUBLIC_KEY) {
                    readOne(current.toByteArray(), name, found, skipped);
                    current.reset();
                }
                if (packet.tag() == Packets.SECRET_KEY) {
                    skipped.add(name + " holds a secret key");
                }
                if (packet.tag() == Packets.PUBLIC_KEY || current.size() > 0) {
                    current.writeBytes(packet.encoded());
                }
            }
            readOne(current.toByteArray(), name, found, skipped);
        } catch (IOException e) {
            skipped.add(name + " " + e.getMessage());
        }
    }

    private static void readOne(byte[] data, String name, Map<Fingerprint, Certificate> found, List<String> skipped) {
        if (data.length == 0) {
            return;
        }
        try {
            Certificate certificate = Certificate.parse(data);
            found.merge(certificate.fingerprint(), certificate, Certificate::join);
        } catch (IOException e) {
            skipped.add(name + " holds a key that cannot be read (" + VisibleText.of("" + e.getMessage()) + ")");
        }
    }

    /** These keys and others. */
    public KeyRing plus(KeyRing other) {
        Map<Fingerprint, Certificate> both = new LinkedHashMap<>(certificates);
        other.certificates.forEach(
                (fingerprint, certificate) -> both.merge(fingerprint, certificate, Certificate::join));
        List<String> all = new ArrayList<>(skipped);
        all.addAll(other.skipped);
        return new KeyRing(both, all);
    }

    /** The number of keys, subkeys not counted. */
    public int size() {
        return certificates.size();
    }

    /** The full fingerprints of the primary keys, in the order in which they were read. */
    public Set<Fingerprint> fingerprints() {
        return Collections.unmodifiableSet(certificates.keySet());
    }

    /** What could not be read: one phrase each, beginning with where it stood. */
    public List<String> skipped() {
        return skipped;
    }

    Collection<Certificate> certificates() {
        return certificates.values();
    }
}
