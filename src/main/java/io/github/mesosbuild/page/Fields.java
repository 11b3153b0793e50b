package io.github.mesosbuild.page;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.text.Redactor;
import io.github.mesosbuild.text.VisibleText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads fields of {@code report.json}. A field of the wrong kind, or outside of what a build can have, counts as missing. */
final class Fields {
    private static final int PARAGRAPH = 2000;
    private static final double LONGEST = 1e8;
    private static final double MOST = 1e15;

    private Fields() {}

    /** A line of text, cut if it is long. */
    static Optional<String> text(ConfigNode node, String key) {
        return text(node.get(key));
    }

    private static Optional<String> text(ConfigNode node) {
        return node.trimmed().map(VisibleText::of);
    }

    /** Returns a text of several sentences. */
    static Optional<String> paragraph(ConfigNode node, String key) {
        return node.get(key).trimmed().map(text -> VisibleText.of(text, PARAGRAPH));
    }

    static String textOr(ConfigNode node, String key, String otherwise) {
        return text(node, key).orElse(otherwise);
    }

    /** A text with its lines, without secrets; only its end if it is long. */
    static Optional<String> block(ConfigNode node, String key, int limit) {
        return node.get(key).text().filter(text -> !text.isBlank()).map(text -> end(Redactor.text(text), limit));
    }

    static String end(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int line = text.indexOf('\n', text.length() - limit);
        return "...\n" + text.substring(line < 0 ? text.length() - limit : line + 1);
    }

    static List<String> texts(ConfigNode node, String key) {
        return node.get(key).list().stream()
                .flatMap(item -> text(item).stream())
                .toList();
    }

    /** A time in seconds that is not negative. */
    static Optional<Double> seconds(ConfigNode node, String key) {
        return number(node, key, LONGEST);
    }

    /** A number of bytes or of things. */
    static Optional<Long> count(ConfigNode node, String key) {
        return number(node, key, MOST).map(Math::round);
    }

    private static Optional<Double> number(ConfigNode node, String key, double most) {
        return node.get(key).jsonNumber().filter(number -> number >= 0 && number <= most);
    }

    static Optional<Instant> instant(ConfigNode node, String key) {
        try {
            return node.get(key).trimmed().map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
