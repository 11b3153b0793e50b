package io.github.mesosbuild.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.draft.MacroCalls.Call;
import java.util.List;
import org.junit.jupiter.api.Test;

class MacroCallsTest {
    @Test
    void findsNamesAndArguments() {
        assertThat(MacroCalls.in("AC_INIT([GNU hello], [2.12], [bugs@example.org])\nAC_PROG_CC\nFOO(AC)\n"))
                .containsExactly(
                        new Call("AC_INIT", List.of("GNU hello", "2.12", "bugs@example.org"), false),
                        new Call("AC_PROG_CC", List.of(), false));
    }

    @Test
    void commasAndParenthesesInQuotesAreText() {
        assertThat(MacroCalls.in("AC_CHECK_LIB(z, deflate, [a(1, 2)], [b, [c]])"))
                .containsExactly(new Call("AC_CHECK_LIB", List.of("z", "deflate", "a(1, 2)", "b, [c]"), false));
    }

    @Test
    void commentsAreNoCalls() {
        assertThat(MacroCalls.in("dnl AC_PROG_CXX\n# AC_PROG_FC\nx=1 dnl AC_PROG_CC\n"))
                .isEmpty();
    }

    @Test
    void aCallInsideAnotherIsConditional() {
        List<Call> calls = MacroCalls.in("AS_IF([test x], [AC_CHECK_LIB([z], [f])])\nAC_PROG_CC");
        assertThat(calls).extracting(Call::name).containsExactly("AS_IF", "AC_CHECK_LIB", "AC_PROG_CC");
        assertThat(calls).extracting(Call::conditional).containsExactly(false, true, false);
    }

    @Test
    void aCallInAStatementOfTheShellIsConditional() {
        List<Call> calls = MacroCalls.in("""
                if test a; then
                  AC_CHECK_LIB(a, f)
                fi
                case $b in
                  x) AC_CHECK_LIB(b, f) ;;
                esac
                if test c; then AC_CHECK_LIB(c, f); fi
                AC_CHECK_LIB(d, f, [if test e; then g; fi])
                AC_CHECK_LIB(e, f)
                """);
        assertThat(calls).extracting(call -> call.argument(0)).containsExactly("a", "b", "c", "d", "e");
        assertThat(calls).extracting(Call::conditional).containsExactly(true, true, true, false, false);
    }

    @Test
    void knowsWhenConfigureFails() {
        Call call =
                MacroCalls.in("AC_CHECK_LIB(z, f, [], [AC_MSG_ERROR([no z])])").get(0);
        assertThat(call.failsIn(3)).isTrue();
        assertThat(call.failsIn(2)).isFalse();
        assertThat(call.failsIn(9)).isFalse();
    }

    @Test
    void brokenTextEnds() {
        assertThat(MacroCalls.in("AC_INIT([hello, [2]")).extracting(Call::name).containsExactly("AC_INIT");
        assertThat(MacroCalls.in("AC_A(".repeat(100_000))).isNotEmpty();
        assertThat(MacroCalls.in(")]])")).isEmpty();
    }
}
