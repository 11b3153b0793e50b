package io.github.mesosbuild.release;

import io.github.mesosbuild.config.ConfigNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the license of a release, and the software of others in it whose version range contains the version. */
final class CompositionParser {
    /** The form of an SPDX expression without its parentheses (SPDX 2.3, annex D). */
    private static final Pattern EXPRESSION =
            Pattern.compile("[A-Za-z0-9.:-]+\\+?( (AND|OR|WITH) [A-Za-z0-9.:-]+\\+?)*");

    /** The scheme, the type and the name of a package URL (purl-spec, "Rules for each purl component"). */
    private static final Pattern PACKAGE_URL = Pattern.compile("pkg:[a-z][a-z0-9.-]*/[\\x21-\\x7e]+");

    private CompositionParser() {}

    static Composition composition(ConfigNode root, Version version) {
        List<ThirdParty> thirdParties = new ArrayList<>();
        for (ConfigNode node : root.get("thirdParties").list()) {
            node.onlyKeys("name", "version", "licence", "purl", Release.OWN_VERSION);
            ThirdParty thirdParty = new ThirdParty(
                    node.require("name").textOrEmpty(),
                    node.require("version").textOrEmpty(),
                    licence(node.require("licence")).orElse(""),
                    purl(node.get("purl")));
            Optional<VersionRange> range = node.get(Release.OWN_VERSION).as(VersionRange::new);
            if (range.isEmpty() || range.get().contains(Optional.of(version))) {
                thirdParties.add(thirdParty);
            }
        }
        return new Composition(licence(root.get("licence")), purl(root.get("purl")), thirdParties);
    }

    private static Optional<String> licence(ConfigNode node) {
        return node.trimmed(text -> isExpression(text)
                ? Optional.empty()
                : Optional.of("is not an SPDX license expression such as Apache-2.0 or 'MIT OR GPL-2.0-only'"));
    }

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

    private static Optional<String> purl(ConfigNode node) {
        return node.trimmed(text -> PACKAGE_URL.matcher(text).matches()
                ? Optional.empty()
                : Optional.of("is not a package URL such as pkg:github/apache/mesos@0.24.0"));
    }
}
