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
 * The OpenPGP keys configured by a recipe, the project or the user. No key server is ever contacted.
 *
 * <p>The KEYS file of an Apache project is read block by block, and the text between the blocks is ignored. Binary exports are
 * read too. A key that cannot be read is skipped and reported; the others are used. Copies of one key are joined, so a
 * revocation in any copy counts.
 */
public final class KeyRing {
    /** The key ring without keys. */
    public static final KeyRing EMPTY = new KeyRing(Map.of(), List.of());

    private static final long LARGEST = 64L << 20;

    private final Map<Fingerprint, Certificate> certificates;
    private final List<String> skipped;

    private KeyRing(Map<Fingerprint, Certificate> certificates, List<String> skipped) {
        this.certificates = certificates;
        this.skipped = List.copyOf(skipped);
    }

    /**
     * Reads keys from armored or binary bytes. {@link #skipped} reports what could not be read.
     *
     * @param origin where the bytes are from, for messages
     */
    public static KeyRing parse(byte[] bytes, String origin) {
        Map<Fingerprint, Certificate> found = new LinkedHashMap<>();
        List<String> skipped = new ArrayList<>();
        List<Armor.Block> blocks = Armor.blocks(bytes);
        int number = 0;
        for (Armor.Block block : blocks) {
            String name = "block " + ++number + " of " + origin;
            if (!block.label().startsWith("PGP PUBLIC KEY BLOCK")) {
                skipped.add(name + " is not a public key but a " + block.label());
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
     * Reads a file of keys, or all files of a directory except hidden files and subdirectories.
     *
     * @throws KeysException if the file or directory is missing, unreadable, or contains no key
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
            String problem = Files.exists(path) ? e.getMessage() : "no such file or directory";
            throw new KeysException(path, "Cannot read the OpenPGP keys in " + path + ": " + problem + ".", e);
        }
        if (ring.certificates.isEmpty()) {
            String problems = ring.skipped.isEmpty() ? "" : ": " + String.join("; ", ring.skipped);
            throw new KeysException(path, "No usable OpenPGP public key in " + path + problems + ".", null);
        }
        return ring;
    }

    private static KeyRing readFile(Path file) throws IOException {
        long size = Files.size(file);
        if (size > LARGEST) {
            throw new IOException(file + " has " + size + " bytes; the limit is " + LARGEST);
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
                    skipped.add(name + " contains a secret key");
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
            skipped.add(name + " contains a key that cannot be read (" + VisibleText.of("" + e.getMessage()) + ")");
        }
    }

    /** Returns these keys together with others. */
    public KeyRing plus(KeyRing other) {
        Map<Fingerprint, Certificate> both = new LinkedHashMap<>(certificates);
        other.certificates.forEach(
                (fingerprint, certificate) -> both.merge(fingerprint, certificate, Certificate::join));
        List<String> all = new ArrayList<>(skipped);
        all.addAll(other.skipped);
        return new KeyRing(both, all);
    }

    /** Returns the number of keys, not counting subkeys. */
    public int size() {
        return certificates.size();
    }

    /** Returns the full fingerprints of the primary keys, in the order in which they were read. */
    public Set<Fingerprint> fingerprints() {
        return Collections.unmodifiableSet(certificates.keySet());
    }

    /** Returns one phrase for each block or key that could not be read, beginning with its place. */
    public List<String> skipped() {
        return skipped;
    }

    Collection<Certificate> certificates() {
        return certificates.values();
    }
}
