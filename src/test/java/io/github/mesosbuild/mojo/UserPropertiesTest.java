package io.github.mesosbuild.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserPropertiesTest {
    private final BuildMojo mojo = new BuildMojo();
    private final Properties user = new Properties();
    private final Properties project = new Properties();

    private void apply() throws MojoFailureException {
        new UserProperties(user, project).applyTo(mojo);
    }

    @Test
    void theCommandLineWinsOverThePom() throws Exception {
        mojo.recipe = "mesos";
        mojo.jobs = 4;
        mojo.installDirectory = new File("/opt/pom");
        mojo.verifyAgain = true;
        user.setProperty("mesos.recipe", "commons-daemon");
        user.setProperty("mesos.jobs", " 2 ");
        user.setProperty("mesos.installDirectory", "/opt/user");
        user.setProperty("mesos.verifyAgain", "false");
        user.setProperty("mesos.installDependencies", "true");
        apply();
        assertThat(mojo.recipe).isEqualTo("commons-daemon");
        assertThat(mojo.jobs).isEqualTo(2);
        assertThat(mojo.installDirectory).isEqualTo(new File("/opt/user"));
        assertThat(mojo.verifyAgain).isFalse();
        assertThat(mojo.installDependencies).isTrue();
    }

    @Test
    void whatIsNotGivenStaysAsItIs() throws Exception {
        mojo.version = "0.24.0";
        mojo.attempts = 7;
        mojo.mirrors = List.of("https://example.org/");
        apply();
        assertThat(mojo.version).isEqualTo("0.24.0");
        assertThat(mojo.attempts).isEqualTo(7);
        assertThat(mojo.mirrors).containsExactly("https://example.org/");
        assertThat(mojo.keys).isNull();
    }

    @Test
    void nestedElementsAreReachedAtEveryDepth() throws Exception {
        mojo.archive = new ArchiveParameters();
        mojo.archive.url = "https://example.org/pom.tar.gz";
        mojo.archive.sha256 = "of the pom";
        user.setProperty("mesos.archive.url", "https://example.org/user.tar.gz");
        user.setProperty("mesos.archive.file", "relative.tar.gz");
        user.setProperty("mesos.env.skip", "true");
        user.setProperty("mesos.env.remove", "");
        user.setProperty("mesos.unpack.maximumRatio", "300");
        user.setProperty("mesos.check.skip", "true");
        apply();
        assertThat(mojo.archive.url).isEqualTo("https://example.org/user.tar.gz");
        assertThat(mojo.archive.sha256).isEqualTo("of the pom");
        assertThat(mojo.archive.file).isEqualTo(new File("relative.tar.gz").getAbsoluteFile());
        assertThat(mojo.env.skipped()).isTrue();
        assertThat(mojo.env.remove).isTrue();
        assertThat(mojo.unpack.limits().ratio()).isEqualTo(300);
        assertThat(mojo.check.skipped()).isTrue();
        assertThat(mojo.build.skipped()).isFalse();
        assertThat(mojo.checkDependencies.skipped()).isFalse();
    }

    @Test
    void propertiesOfTheProjectFillOnlyWhatIsOpen() throws Exception {
        mojo.archive = new ArchiveParameters();
        mojo.archive.url = "https://example.org/pom.tar.gz";
        project.setProperty("mesos.archive.url", "https://example.org/project.tar.gz");
        project.setProperty("mesos.archive.sha512", "of the project");
        project.setProperty("mesos.build.skip", "true");
        project.setProperty("mesos.env.skip", "true");
        user.setProperty("mesos.env.skip", "false");
        apply();
        assertThat(mojo.archive.url).isEqualTo("https://example.org/pom.tar.gz");
        assertThat(mojo.archive.sha512).isEqualTo("of the project");
        assertThat(mojo.build.skipped()).isTrue();
        assertThat(mojo.env.skipped()).isFalse();
    }

    @Test
    void listsAreSeparatedByCommas() throws Exception {
        user.setProperty("mesos.mirrors", "https://one.example.org/, central::https://two.example.org/a,,");
        user.setProperty("mesos.signers", "");
        apply();
        assertThat(mojo.mirrors).containsExactly("https://one.example.org/", "central::https://two.example.org/a");
        assertThat(mojo.signers).isEmpty();
    }

    @Test
    void argumentsAreWordsAsInAShell() throws Exception {
        user.setProperty("mesos.configureArguments", "--enable-x 'CXXFLAGS=-O2 -g' \"LIBS=-la, -lb\" --with=a,b");
        user.setProperty("mesos.makeArguments", "V=1");
        apply();
        assertThat(mojo.configureArguments)
                .containsExactly("--enable-x", "CXXFLAGS=-O2 -g", "LIBS=-la, -lb", "--with=a,b");
        assertThat(mojo.makeArguments).containsExactly("V=1");
    }

    @Test
    void aQuoteThatDoesNotEndIsSaid() {
        user.setProperty("mesos.configureArguments", "--enable-x 'CXXFLAGS=-O2");
        assertThatThrownBy(this::apply)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith(
                        "mesos.configureArguments cannot be split into words, got '--enable-x 'CXXFLAGS=-O2': ");
    }

    @Test
    void mapsAreGatheredByTheirPrefixAndTheCommandLineWins() throws Exception {
        mojo.environment = new LinkedHashMap<>(Map.of("CC", "gcc", "CXX", "g++"));
        project.setProperty("mesos.environment.CC", "of the project");
        project.setProperty("mesos.environment.LIBS", "-lm");
        user.setProperty("mesos.environment.CXX", "clang++");
        user.setProperty("mesos.environmental", "no entry");
        apply();
        assertThat(mojo.environment)
                .containsOnly(Map.entry("CC", "gcc"), Map.entry("CXX", "clang++"), Map.entry("LIBS", "-lm"));
    }

    @Test
    void aWrongNumberIsSaidWithTheParameterAndTheValue() {
        user.setProperty("mesos.jobs", "two");
        assertThatThrownBy(this::apply)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("mesos.jobs must be a whole number, got \'two\'.");
        user.setProperty("mesos.jobs", "2");
        user.setProperty("mesos.unpack.maximumDepth", "99999999999");
        assertThatThrownBy(this::apply)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("mesos.unpack.maximumDepth must be a whole number, got \'99999999999\'.");
    }

    @Test
    void aFlagWithoutAValueIsSet() throws Exception {
        user.setProperty("mesos.skip", "");
        apply();
        assertThat(mojo.skip).isTrue();
    }

    @Test
    void aFlagIsTrueOrFalseInAnyCase() throws Exception {
        user.setProperty("mesos.python", " TRUE ");
        user.setProperty("mesos.dryRun", "False");
        apply();
        assertThat(mojo.python).isTrue();
        assertThat(mojo.dryRun).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mesos.installDependencies", "mesos.strip", "mesos.env.remove", "mesos.check.skip"})
    void aFlagWithAnotherValueIsRefusedByName(String flag) {
        user.setProperty(flag, "yes");
        assertThatThrownBy(this::apply)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage(flag + " must be true or false, got 'yes'.");
        user.clear();
        project.setProperty(flag, "ture");
        assertThatThrownBy(this::apply)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage(flag + " must be true or false, got 'ture'.");
        user.setProperty(flag, "true");
        assertThatCode(this::apply).doesNotThrowAnyException();
    }

    private ClusterParameters cluster(Integer agents, Integer slaves) throws MojoFailureException {
        StartMojo start = new StartMojo();
        start.cluster = new ClusterParameters();
        start.cluster.agents = agents;
        start.cluster.slaves = slaves;
        start.cluster.agentFlags = Map.of("work_dir", "/pom");
        start.cluster.slaveFlags = Map.of("resources", "cpus:1");
        new UserProperties(user, project).applyTo(start);
        return start.cluster;
    }

    @ParameterizedTest
    @ValueSource(strings = {"agents", "slaves"})
    void aParameterIsSetByEitherOfItsNames(String name) throws Exception {
        boolean agents = name.equals("agents");
        assertThat(cluster(agents ? 4 : null, agents ? null : 4).agents).isEqualTo(4);
        project.setProperty("mesos.cluster." + name, "2");
        assertThat(cluster(null, null).agents).isEqualTo(2);
        assertThat(cluster(3, null).agents).isEqualTo(3);
        assertThat(cluster(null, 3).agents).isEqualTo(3);
        user.setProperty("mesos.cluster." + name, "1");
        assertThat(cluster(null, 3).agents).isEqualTo(1);
        assertThat(cluster(3, null).agents).isEqualTo(1);
        assertThat(cluster(3, null).slaves).isNull();
    }

    @Test
    void bothNamesOfAParameterNeedTheSameValue() throws Exception {
        String refusal = " are two names of one parameter, but have different values: 2 and 3. Set only one of them.";
        assertThat(cluster(2, 2).agents).isEqualTo(2);
        assertThatThrownBy(() -> cluster(2, 3))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("mesos.cluster.agents and mesos.cluster.slaves" + refusal);
        user.setProperty("mesos.cluster.agents", "2");
        user.setProperty("mesos.cluster.slaves", "3");
        assertThatThrownBy(() -> cluster(null, null))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("mesos.cluster.agents and mesos.cluster.slaves" + refusal);
        user.setProperty("mesos.cluster.slaves", "many");
        assertThatThrownBy(() -> cluster(null, null))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("mesos.cluster.slaves must be a whole number, got 'many'.");
    }

    @Test
    void entriesOfBothNamesOfAMapAreMerged() throws Exception {
        project.setProperty("mesos.cluster.slaveFlags.work_dir", "/project");
        project.setProperty("mesos.cluster.slaveFlags.ip", "127.0.0.1");
        user.setProperty("mesos.cluster.agentFlags.resources", "cpus:2");
        ClusterParameters cluster = cluster(null, null);
        assertThat(cluster.agentFlags).isEqualTo(Map.of("work_dir", "/pom", "resources", "cpus:2", "ip", "127.0.0.1"));
        assertThat(cluster.slaveFlags).isNull();

        user.setProperty("mesos.cluster.slaveFlags.resources", "cpus:4");
        assertThatThrownBy(() -> cluster(null, null))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage(
                        "mesos.cluster.agentFlags.resources and mesos.cluster.slaveFlags.resources are two names of one"
                                + " parameter, but have different values. Set only one of them.");
    }

    @Test
    void aParameterOfAGoalItselfCanHaveTwoNamesToo() throws Exception {
        NodeApplyMojo apply = new NodeApplyMojo();
        apply.forgetSlave = true;
        new UserProperties(user, project).applyTo(apply);
        assertThat(apply.forgetAgent).isTrue();

        user.setProperty("mesos.forgetAgent", "false");
        apply.forgetAgent = false;
        apply.forgetSlave = true;
        new UserProperties(user, project).applyTo(apply);
        assertThat(apply.forgetAgent).isFalse();

        user.setProperty("mesos.forgetSlave", "true");
        assertThatThrownBy(() -> new UserProperties(user, project).applyTo(apply))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("mesos.forgetAgent and mesos.forgetSlave are two names of one parameter, but have different"
                        + " values: false and true. Set only one of them.");
    }

    @Test
    void aPropertyOfTheProjectForAFlagWithTwoNamesIsTrueOrFalse() {
        project.setProperty("mesos.forgetSlave", "ture");
        NodeApplyMojo apply = new NodeApplyMojo();
        apply.forgetSlave = false;
        assertThatThrownBy(() -> new UserProperties(user, project).applyTo(apply))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("mesos.forgetSlave must be true or false, got 'ture'.");
    }

    @Test
    void whatIsNoParameterIsOutOfReach() throws Exception {
        Map<String, Object> context = new LinkedHashMap<>(Map.of("project", List.of(1)));
        mojo.setPluginContext(context);
        user.setProperty("mesos.session", "x");
        user.setProperty("mesos.repositorySystem", "x");
        user.setProperty("mesos.pluginContext.project", "x");
        apply();
        assertThat(mojo.session).isNull();
        assertThat((Object) mojo.getPluginContext()).isSameAs(context);
        assertThat(context).containsOnly(Map.entry("project", List.of(1)));
    }
}
