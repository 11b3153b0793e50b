package io.github.mesosbuild.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.draft.MesonCalls.Call;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MesonCallsTest {
    private static Call only(String text) {
        List<Call> calls = MesonCalls.in(text);
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
        Call call = MesonCalls.in("dependency('a' + suffix, required: get_option('b'), version: run('x'))")
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
        assertThat(MesonCalls.in("""
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
        assertThat(MesonCalls.in("e = executable('a', cc.find_library('m', required: false), files('x.c'))"))
                .extracting(Call::name)
                .containsExactly("executable", "find_library", "files");
    }

    @Test
    void textsCanHaveSeveralLinesAndEscapes() {
        assertThat(only("message('''it's\n'b c''')").texts()).containsExactly("it's\n'b c");
        assertThat(only("message('it\\'s', ')')").texts()).containsExactly("it\\'s", ")");
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
                "'''"
            })
    void damagedTextsAreRead(String text) {
        assertThat(MesonCalls.in(text)).hasSizeLessThan(2);
    }
}
