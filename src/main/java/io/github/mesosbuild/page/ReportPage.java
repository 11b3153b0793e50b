package io.github.mesosbuild.page;

import io.github.mesosbuild.config.ConfigException;
import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.config.Documents;
import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.text.Quantities;
import io.github.mesosbuild.text.VisibleText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The page that shows what a build did. It is one file that needs no network, and its policy forbids every script and style but its own
 * (<a href="https://www.w3.org/TR/CSP3/">Content Security Policy Level 3</a>). It is complete without scripts.
 */
public final class ReportPage {
    /** The name of the page in the directory of {@code report.json}. */
    public static final String FILE = "index.html";

    private static final String SOURCE = "report.json";
    private static final int LARGEST = 16 * 1024 * 1024;

    private final Html html = new Html();
    private final ConfigNode report;

    private ReportPage(ConfigNode report) {
        this.report = report;
    }

    /**
     * Returns the page for a report. A field that is missing or damaged is named as not recorded.
     *
     * @param report the content of {@code report.json}, read by {@link Documents#json}
     */
    public static String of(ConfigNode report) {
        return new ReportPage(report).page(Optional.empty());
    }

    /**
     * Writes {@value #FILE} beside {@code report.json}. If that file is missing or damaged, the page names the problem.
     *
     * @param directory the directory with {@code report.json}
     * @return the page
     * @throws IOException if the page cannot be written; an older page is unchanged
     */
    public static Path write(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        AtomicFile.show(file, read(directory.resolve(SOURCE)).getBytes(StandardCharsets.UTF_8));
        return file;
    }

    private static String read(Path source) {
        try (InputStream in = Files.newInputStream(source)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                return damaged("it is larger than " + Quantities.bytes(LARGEST));
            }
            return of(Documents.json(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()));
        } catch (CharacterCodingException e) {
            return damaged("it is not UTF-8");
        } catch (ConfigException e) {
            return damaged(VisibleText.of(e.getMessage()));
        } catch (IOException e) {
            return damaged("it cannot be read: " + VisibleText.of(String.valueOf(e.getMessage())));
        }
    }

    private static String damaged(String why) {
        return new ReportPage(ConfigNode.lenient(null)).page(Optional.of(why));
    }

    private String page(Optional<String> problem) {
        String style = resource("report.css");
        String script = resource("report.js");
        html.open("html", "lang", "en").newline();
        head(style, script);
        html.open("body").newline();
        html.element("a", "Skip to the report", "class", "skip", "href", "#content")
                .newline();
        CommandList commands = CommandList.read(report);
        new PageHeader(html, report, commands).write();
        if (problem.isPresent()) {
            html.open("main", "id", "content").element("h2", "No data");
            html.element("p", SOURCE + " cannot be used: " + problem.get());
            html.close();
        } else {
            content(commands);
        }
        footer();
        html.verbatim("script", script);
        html.close().close();
        return html.document();
    }

    private void head(String style, String script) {
        String policy = "default-src 'none'; style-src '" + digest(style) + "'; script-src '" + digest(script)
                + "'; img-src data:; base-uri 'none'; form-action 'none'";
        html.open("head").empty("meta", "charset", "utf-8").newline();
        html.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy)
                .newline();
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .newline();
        html.empty("meta", "name", "color-scheme", "content", "light dark").newline();
        html.empty("link", "rel", "icon", "href", "data:,").newline();
        html.element("title", PageHeader.title(report)).newline();
        html.verbatim("style", style);
        html.close().newline();
    }

    private void content(CommandList commands) {
        boolean failed = report.get("failure").isMap();
        Map<String, String> sections = new LinkedHashMap<>();
        if (failed) {
            sections.put("failure", "Failure");
        }
        sections.put("summary", "Summary");
        sections.put("timeline", "Timeline");
        sections.put("slowest", "Where the time went");
        sections.put("tests", "Tests");
        sections.put("installation", "Installation");
        html.open("nav", "aria-label", "Sections").open("ul");
        sections.forEach((id, name) ->
                html.open("li").element("a", name, "href", "#" + id).close());
        html.close().close().newline();
        html.open("main", "id", "content", "tabindex", "-1").newline();
        if (failed) {
            new FailureView(html, report.get("failure")).write();
        }
        new SummaryView(html, report, commands).write();
        new TimelineView(html, report, commands).write();
        new SlowestView(html, report, commands).write();
        new TestsView(html, report.get("tests")).write();
        new InstallationView(html, report.get("installation")).write();
        html.close().newline();
    }

    private void footer() {
        List<String> made = new ArrayList<>(List.of("Made by mesos-maven-plugin"));
        Fields.text(report, "plugin").ifPresent(made::add);
        Fields.instant(report, "generated").ifPresent(time -> made.add("on " + Quantities.time(time)));
        html.open("footer").open("p").text(String.join(" ", made) + ". All figures: ");
        html.element("a", SOURCE, "href", SOURCE).text(". For Perfetto and chrome://tracing: ");
        html.element("a", "trace.json", "href", "trace.json").text(".");
        html.close().close().newline();
    }

    private static String resource(String name) {
        try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
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
