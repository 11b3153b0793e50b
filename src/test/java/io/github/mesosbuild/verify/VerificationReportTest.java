package io.github.mesosbuild.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.files.Json;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Digest.Algorithm;
import io.github.mesosbuild.release.Fingerprint;
import io.github.mesosbuild.release.Pin;
import io.github.mesosbuild.verify.EvidenceVerdict.Effect;
import io.github.mesosbuild.verify.EvidenceVerdict.Kind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerificationReportTest {
    private static final String MD5 = "d41d8cd98f00b204e9800998ecf8427e";
    private static final Fingerprint KEY = new Fingerprint("F7DA48BB64BCB84ECBA7EE6935CD23C10D498E23");

    private static VerificationReport report() {
        Digest digest = new Digest(Algorithm.MD5, MD5);
        Verification verification = new Verification(
                List.of(
                        new EvidenceVerdict(
                                Kind.PIN_MATCHED, Effect.AGREES, "It matches.", Optional.of(digest), Optional.empty()),
                        new EvidenceVerdict(
                                Kind.KEY_UNKNOWN,
                                Effect.REFUSES_UNLESS_VOUCHED,
                                "The key \"X\" is unknown.",
                                Optional.empty(),
                                Optional.of(new Signature(
                                        KEY.hex(),
                                        Optional.of(KEY),
                                        Optional.empty(),
                                        "J\u00fcrgen \"J\" \\ <j@example.org>",
                                        Optional.of(Instant.parse("2013-03-28T12:54:06Z")),
                                        "DSA, SHA-256")))),
                Optional.of(TrustRefusal.UNKNOWN_KEY),
                "a.tar.gz is not trusted.",
                List.of(new Pin(digest, "recipe mesos")),
                Set.of(KEY),
                Instant.parse("2026-11-23T07:00:00Z"));
        Evidence evidence = new Evidence(
                Path.of("cache", "a.tar.gz"),
                "a.tar.gz",
                204944,
                Map.of(
                        Algorithm.SHA1,
                        new Digest(Algorithm.SHA1, "f99fa9bcbc3faf6660e760af099eb003e2553b39"),
                        Algorithm.MD5,
                        digest),
                Optional.empty(),
                List.of());
        return new VerificationReport(verification, evidence);
    }

    @Test
    void writesLinesForPeople() {
        assertThat(report().text()).isEqualTo("""
                        a.tar.gz: NOT TRUSTED
                          file      cache/a.tar.gz
                          size      204944 bytes
                          checked   2026-11-23 07:00:00 UTC
                          MD5       d41d8cd98f00b204e9800998ecf8427e
                          SHA-1     f99fa9bcbc3faf6660e760af099eb003e2553b39
                          pinned    MD5 d41d8cd98f00b204e9800998ecf8427e (recipe mesos)
                          may sign  F7DA48BB64BCB84ECBA7EE6935CD23C10D498E23
                          [ok] It matches.
                          [--] The key "X" is unknown.
                        a.tar.gz is not trusted.
                        """);
    }

    @Test
    void writesJsonForPrograms() {
        assertThat(report().json()).isEqualTo("""
                        {
                          "file": "a.tar.gz",
                          "path": "cache/a.tar.gz",
                          "size": 204944,
                          "judged": "2026-11-23T07:00:00Z",
                          "trusted": false,
                          "refusal": "UNKNOWN_KEY",
                          "sentence": "a.tar.gz is not trusted.",
                          "digests": {
                            "MD5": "d41d8cd98f00b204e9800998ecf8427e",
                            "SHA-1": "f99fa9bcbc3faf6660e760af099eb003e2553b39"
                          },
                          "pins": [
                            {
                              "algorithm": "MD5",
                              "digest": "d41d8cd98f00b204e9800998ecf8427e",
                              "pinnedBy": "recipe mesos"
                            }
                          ],
                          "signers": [
                            "F7DA48BB64BCB84ECBA7EE6935CD23C10D498E23"
                          ],
                          "verdicts": [
                            {
                              "kind": "PIN_MATCHED",
                              "accepted": true,
                              "effect": "AGREES",
                              "sentence": "It matches.",
                              "algorithm": "MD5",
                              "digest": "d41d8cd98f00b204e9800998ecf8427e"
                            },
                            {
                              "kind": "KEY_UNKNOWN",
                              "accepted": false,
                              "effect": "REFUSES_UNLESS_VOUCHED",
                              "sentence": "The key \\"X\\" is unknown.",
                              "signature": {
                                "issuer": "F7DA48BB64BCB84ECBA7EE6935CD23C10D498E23",
                                "key": "F7DA48BB64BCB84ECBA7EE6935CD23C10D498E23",
                                "primaryKey": null,
                                "signer": "J\u00fcrgen \\"J\\" \\\\ <j@example.org>",
                                "signed": "2013-03-28T12:54:06Z",
                                "algorithms": "DSA, SHA-256"
                              }
                            }
                          ]
                        }
                        """);
    }

    @Test
    void escapesWhatJsonDoesNotAllow() {
        Map<String, Object> odd = new LinkedHashMap<>();
        odd.put(
                "a\"\\b",
                Arrays.asList(
                        null, true, 1.5, "\n\t\r\b\f\u0000\u001f\u007f \u00e9\u20ac/ \ud83d\ude00 \u2028 \ud800"));
        odd.put("none", List.of());
        odd.put("nothing", Map.of());
        assertThat(Json.write(odd))
                .isEqualTo("{\n  \"a\\\"\\\\b\": [\n    null,\n    true,\n    1.5,\n    \"\\u000a\\u0009\\u000d\\u0008"
                        + "\\u000c\\u0000\\u001f\\u007f \u00e9\u20ac/ \\ud83d\\ude00 \\u2028 \\ud800\"\n  ],\n"
                        + "  \"none\": [],\n  \"nothing\": {}\n}\n");
    }
}
