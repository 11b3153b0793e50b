package io.github.mesosbuild.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mesosbuild.release.Version;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

    private static SupportedFlags supported() throws ClusterException {
        return SupportedFlags.parse("mesos-slave", HELP);
    }

    private static String refusal(Map<String, String> flags) {
        return assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> supported().checked("slave-1", flags))
                .matches(e -> e.kind() == ClusterException.Kind.FLAG)
                .actual()
                .getMessage();
    }

    @Test
    void flagsAreReadFromTheHelpText() throws ClusterException {
        for (String flag : new String[] {"attributes", "cgroups_limit_swap", "containerizers", "work_dir", "master"}) {
            assertThat(supported().knows(flag)).as(flag).isTrue();
        }
        assertThat(supported().knows("no")).isFalse();
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
    void aFlagIsReturnedInTheFormThatTheDaemonLoads(String given, String value, String name, String loaded)
            throws ClusterException {
        Map<String, String> flags = new HashMap<>();
        flags.put(given, value);
        assertThat(supported().checked("slave-1", flags)).isEqualTo(Map.of(name, loaded));
    }

    @Test
    void aTypoIsCaught() {
        assertThat(refusal(Map.of("workdir", "/a")))
                .isEqualTo("mesos-slave has no flag --workdir, which is set for slave-1. Did you mean --work_dir?");
    }

    @Test
    void aFlagThatResemblesNoneIsNotGuessed() {
        assertThat(refusal(Map.of("quorum", "2")))
                .isEqualTo("mesos-slave has no flag --quorum, which is set for slave-1.");
    }

    @Test
    void theSameFlagInTwoFormsIsRefused() {
        Map<String, String> flags = new LinkedHashMap<>();
        flags.put("switch_user", "true");
        flags.put("no-switch_user", "");
        assertThat(refusal(flags))
                .isEqualTo("--switch_user is set twice for slave-1; mesos-slave accepts it only once.");
    }

    @Test
    void aBooleanMustBeTrueOrFalse() {
        assertThat(refusal(Map.of("switch_user", "yes")))
                .isEqualTo(
                        "--switch_user for slave-1 must be true or false, got 'yes'. mesos-slave would print: Failed to"
                                + " load flag 'switch_user': Failed to load value 'yes': Expecting a boolean (e.g., true or"
                                + " false).");
        assertThat(refusal(Map.of("no-switch_user", "true")))
                .isEqualTo("--no-switch_user for slave-1 takes no value, got 'true'.");
    }

    /** The types of a daemon on this machine are those of its version. */
    @Test
    void valuesMustFitTheVersion() throws ClusterException {
        SupportedFlags slave = SupportedFlags.parse("mesos-slave", HELP + "  --gc_delay=VALUE   Delay\n")
                .with(FlagTable.bundled().values(new Version("0.24.0"), Role.SLAVE));
        assertThat(slave.checked("slave-1", Map.of("gc_delay", "2days", "attributes", "rack:a")))
                .isEqualTo(Map.of("gc_delay", "2days", "attributes", "rack:a"));
        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> slave.checked("slave-1", Map.of("gc_delay", "2day")))
                .withMessage(
                        "--gc_delay for slave-1 must be a number with one of the units ns, us, ms, secs, mins, hrs, days and"
                                + " weeks, such as 5mins, got '2day'. mesos-slave would print: Failed to load flag 'gc_delay': Failed"
                                + " to load value '2day': Unknown duration unit 'day'.");
        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> slave.checked("slave-1", Map.of("attributes", "rack:a b")))
                .withMessage(
                        "The attribute rack in --attributes for slave-1 must not contain spaces, got 'a b'. Mesos removes"
                                + " them: it would read 'ab'.");
    }

    @Test
    void variablesAreCheckedLikeFlags() throws ClusterException {
        supported().checkVariables("slave-1", Map.of("MESOS_ATTRIBUTES", "rack:a", "MESOS_OTHER", "x", "PATH", "/bin"));
        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> supported().checkVariables("slave-1", Map.of("MESOS_ATTRIBUTES", "zones:{a,b}")))
                .withMessageStartingWith(
                        "The attribute zones in --attributes for slave-1 (MESOS_ATTRIBUTES) must be a number");
    }

    @Test
    void aHelpTextWithoutFlagsIsRefused() {
        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> SupportedFlags.parse("mesos-slave", "cannot open shared object file\n"))
                .withMessage(
                        "mesos-slave --help lists no flags. Its output starts with: cannot open shared object file");
    }

    /** The form of 1.0 and newer, which prints former names too. */
    private static final String HELP_WITH_FORMER_NAMES = """
            Usage: mesos-master [options]

              --[no-]authenticate_agents, --[no-]authenticate_slaves            If `true`, only authenticated agents are
                                                                                allowed to register. (default: false)
              --agent_ping_timeout=VALUE, --slave_ping_timeout=VALUE            The timeout within which an agent is
                                                                                expected to respond.
              --work_dir=VALUE                                                  Path of the master work directory.
            """;

    @Test
    void formerNamesAreReplaced() throws ClusterException {
        SupportedFlags master = SupportedFlags.parse("mesos-master", HELP_WITH_FORMER_NAMES);
        assertThat(master.knows("agent_ping_timeout")).isTrue();
        assertThat(master.knows("slave_ping_timeout")).isTrue();
        assertThat(master.isBoolean("authenticate_slaves")).isTrue();
        assertThat(master.checked("master-1", Map.of("slave_ping_timeout", "5secs", "no-authenticate_slaves", "")))
                .isEqualTo(Map.of("agent_ping_timeout", "5secs", "authenticate_agents", "false"));
    }

    @Test
    void theSameFlagUnderBothNamesIsRefused() throws ClusterException {
        SupportedFlags master = SupportedFlags.parse("mesos-master", HELP_WITH_FORMER_NAMES);
        Map<String, String> flags = new LinkedHashMap<>();
        flags.put("agent_ping_timeout", "5secs");
        flags.put("slave_ping_timeout", "5secs");
        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> master.checked("master-1", flags))
                .withMessage("--agent_ping_timeout is set twice for master-1, once as --slave_ping_timeout;"
                        + " mesos-master accepts it only once.");
    }

    @Test
    void aBooleanThatAVersionFixesIsChecked() throws ClusterException {
        SupportedFlags old =
                FlagTable.bundled().sheet(new Version("0.28.3"), Role.MASTER).orElseThrow();
        assertThat(old.checked("master-1", Map.of("registry_strict", "true")))
                .isEqualTo(Map.of("registry_strict", "true"));
        SupportedFlags master =
                FlagTable.bundled().sheet(new Version("1.0.0"), Role.MASTER).orElseThrow();
        assertThat(master.checked("master-1", Map.of("no-registry_strict", "")))
                .isEqualTo(Map.of("registry_strict", "false"));
        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> master.checked("master-1", Map.of("registry_strict", "")))
                .withMessage("--registry_strict for master-1 must be false, got 'true'. mesos-master 1.0.0 would print:"
                        + " Support for '--registry_strict' has been disabled and will be removed in a future version of"
                        + " Mesos.");
    }
}
