package io.github.mesosbuild.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTest {
    private final Html html = new Html();

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
                    <script>alert(1)</script>, &lt;script&gt;alert(1)&lt;/script&gt;
                    a & b &amp; c, a &amp; b &amp;amp; c
                    "it's", &quot;it&#39;s&quot;
                    </td>, &lt;/td&gt;
                    """)
    void textIsNeverMarkup(String text, String written) {
        assertThat(html.element("p", text, "title", text).document())
                .isEqualTo("<!DOCTYPE html>\n<p title=\"" + written + "\">" + written + "</p>\n");
    }

    @Test
    void charactersThatHideOrTurnTextAreShownByTheirCodePoints() {
        assertThat(html.element("p", "a\u202etxt.exe\u0000\u001b[2J\u200b\ud800\ufffe")
                        .document())
                .contains("<p>a\\u{202e}txt.exe\\u{0}\\u{1b}[2J\\u{200b}\\u{d800}\\u{fffe}</p>");
    }

    @Test
    void lettersOfOtherLanguagesAndLinesStay() {
        assertThat(html.element("pre", "M\u00fcller \u4e2d \ud83d\ude00\n\tx\r\n")
                        .document())
                .contains("<pre>M\u00fcller \u4e2d \ud83d\ude00\n\tx\n</pre>");
    }

    @Test
    void elementsAreNested() {
        html.open("ul").open("li", "id", "a").empty("br").close();
        assertThatThrownBy(html::document)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Not ended: [ul]");
        assertThat(html.close().document()).isEqualTo("<!DOCTYPE html>\n<ul><li id=\"a\"><br/></li></ul>\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"onclick", "ONLOAD", "style"})
    void hasNoHandlersAndNoStylesThatThePolicyForbids(String attribute) {
        assertThatThrownBy(() -> html.open("p", attribute, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The page has no attribute " + attribute.toLowerCase(java.util.Locale.ROOT) + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a < b", "a && b", "</script>", "]]>"})
    void aScriptReadsTheSameInHtmlAndXml(String code) {
        assertThatThrownBy(() -> html.verbatim("script", code))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The script contains < or &.");
    }
}
