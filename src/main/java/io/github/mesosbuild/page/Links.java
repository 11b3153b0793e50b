package io.github.mesosbuild.page;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Addresses of files beside the page. */
final class Links {
    private static final String PLAIN = "-._~/";

    private Links() {}

    /** Returns the address of a file by its relative path; empty for a path that could lead anywhere else than to a file. */
    static Optional<String> relative(String path) {
        if (path.isBlank() || path.startsWith("/") || path.indexOf('\\') >= 0 || path.length() > 1000) {
            return Optional.empty();
        }
        StringBuilder address = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || PLAIN.indexOf(c) >= 0;
            if (plain) {
                address.append(c);
            } else {
                address.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return Optional.of(address.toString());
    }

    /** Writes a file's name as a link, or as mere text if it must not be one. */
    static void write(Html html, String path, String shown) {
        Optional<String> address = relative(path);
        if (address.isPresent() && !(html.isAlone() && path.startsWith("../"))) {
            html.element("a", shown, "href", address.get());
        } else {
            html.text(shown);
        }
    }
}
