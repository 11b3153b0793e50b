package io.github.mesosbuild.mojo;

import io.github.mesosbuild.pipeline.SelectedJdk;
import io.github.mesosbuild.steps.BuildPlan;
import io.github.mesosbuild.steps.NestedMaven;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.toolchain.Toolchain;

/** Which JDK the parameters and Maven's toolchains choose, and how a Maven that make runs is to be like this one. */
final class JavaChoice {
    private final ParameterizedMojo mojo;

    JavaChoice(ParameterizedMojo mojo) {
        this.mojo = mojo;
    }

    /** The home of the selected JDK. */
    Path home() {
        return selected().home();
    }

    /** What programs get as {@code JAVA_HOME}: what the user sets in {@code mesos.environment}, else the selected JDK. */
    String homeOfPrograms() {
        String set = mojo.environment == null ? null : mojo.environment.get(BuildPlan.JAVA_HOME);
        return set == null ? home().toString() : set;
    }

    /** The JDK: the parameter's, the toolchain's, or that of this very Java. */
    SelectedJdk selected() {
        if (mojo.javaHome != null) {
            return new SelectedJdk(mojo.javaHome.toPath().toAbsolutePath().normalize(), SelectedJdk.Origin.PARAMETER);
        }
        return MavenService.ask(mojo.getLog(), "toolchain manager", this::javac)
                .map(javac -> new SelectedJdk(
                        Path.of(javac).toAbsolutePath().getParent().getParent(), SelectedJdk.Origin.TOOLCHAIN))
                .orElseGet(() -> new SelectedJdk(running(), SelectedJdk.Origin.MAVEN));
    }

    private String javac() {
        Toolchain toolchain = mojo.toolchains.getToolchainFromBuildContext("jdk", mojo.session);
        return toolchain == null ? null : toolchain.findTool("javac");
    }

    private Path running() {
        return Path.of(mojo.session.getSystemProperties().getProperty("java.home"));
    }

    /** A parameter that can only be one of some words. */
    static String oneOf(String parameter, String value, List<String> words) throws MojoFailureException {
        if (!words.contains(value)) {
            throw new MojoFailureException("The parameter " + parameter + " has the value '" + value + "': one of "
                    + String.join(", ", words) + " is expected.");
        }
        return value;
    }

    /** How make calls a Maven that is like this one. */
    NestedMaven maven() {
        MavenExecutionRequest request = mojo.session.getRequest();
        Path program = Path.of(mojo.session.getSystemProperties().getProperty("maven.home", ""), "bin", "mvn");
        return new NestedMaven(
                Files.isExecutable(program) ? program.toString() : "mvn",
                running(),
                file(request.getUserSettingsFile()),
                file(request.getGlobalSettingsFile()),
                Path.of(mojo.session.getLocalRepository().getBasedir()),
                mojo.session.isOffline(),
                mojo.session.getSystemProperties().getProperty("env.MAVEN_OPTS", ""));
    }

    private static Optional<Path> file(File file) {
        return Optional.ofNullable(file).filter(File::isFile).map(File::toPath).map(Path::toAbsolutePath);
    }
}
