package io.github.mesosbuild.verify;

import io.github.mesosbuild.verify.Packets.Packet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPSignature;

/**
 * What a file that should hold detached signatures holds: armored or binary, one signature or several.
 *
 * @param signatures those that were understood
 * @param problems what was found instead of others, as verdict kind and phrase that begins after the file's name
 */
record SignatureFile(List<PGPSignature> signatures, List<Problem> problems) {
    private static final int LARGEST = 1 << 20;
    private static final int MOST = 32;

    record Problem(EvidenceVerdict.Kind kind, String phrase) {}

    static SignatureFile read(Path file) {
        try {
            long size = Files.size(file);
            if (size > LARGEST) {
                return none(
                        EvidenceVerdict.Kind.NOT_A_SIGNATURE, "has " + size + " bytes, far too many for a signature");
            }
            return parse(Files.readAllBytes(file));
        } catch (IOException e) {
            return none(EvidenceVerdict.Kind.NOT_A_SIGNATURE, "cannot be read (" + e.getMessage() + ")");
        }
    }

    static SignatureFile parse(byte[] bytes) {
        if (bytes.length == 0) {
            return none(EvidenceVerdict.Kind.NOT_A_SIGNATURE, "is empty");
        }
        List<Armor.Block> blocks = Armor.blocks(bytes);
        if (blocks.isEmpty()) {
            return (bytes[0] & 0x80) != 0
                    ? packets(bytes)
                    : none(EvidenceVerdict.Kind.NOT_A_SIGNATURE, describe(bytes));
        }
        List<PGPSignature> signatures = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Armor.Block block : blocks) {
            SignatureFile part = block(block);
            if (part.problems.stream().anyMatch(problem -> problem.kind == EvidenceVerdict.Kind.NOT_DETACHED)) {
                return part;
            }
            signatures.addAll(part.signatures);
            problems.addAll(part.problems);
        }
        return limited(signatures, problems);
    }

    private static SignatureFile block(Armor.Block block) {
        if (block.label().equals("PGP SIGNED MESSAGE")) {
            return none(EvidenceVerdict.Kind.NOT_DETACHED, "is a clear-signed message that holds its own text");
        }
        if (block.data().isEmpty()) {
            return none(EvidenceVerdict.Kind.NOT_A_SIGNATURE, "holds a " + block.label() + " that " + block.problem());
        }
        return packets(block.data().get());
    }

    private static SignatureFile packets(byte[] data) {
        List<PGPSignature> signatures = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        try {
            for (Packet packet : Packets.split(data)) {
                switch (packet.tag()) {
                    case Packets.SIGNATURE ->
                        signature(packet)
                                .ifPresentOrElse(
                                        signatures::add,
                                        () -> problems.add(new Problem(
                                                EvidenceVerdict.Kind.SIGNATURE_UNSUPPORTED,
                                                "holds a signature in a format that is not known")));
                    case Packets.ONE_PASS_SIGNATURE, Packets.COMPRESSED, Packets.LITERAL -> {
                        return none(EvidenceVerdict.Kind.NOT_DETACHED, "is a message that holds its own content");
                    }
                    case Packets.PUBLIC_KEY -> {
                        return none(EvidenceVerdict.Kind.NOT_A_SIGNATURE, "holds a public key");
                    }
                    case Packets.MARKER -> {}
                    default ->
                        problems.add(new Problem(
                                EvidenceVerdict.Kind.NOT_A_SIGNATURE,
                                "holds an OpenPGP packet of type " + packet.tag()));
                }
            }
        } catch (IOException e) {
            problems.add(new Problem(EvidenceVerdict.Kind.NOT_A_SIGNATURE, e.getMessage()));
        }
        if (signatures.isEmpty() && problems.isEmpty()) {
            problems.add(new Problem(EvidenceVerdict.Kind.NOT_A_SIGNATURE, "holds no signature"));
        }
        return limited(signatures, problems);
    }

    // each signature costs a pass over the archive, and whoever serves the file chooses their number
    private static SignatureFile limited(List<PGPSignature> signatures, List<Problem> problems) {
        return signatures.size() + problems.size() > MOST
                ? none(EvidenceVerdict.Kind.NOT_A_SIGNATURE, "holds more than " + MOST + " signatures")
                : new SignatureFile(signatures, problems);
    }

    private static Optional<PGPSignature> signature(Packet packet) {
        try (BCPGInputStream in = new BCPGInputStream(new ByteArrayInputStream(packet.encoded()))) {
            return Optional.of(new PGPSignature(in));
        } catch (IOException | PGPException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static SignatureFile none(EvidenceVerdict.Kind kind, String phrase) {
        return new SignatureFile(List.of(), List.of(new Problem(kind, phrase)));
    }

    private static String describe(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, 1024), StandardCharsets.ISO_8859_1)
                .strip()
                .toLowerCase(Locale.ROOT);
        return start.startsWith("<!doctype html") || start.startsWith("<html")
                ? "is a web page"
                : "is neither armored nor binary OpenPGP data";
    }
}
