package io.github.mesosbuild.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.mesosbuild.draft.MesonCalls.Call;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MesonCallsTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private static List<Call> calls(String text) {
        return new MesonCalls(Set.of("project", "dependency", "executable", "find_library", "test", "a", "b", "c", "d"))
                .in(text);
    }

    private static Call only(String text) {
        List<Call> calls = calls(text);
        assertThat(calls).hasSize(1);
        return calls.get(0);
    }

    @Test
    void argumentsAreTextsAndKeywords() {
        Call call = only("""
                project('it', ['c', 'cpp'], # 'rust'
                  version : '1.2', license: ['MIT', 'Zlib'],
                  default_options : ['a=b, c'], meson_version : '>= 0.5')
                """);
        assertThat(call.name()).isEqualTo("project");
        assertThat(call.texts()).containsExactly("it", "c", "cpp");
        assertThat(call.keyword("version")).contains("1.2");
        assertThat(call.keyword("license")).contains("MIT");
        assertThat(call.keyword("default_options")).contains("a=b, c");
        assertThat(call.keyword("other")).isEmpty();
    }

    @Test
    void whatIsComputedIsNoText() {
        Call call = calls("dependency('a' + suffix, required: get_option('b'), version: run('x'))")
                .get(0);
        assertThat(call.texts()).isEmpty();
        assertThat(call.is("required", true)).isFalse();
        assertThat(call.is("required", false)).isFalse();
        assertThat(call.keyword("version")).isEmpty();
        assertThat(only("dependency('a', required : true)").is("required", true))
                .isTrue();
    }

    @Test
    void callsInBlocksAreConditional() {
        assertThat(calls("""
                        a()
                        if x
                          foreach y : ['z']
                            b()
                          endforeach
                        elif w
                          c()
                        endif
                        d()
                        """))
                .extracting(call -> call.name() + (call.conditional() ? "?" : ""))
                .containsExactly("a", "b?", "c?", "d");
    }

    @Test
    void methodsAndCallsInArgumentsCountToo() {
        List<Call> calls = calls(
                "e = executable('a', [cc.find_library('m', required: false), 'n'], files('x.c'), install: get_option('i'))");
        assertThat(calls).extracting(Call::name).containsExactly("executable", "find_library");
        assertThat(calls.get(0).texts()).containsExactly("a", "n");
        assertThat(calls.get(0).keywords()).containsKey("install");
        assertThat(calls.get(1).texts()).containsExactly("m");
        assertThat(calls.get(1).is("required", false)).isTrue();
    }

    @Test
    void textsCanHaveSeveralLinesAndEscapes() {
        assertThat(only("test('''it's\n'b c''')").texts()).containsExactly("it's\n'b c");
        assertThat(only("test('it\\'s', ')')").texts()).containsExactly("it\\'s", ")");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "project(",
                "project('a', version: ",
                "project('",
                ")))]",
                "\0(",
                "if if endif endif endif a",
                "'''",
                "project('a\\",
                "project('a', (b)]"
            })
    void whatIsNotCompleteIsNoCall(String text) {
        assertThat(calls(text)).hasSizeLessThan(2);
    }

    @Test
    void anUnterminatedTextEndsWithItsLine() {
        assertThat(calls("a('x\nproject('y')\n)")).extracting(Call::name).containsExactly("a", "project");
    }

    @Test
    void anExtraEndOfABlockEndsNothing() {
        assertThat(calls("endif\nif x\na()\nendif\nb()"))
                .extracting(Call::conditional)
                .containsExactly(true, false);
    }

    /** The author of an archive is not known, so no text may take long, much memory or a deep stack. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'''", "'\\", "''''''x", "'x',", "test('", "test(", "f(", "[", "test(),", "test)", "x ", "a:[", "\n'\\"
            })
    void hostileTextsEndSoon(String part) {
        for (String start : List.of("", "test(", "'")) {
            String text = start + part.repeat(200_000);
            assertThat(assertTimeoutPreemptively(SOON, () -> calls(text))).hasSizeLessThanOrEqualTo(200_001);
        }
    }

    @Test
    void aLongTextIsOneToken() {
        Call call = only("test('" + "a".repeat(1_000_000) + "', '''" + "b\n".repeat(500_000) + "''', 'c')");
        assertThat(call.texts())
                .hasSize(3)
                .allMatch(text -> text.length() <= 200)
                .endsWith("c");
    }

    @Test
    void deepNestingEndsTheText() {
        assertThat(calls("a()\n" + "b(".repeat(150) + ")".repeat(150) + "\nc()"))
                .hasSize(152);
        assertThat(calls("a()\n" + "b(".repeat(250) + ")".repeat(250) + "\nc()"))
                .extracting(Call::name)
                .containsExactly("a");
    }

    /** One reader reads all files of a release. */
    @Test
    void allTextsTogetherHaveALimit() {
        MesonCalls reader = new MesonCalls(Set.of("test"));
        String text = "test('a')\n".repeat(60_000);
        assertThat(List.of(
                        reader.in(text).size(),
                        reader.in(text).size(),
                        reader.in(text).size()))
                .startsWith(60_000)
                .endsWith(0);
    }
}
