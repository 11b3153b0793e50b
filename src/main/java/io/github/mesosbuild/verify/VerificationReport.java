package io.github.mesosbuild.verify;

import io.github.mesosbuild.files.Json;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Fingerprint;
import io.github.mesosbuild.release.Pin;
import io.github.mesosbuild.text.Quantities;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A report on a verification, as readable text and as JSON.
 *
 * @param verification the verdicts
 * @param evidence the evidence that they are about
 */
public record VerificationReport(Verification verification, Evidence evidence) {

    /** Returns the report as readable text: lines that each end with a line feed. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(evidence.fileName())
                .append(verification.trusted() ? ": trusted" : ": NOT TRUSTED")
                .append("\n  file      ")
                .append(evidence.file())
                .append("\n  size      ")
                .append(Quantities.count(evidence.size(), "byte"))
                .append("\n  checked   ")
                .append(Quantities.time(verification.at()));
        for (Digest digest : evidence.digests().values()) {
            text.append(String.format(
                            Locale.ROOT, "\n  %-9s ", digest.algorithm().jcaName()))
                    .append(digest.hex());
        }
        for (Pin pin : verification.pins()) {
            text.append("\n  pinned    ").append(pin);
        }
        for (String signer : signers()) {
            text.append("\n  may sign  ").append(signer);
        }
        for (EvidenceVerdict verdict : verification.verdicts()) {
            text.append(verdict.accepted() ? "\n  [ok] " : "\n  [--] ").append(verdict.sentence());
        }
        return text.append('\n').append(verification.sentence()).append('\n').toString();
    }

    /**
     * Returns the report as a JSON object (RFC 8259) with the members {@code file}, {@code path}, {@code size} (in
     * bytes), {@code judged} (the time of the check, ISO 8601), {@code trusted}, {@code refusal} (a {@link TrustRefusal} or
     * null), {@code sentence}, {@code digests}, {@code pins}, {@code signers} and {@code verdicts}.
     */
    public String json() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("file", evidence.fileName());
        report.put("path", evidence.file().toString());
        report.put("size", evidence.size());
        report.put("judged", verification.at().toString());
        report.put("trusted", verification.trusted());
        report.put("refusal", verification.refusal().map(Enum::name).orElse(null));
        report.put("sentence", verification.sentence());
        Map<String, Object> digests = new LinkedHashMap<>();
        evidence.digests().forEach((algorithm, digest) -> digests.put(algorithm.jcaName(), digest.hex()));
        report.put("digests", digests);
        List<Object> pins = new ArrayList<>();
        for (Pin pin : verification.pins()) {
            Map<String, Object> entry = digest(pin.digest());
            entry.put("pinnedBy", pin.origin());
            pins.add(entry);
        }
        report.put("pins", pins);
        report.put("signers", signers());
        report.put(
                "verdicts",
                verification.verdicts().stream()
                        .map(VerificationReport::verdict)
                        .toList());
        return Json.report(report);
    }

    private List<String> signers() {
        return verification.signers().stream().map(Fingerprint::hex).sorted().toList();
    }

    private static Map<String, Object> digest(Digest digest) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("algorithm", digest.algorithm().jcaName());
        entry.put("digest", digest.hex());
        return entry;
    }

    private static Map<String, Object> verdict(EvidenceVerdict verdict) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("kind", verdict.kind().name());
        entry.put("accepted", verdict.accepted());
        entry.put("effect", verdict.effect().name());
        entry.put("sentence", verdict.sentence());
        verdict.digest().ifPresent(digest -> entry.putAll(digest(digest)));
        verdict.signature().ifPresent(signature -> entry.put("signature", signature(signature)));
        return entry;
    }

    private static Map<String, Object> signature(Signature signature) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("issuer", signature.issuer());
        entry.put("key", signature.key().map(Fingerprint::hex).orElse(null));
        entry.put("primaryKey", signature.primary().map(Fingerprint::hex).orElse(null));
        entry.put("signer", signature.userId().isEmpty() ? null : signature.userId());
        entry.put("signed", signature.signed().map(Object::toString).orElse(null));
        entry.put("algorithms", signature.algorithms());
        return entry;
    }
}
