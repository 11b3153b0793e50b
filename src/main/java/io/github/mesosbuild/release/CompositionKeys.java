package io.github.mesosbuild.release;

import static io.github.mesosbuild.release.Key.optional;
import static io.github.mesosbuild.release.Key.required;

import java.util.Optional;
import java.util.regex.Pattern;

/** The keys about licenses, and those of an entry in {@code thirdParties}. */
final class CompositionKeys {
    /** The form of an SPDX expression without its parentheses (SPDX 2.3, annex D). */
    private static final Pattern EXPRESSION =
            Pattern.compile("[A-Za-z0-9.:-]+\\+?( (AND|OR|WITH) [A-Za-z0-9.:-]+\\+?)*");

    /** The scheme, the type and the name of a package URL (purl-spec, "Rules for each purl component"). */
    private static final Pattern PACKAGE_URL = Pattern.compile("pkg:[a-z][a-z0-9.-]*/[\\x21-\\x7e]+");

    static final Kind<Optional<String>> LICENSE_EXPRESSION = Kinds.matching(
            "SPDX expression",
            "^[A-Za-z0-9.:()-]+\\+?\\)*( (AND|OR|WITH) [A-Za-z0-9.:()-]+\\+?\\)*)*$",
            node -> node.trimmed(text -> isExpression(text)
                    ? Optional.empty()
                    : Optional.of("is not an SPDX license expression such as Apache-2.0 or 'MIT OR GPL-2.0-only'")));

    static final Kind<Optional<String>> PURL_TEXT = Kinds.matching(
            "package URL",
            "^pkg:[a-z][a-z0-9.-]*/[!-~]+$",
            node -> node.trimmed(text -> PACKAGE_URL.matcher(text).matches()
                    ? Optional.empty()
                    : Optional.of("is not a package URL such as pkg:github/apache/mesos@0.24.0")));

    static final Key<Optional<String>> LICENCE =
            optional("licence", LICENSE_EXPRESSION, "license of the release", "Apache-2.0");
    static final Key<Optional<String>> PURL = optional(
                    "purl", PURL_TEXT, "package URL of the release", "\"pkg:github/apache/mesos@{version}\"")
            .absent("`pkg:generic/NAME@VERSION`");

    static final Key<String> NAME = required("name", Kinds.TEXT, "name of the software", "picojson");
    static final Key<String> VERSION =
            required("version", Kinds.TEXT, "its version; the commit if it has none", "1.3.0");
    static final Key<Optional<String>> OTHER_LICENCE =
            required("licence", LICENSE_EXPRESSION, "its license", "BSD-2-Clause");
    static final Key<Optional<String>> OTHER_PURL =
            optional("purl", PURL_TEXT, "its package URL", "\"pkg:github/kazuho/picojson@v1.3.0\"");
    static final Key<Optional<VersionRange>> RELEASE = optional(
                    "release", Kinds.RANGE, "versions of the release that contain it", "\">= 0.25, < 0.29\"")
            .absent("all");
    static final Section SECTION = Section.of("thirdParties", NAME, VERSION, OTHER_LICENCE, OTHER_PURL, RELEASE);

    private CompositionKeys() {}

    private static boolean isExpression(String text) {
        int open = 0;
        for (int i = 0; i < text.length() && open >= 0; i++) {
            open += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
        }
        return open == 0
                && !text.contains("( ")
                && !text.contains(" )")
                && EXPRESSION.matcher(text.replace("(", "").replace(")", "")).matches();
    }
}
