package io.github.mesosbuild.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The contrast of the page's colors in both schemes, by WCAG 2.2, 1.4.3 for text and 1.4.11 for parts of pictures. */
class ContrastTest {
    private static final double TEXT = 4.5;
    private static final double PICTURE = 3;

    private record Pair(String front, String back, double least) {}

    private static final List<Pair> PAIRS = List.of(
            new Pair("ink", "page", TEXT),
            new Pair("quiet", "page", TEXT),
            new Pair("accent", "page", TEXT),
            new Pair("good", "page", TEXT),
            new Pair("bad", "page", TEXT),
            new Pair("ink", "raised", TEXT),
            new Pair("bad", "raised", TEXT),
            new Pair("ink", "bar", TEXT),
            new Pair("page", "slow", TEXT),
            new Pair("page", "link", TEXT),
            new Pair("page", "accent", TEXT),
            new Pair("bar", "page", PICTURE),
            new Pair("slow", "page", PICTURE),
            new Pair("link", "page", PICTURE),
            new Pair("accent", "page", PICTURE));

    /** The only color that nothing has to be read by: it separates what white space separates too. */
    private static final Set<String> ORNAMENT = Set.of("line");

    private static String css() throws Exception {
        try (var in = ReportPage.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<Map<String, Integer>> schemes() throws Exception {
        return Pattern.compile(":root \\{([^}]*)\\}")
                .matcher(css())
                .results()
                .map(block -> {
                    Map<String, Integer> colors = new TreeMap<>();
                    Matcher color =
                            Pattern.compile("--([a-z]+): #([0-9a-f]{6});").matcher(block.group(1));
                    while (color.find()) {
                        colors.put(color.group(1), Integer.parseInt(color.group(2), 16));
                    }
                    return colors;
                })
                .toList();
    }

    private static double luminance(int rgb) {
        double sum = 0;
        double[] weights = {0.2126, 0.7152, 0.0722};
        for (int i = 0; i < 3; i++) {
            double part = (rgb >> (16 - 8 * i) & 0xff) / 255.0;
            sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    static double contrast(int one, int other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    @Test
    void blackOnWhiteHasTheGreatestContrast() {
        assertThat(contrast(0, 0xffffff)).isEqualTo(21);
        assertThat(contrast(0x777777, 0xffffff)).isBetween(4.47, 4.49);
    }

    @Test
    void everyPairOfColorsIsReadableInBothSchemes() throws Exception {
        List<Map<String, Integer>> schemes = schemes();
        assertThat(schemes).hasSize(2);
        for (Map<String, Integer> colors : schemes) {
            for (Pair pair : PAIRS) {
                assertThat(contrast(colors.get(pair.front()), colors.get(pair.back())))
                        .as(pair + " in " + colors)
                        .isGreaterThanOrEqualTo(pair.least());
            }
        }
    }

    @Test
    void everyColorIsInAPair() throws Exception {
        Set<String> tested = new HashSet<>(ORNAMENT);
        PAIRS.forEach(pair -> tested.addAll(List.of(pair.front(), pair.back())));
        for (Map<String, Integer> colors : schemes()) {
            assertThat(colors.keySet()).isEqualTo(tested);
        }
        String rules = css().replaceAll(":root \\{[^}]*\\}", "");
        assertThat(rules)
                .doesNotContainPattern("#[0-9a-f]{3,8}\\b")
                .doesNotContainPattern(":\\s*(?:rgb|hsl|white|black)\\b");
        assertThat(Pattern.compile("var\\(--([a-z]+)\\)")
                        .matcher(rules)
                        .results()
                        .map(name -> name.group(1)))
                .hasSameElementsAs(tested);
    }
}
