package io.github.mesosbuild.verify;

import io.github.mesosbuild.fetch.ArchiveShape;
import io.github.mesosbuild.verify.Packets.Packet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPSignature;

/**
 * The content of a signature file, which can be armored or binary and can contain several signatures.
 *
 * @param signatures the signatures that could be read
 * @param problems what was found instead of other signatures
 */
record SignatureFile(List<PGPSignature> signatures, List<Problem> problems) {
    private static final int LARGEST = 1 << 20;
    private static final int MAXIMUM_SIGNATURES = 32;

    /**
     * Something other than a usable signature.
     *
     * @param kind the verdict on it
     * @param phrase what it is, as a phrase that continues a sentence beginning with the file's name
     */
    record Problem(EvidenceVerdict.Kind kind, String phrase) {}

    static SignatureFile read(Path file) {
        try {
            long size = Files.size(file);
            if (size > LARGEST) {
                return none(EvidenceVerdict.Kind.NOT_A_SIGNATURE, "is too large for a signature (" + size + " bytes)");
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
            return none(EvidenceVerdict.Kind.NOT_DETACHED, "is a clear-signed message with its own text");
        }
        if (block.data().isEmpty()) {
            return none(
                    EvidenceVerdict.Kind.NOT_A_SIGNATURE,
                    "contains a " + block.label() + " block that " + block.problem());
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
                                                "contains a signature in an unknown format")));
                    case Packets.ONE_PASS_SIGNATURE, Packets.COMPRESSED, Packets.LITERAL -> {
                        return none(EvidenceVerdict.Kind.NOT_DETACHED, "is a message with its own content");
                    }
                    case Packets.PUBLIC_KEY -> {
                        return none(EvidenceVerdict.Kind.NOT_A_SIGNATURE, "contains a public key");
                    }
                    case Packets.MARKER -> {}
                    default ->
                        problems.add(new Problem(
                                EvidenceVerdict.Kind.NOT_A_SIGNATURE,
                                "contains an OpenPGP packet of type " + packet.tag()));
                }
            }
        } catch (IOException e) {
            problems.add(new Problem(EvidenceVerdict.Kind.NOT_A_SIGNATURE, e.getMessage()));
        }
        if (signatures.isEmpty() && problems.isEmpty()) {
            problems.add(new Problem(EvidenceVerdict.Kind.NOT_A_SIGNATURE, "contains no signature"));
        }
        return limited(signatures, problems);
    }

    // Each signature costs a pass over the archive, and the server decides how many there are.
    private static SignatureFile limited(List<PGPSignature> signatures, List<Problem> problems) {
        return signatures.size() + problems.size() > MAXIMUM_SIGNATURES
                ? none(EvidenceVerdict.Kind.NOT_A_SIGNATURE, "contains more than " + MAXIMUM_SIGNATURES + " signatures")
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
        return ArchiveShape.isHtml(bytes, bytes.length)
                ? "is an HTML page"
                : "is neither armored nor binary OpenPGP data";
    }
}
