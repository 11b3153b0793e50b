package io.github.mesosbuild.release;

import static io.github.mesosbuild.release.Key.optional;
import static io.github.mesosbuild.release.Key.required;

import io.github.mesosbuild.config.ConfigNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The keys of an entry in {@code patches}. */
final class PatchKeys {
    private static final int MOST_DIRECTORIES = 99;

    private static final Kind<String> ADDRESS = Kinds.matching("URL", "^(https?|file):/.*$", PatchKeys::address);

    private static final Kind<OptionalInt> DIRECTORIES = new Kind<>(
            "whole number of at least 0",
            Map.of(
                    "type",
                    List.of("integer", "string"),
                    "minimum",
                    0,
                    "maximum",
                    MOST_DIRECTORIES,
                    "pattern",
                    "^0*\\d{1,2}$"),
            node -> node.number(0, MOST_DIRECTORIES));

    static final Key<String> FILE = optional(
                    "file", Kinds.PATH, "unified diff, in a file beside the recipe", "fix.patch")
            .absent("this or `url`");
    static final Key<String> URL = optional(
                    "url", ADDRESS, "address of a unified diff", "https://example.org/fix.patch")
            .absent("this or `file`");
    static final Key<Optional<Digest>> SHA256 = optional(
                    "sha256",
                    RecipeKeys.Digests.digest(Digest.Algorithm.SHA256),
                    "SHA-256 of the file",
                    "b9".repeat(32))
            .absent("required with `url`");
    static final Key<OptionalInt> STRIP = optional(
                    "strip", DIRECTORIES, "how many leading directories are removed from names in the diff", "1")
            .fallback(OptionalInt.of(1), "1");
    static final Key<Condition> WHEN = optional("when", Kinds.CONDITION, "condition", "{ release: \"< 2\" }")
            .absent("always");
    static final Key<String> BECAUSE = required(
            "because", Kinds.TEXT, "one sentence: what fails without the patch", "the parser reads past its buffer.");

    static final Section SECTION = Section.of("patches", FILE, URL, SHA256, STRIP, WHEN, BECAUSE)
            .with(new Section.AnyOf(List.of("file", "url")))
            .with(new Section.Exclusive("file", "url"))
            .with(new Section.Needs("url", "sha256"));

    private PatchKeys() {}

    private static String address(ConfigNode node) {
        String text = node.textOrEmpty();
        if (node.isPresent() && !text.isEmpty() && !text.matches("(?i)(https?|file):/.*")) {
            node.problem(text, "is not a URL that begins with https:, http: or file:");
        } else if (!text.isEmpty()) {
            try {
                new URI(text.replaceAll("\\{\\w+}", "x"));
            } catch (URISyntaxException e) {
                node.problem(text, "is not a URL: " + e.getReason());
            }
        }
        return text;
    }
}
