package io.github.mesosbuild.page;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.text.Quantities;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What all pages have in common. A page is one file that needs no network, and its policy forbids every script and style but its own
 * (<a href="https://www.w3.org/TR/CSP3/">Content Security Policy Level 3</a>). It is complete without scripts.
 */
final class PageFrame {
    /** The file beside a page that it is made from. */
    static final String SOURCE = "report.json";

    private final Html html;
    private final String script = resource("report.js");

    PageFrame(Html html) {
        this.html = html;
    }

    /**
     * Returns the page for the file beside it.
     *
     * @param page makes the page from the content of the file
     * @param damaged makes the page from a sentence about a file that is missing or damaged
     */
    static String read(Path source, Function<ConfigNode, String> page, Function<String, String> damaged) {
        try {
            return page.apply(ReportFile.read(source));
        } catch (ReportFile.UnusableException e) {
            return damaged.apply(e.why());
        }
    }

    /** Writes everything before the header. */
    void begin(String title) {
        String style = resource("report.css");
        String policy = "default-src 'none'; style-src '" + digest(style) + "'; script-src '" + digest(script)
                + "'; img-src data:; base-uri 'none'; form-action 'none'";
        html.open("html", "lang", "en").newline();
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
        html.open("body").newline();
        html.element("a", "Skip to the report", "class", "skip", "href", "#content")
                .newline();
    }

    /**
     * Starts the main part, after the links to its sections.
     *
     * @param sections their names by their IDs
     */
    void main(Map<String, String> sections) {
        html.open("nav", "aria-label", "Sections").open("ul");
        sections.forEach((id, name) ->
                html.open("li").element("a", name, "href", "#" + id).close());
        html.close().close().newline();
        html.open("main", "id", "content", "tabindex", "-1").newline();
    }

    /** Writes the main part of a page without data. */
    void noData(String problem) {
        html.open("main", "id", "content").element("h2", "No data");
        html.element("p", SOURCE + " cannot be used: " + problem);
        html.close();
    }

    /**
     * Returns the document, after writing everything behind the main part.
     *
     * @param more writes further sentences of the foot
     */
    String end(ConfigNode report, Runnable more) {
        List<String> made = new ArrayList<>(List.of("Made by mesos-maven-plugin"));
        Fields.text(report, "plugin").ifPresent(made::add);
        Fields.instant(report, "generated").ifPresent(time -> made.add("on " + Quantities.time(time)));
        html.open("footer").open("p").text(String.join(" ", made) + ". All figures: ");
        html.element("a", SOURCE, "href", SOURCE).text(".");
        more.run();
        html.close().close().newline();
        return close();
    }

    /** Returns the document, after writing the script. */
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
