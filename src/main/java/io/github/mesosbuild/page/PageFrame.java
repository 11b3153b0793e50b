package io.github.mesosbuild.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** What is around the contents of each page: its policy, style and script. */
final class PageFrame {
    private final Html html;
    private final String style = resource("report.css");
    private final String script = resource("report.js");

    PageFrame(Html html) {
        this.html = html;
    }

    /** Writes everything up to the contents of the body. */
    void open(String title) {
        html.open("html", "lang", "en").newline();
        head(title);
        html.open("body").newline();
        html.element("a", "Skip to the report", "class", "skip", "href", "#content")
                .newline();
    }

    private void head(String title) {
        String policy = "default-src 'none'; style-src '" + digest(style) + "'; script-src '" + digest(script)
                + "'; img-src data:; base-uri 'none'; form-action 'none'";
        html.open("head").empty("meta", "charset", "utf-8").newline();
        html.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy)
                .newline();
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .newline();
        html.empty("meta", "name", "color-scheme", "content", "light dark").newline();
        html.empty("link", "rel", "icon", "href", "data:,").newline();
        html.element("title", title).newline();
        html.verbatim("style", style);
        html.close().newline();
    }

    /** Ends the page, and returns it. */
    String close() {
        html.verbatim("script", script);
        html.close().close();
        return html.document();
    }

    private static String resource(String name) {
        try (InputStream in = PageFrame.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the source expression of a policy for one style or script. */
    private static String digest(String code) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(sha256);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("No SHA-256: " + e.getMessage(), e);
        }
    }
}
