package io.github.mesosbuild.text;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Removes secrets that are known by their form: keys, tokens with the prefixes of their issuers, and users with passwords. */
final class TokenShapes {
    private static final Map<Pattern, String> SHAPES = new LinkedHashMap<>();

    static {
        shape(
                "(?s)-----BEGIN [A-Z ]*PRIVATE KEY( BLOCK)?-----.*?(-----END [A-Z ]*PRIVATE KEY( BLOCK)?-----|\\z)",
                "***");
        // GitHub, GitLab, Slack, npm, PyPI, Docker Hub, HashiCorp Vault, Artifactory, Stripe, SendGrid, RubyGems.
        shape(
                "\\b(gh[opsur]_|github_pat_|gl[a-z]{2,8}-|xox[abeoprs]-|npm_|pypi-|dckr_[a-z]{2,4}_|hv[sbr]\\.|AKCp|cmVmd|"
                        + "[sr]k_(?:live|test)_|SG\\.|rubygems_)[A-Za-z0-9._-]{10,}",
                "***");
        // AWS access key identifiers, Google API keys and OAuth tokens.
        shape("\\b(AKIA|ASIA)[A-Z0-9]{16}\\b", "***");
        shape("\\b(AIza[A-Za-z0-9_-]{30,}|ya29\\.[A-Za-z0-9_-]{10,})", "***");
        // JSON Web Tokens (RFC 7519).
        shape("\\beyJ[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]{5,}(\\.[A-Za-z0-9_-]*)?", "***");
        // HTTP authentication (RFC 7617, RFC 6750).
        shape(
                "(?i)\\b(bearer|basic|negotiate)([ \\t]+)(?=[a-z]*[0-9=+/._~-]|(?-i:[a-zA-Z]+[A-Z]))[a-z0-9._~+/-]{6,}=*",
                "$1$2***");
        // curl(1), netrc(5), sshpass(1).
        shape("((?<=\\s|^)(?:-u|-U|--user|--proxy-user)(?:[ \\t]+|=)[\"']?[^\\s:\"']+:)[^\\s\"']+", "$1***");
        shape("\\b(login[ \\t]+\\S+[ \\t]+password[ \\t]+)\\S+", "$1***");
        shape("\\b(sshpass[ \\t]+-p[ \\t]*)\\S+", "$1***");
        // A user and a password without a scheme, as proxies have them; a digest after the at sign belongs to an image.
        shape(
                "(?<![\\w/@.~%+:-])([\\w.~%+-]{1,99}+:)(?!\\*{3}@|//)[^\\s/@:\"'<>][^\\s\"'<>/]*@(?=[A-Za-z0-9_\\[])(?!sha\\d)",
                "$1***@");
    }

    private TokenShapes() {}

    private static void shape(String pattern, String replacement) {
        SHAPES.put(Pattern.compile(pattern), replacement);
    }

    static String removed(String text) {
        String shown = text;
        for (Map.Entry<Pattern, String> shape : SHAPES.entrySet()) {
            shown = shape.getKey().matcher(shown).replaceAll(shape.getValue());
        }
        return shown;
    }
}
