package io.github.mesosbuild.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.nio.file.Path;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.junit.jupiter.api.Test;

class MavenServiceTest {
    private final Log log = mock(Log.class);

    private FetchMojo mojo() {
        Properties system = new Properties();
        system.setProperty("java.home", "/jdk");
        FetchMojo mojo = new FetchMojo();
        mojo.session = mock(MavenSession.class);
        mojo.toolchains = mock(ToolchainManager.class);
        mojo.setLog(log);
        when(mojo.session.getSystemProperties()).thenReturn(system);
        return mojo;
    }

    private Path home(FetchMojo mojo) {
        Maven maven = new Maven(mojo.session, null, log, null, null, mojo.toolchains);
        return new JavaChoice(null, null, maven).selected().home();
    }

    @Test
    void aServiceThatAnswersIsHeard() {
        assertThat(MavenService.ask(log, "x", () -> "y")).contains("y");
        assertThat(MavenService.ask(log, "x", () -> null)).isEmpty();
        verifyNoInteractions(log);
    }

    @Test
    void aServiceThatFailsCountsAsAbsent() {
        NoSuchMethodError otherMaven = new NoSuchMethodError("z");
        assertThat(MavenService.ask(log, "x", () -> {
                    throw otherMaven;
                }))
                .isEmpty();
        verify(log).debug("Maven's x failed and is not used: " + otherMaven, otherMaven);
    }

    /** As Maven 4.0.0-rc-5 does it in a directory without a POM. */
    @Test
    void aFailingToolchainManagerLeavesTheJdkOfMaven() {
        FetchMojo mojo = mojo();
        NullPointerException failure = new NullPointerException();
        when(mojo.toolchains.getToolchainFromBuildContext("jdk", mojo.session)).thenThrow(failure);
        assertThat(home(mojo)).isEqualTo(Path.of("/jdk"));
        verify(log).debug(contains("toolchain manager failed"), eq(failure));
    }

    @Test
    void aFailingToolchainLeavesTheJdkOfMaven() {
        FetchMojo mojo = mojo();
        Toolchain broken = mock(Toolchain.class);
        when(broken.findTool("javac")).thenThrow(new IllegalStateException("no home"));
        when(mojo.toolchains.getToolchainFromBuildContext("jdk", mojo.session)).thenReturn(broken);
        assertThat(home(mojo)).isEqualTo(Path.of("/jdk"));
    }

    @Test
    void aToolchainIsTaken() {
        FetchMojo mojo = mojo();
        Toolchain other = mock(Toolchain.class);
        when(other.findTool("javac")).thenReturn("/other/bin/javac");
        when(mojo.toolchains.getToolchainFromBuildContext("jdk", mojo.session)).thenReturn(other);
        assertThat(home(mojo)).isEqualTo(Path.of("/other"));
    }
}
