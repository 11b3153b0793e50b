package io.github.mesosbuild.steps;

import io.github.mesosbuild.text.Redactor;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * The value of an input as a record keeps it. A value with a secret is replaced by what is left without the secret, and a digest, which
 * shows that the value changed.
 *
 * <p>Others can read the record of an installation. So the digest is one of those for passwords (RFC 8018, PBKDF2), which makes
 * guessing slow, and it is short, which leaves many guesses equally good.
 */
final class SecretDigest {
    private static final int ROUNDS = 20_000;
    private static final int BITS = 40;
    private static final Pattern KEPT = Pattern.compile("(?s).*\\(digest [0-9a-f]{10}\\)");

    private SecretDigest() {}

    /** Returns the value itself if it contains no secret, or is a digest already. */
    static String of(String name, String value) {
        if (KEPT.matcher(value).matches()) {
            return value;
        }
        boolean variable = name.startsWith("environment.");
        String shown = variable && Redactor.isSecret(name.substring(name.indexOf('.') + 1), value)
                ? Redactor.MARK
                : name.startsWith("tool.") || name.startsWith("library.") || name.equals("archive")
                        ? value
                        : String.join("\n", Redactor.words(List.of(value.split("\n", -1))));
        return shown.equals(value) ? value : shown + " (digest " + digest(name, value) + ")";
    }

    private static String digest(String name, String value) {
        try {
            PBEKeySpec key = new PBEKeySpec(
                    value.toCharArray(), ("mesos-maven-plugin " + name).getBytes(StandardCharsets.UTF_8), ROUNDS, BITS);
            return HexFormat.of()
                    .formatHex(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                            .generateSecret(key)
                            .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform since 8 has PBKDF2WithHmacSHA256", e);
        }
    }
}
