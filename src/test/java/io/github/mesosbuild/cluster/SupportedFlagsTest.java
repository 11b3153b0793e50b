package io.github.mesosbuild.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupportedFlagsTest {
    /** The form of src/slave/flags.cpp at tag 0.24.0. */
    private static final String HELP = """
            Usage: mesos-slave [options]

              --attributes=VALUE                                Attributes of machine, in the form:
                                                                rack:2 or 'rack:2;u:1'
              --[no-]cgroups_limit_swap                         Cgroups feature flag to enable memory limits on both
                                                                memory and swap instead of just memory.
                                                                (default: false)
              --containerizers=VALUE                            Comma separated list of containerizer implementations
                                                                are specified is the order they are tried
                                                                (--containerizers=mesos).
              --work_dir=VALUE                                  Directory path to place framework work directories
              --master=VALUE
              --[no-]switch_user                                Whether to run tasks (default: true)
            """;

    private static SupportedFlags sheet() throws ClusterException {
        return SupportedFlags.parse("mesos-slave", HELP);
    }

    private static String refusal(Map<String, String> flags) {
        return assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> sheet().checked("slave-1", flags))
                .matches(e -> e.kind() == ClusterException.Kind.FLAG)
                .actual()
                .getMessage();
    }

    @Test
    void theFlagsAreThoseOfTheHelp() throws ClusterException {
        for (String flag : new String[] {"attributes", "cgroups_limit_swap", "containerizers", "work_dir", "master"}) {
            assertThat(sheet().knows(flag)).as(flag).isTrue();
        }
        assertThat(sheet().knows("no")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "work_dir, /a, work_dir, /a",
        "WORK_DIR, /a, work_dir, /a",
        "--work_dir, /a, work_dir, /a",
        "switch_user, '', switch_user, true",
        "switch_user, 0, switch_user, false",
        "no-switch_user, '', switch_user, false",
        "--no-switch_user, , switch_user, false",
        "switch_user, file:///a, switch_user, file:///a",
        "attributes, '', attributes, ''"
    })
    void aFlagIsGivenByTheNameThatTheDaemonLoads(String given, String value, String name, String loaded)
            throws ClusterException {
        java.util.Map<String, String> flags = new java.util.HashMap<>();
        flags.put(given, value);
        assertThat(sheet().checked("slave-1", flags)).isEqualTo(Map.of(name, loaded));
    }

    @Test
    void aTypingErrorIsCaught() {
        assertThat(refusal(Map.of("workdir", "/a")))
                .isEqualTo("The flag 'workdir', which is given to slave-1, is none of mesos-slave. Is it 'work_dir'?");
    }

    @Test
    void whatIsLikeNothingIsNotGuessed() {
        assertThat(refusal(Map.of("quorum", "2")))
                .isEqualTo("The flag 'quorum', which is given to slave-1, is none of mesos-slave.");
    }

    @Test
    void theSameFlagInTwoFormsIsRefused() {
        java.util.Map<String, String> flags = new java.util.LinkedHashMap<>();
        flags.put("switch_user", "true");
        flags.put("no-switch_user", "");
        assertThat(refusal(flags))
                .isEqualTo("The flag 'switch_user' is given to slave-1 twice, which mesos-slave does not take.");
    }

    @Test
    void aBooleanIsTrueOrFalse() {
        assertThat(refusal(Map.of("switch_user", "yes")))
                .isEqualTo("The flag 'switch_user' of slave-1 is true or false, and has 'yes'.");
        assertThat(refusal(Map.of("no-switch_user", "true")))
                .isEqualTo("The flag 'no-switch_user' of slave-1 takes no value, and has 'true'.");
    }

    @Test
    void aHelpWithoutFlagsIsNoDaemons() {
        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> SupportedFlags.parse("mesos-slave", "cannot open shared object file\n"))
                .withMessage("mesos-slave --help lists no flags, but says: cannot open shared object file");
    }
}
