package io.github.mesosbuild.mojo;

import io.github.mesosbuild.bundle.BundleRepositories;
import io.github.mesosbuild.cluster.Login;
import io.github.mesosbuild.fetch.HttpSettings;
import io.github.mesosbuild.report.GoalNames;
import io.github.mesosbuild.steps.NestedMaven;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;

/**
 * The Maven that runs a goal.
 *
 * @param session its session
 * @param execution the execution of the goal
 * @param log the goal's log
 * @param decrypter decrypts the passwords of the settings
 * @param repositories resolves artifacts
 * @param toolchains selects a JDK
 */
record Maven(
        MavenSession session,
        MojoExecution execution,
        Log log,
        SettingsDecrypter decrypter,
        RepositorySystem repositories,
        ToolchainManager toolchains) {
    private static final String BASE_DIRECTORY = "${project.basedir}/";

    /** Returns the project's directory, or the directory in which Maven was started if there is no project. */
    Path baseDirectory() {
        File project = session.getCurrentProject().getBasedir();
        return project == null ? Path.of(session.getExecutionRootDirectory()) : project.toPath();
    }

    /** Returns the absolute path of a parameter. Without a POM, Maven leaves {@code ${project.basedir}} in its default value. */
    Path path(File parameter) {
        String text = parameter.getPath();
        int placeholder = text.indexOf(BASE_DIRECTORY);
        return (placeholder < 0
                        ? parameter.toPath()
                        : baseDirectory().resolve(text.substring(placeholder + BASE_DIRECTORY.length())))
                .toAbsolutePath()
                .normalize();
    }

    /** Returns the directory of Surefire's reports, which receives those of the release's own tests too. */
    Path surefireReports() {
        return path(new File(session.getCurrentProject().getBuild().getDirectory()))
                .resolve("surefire-reports");
    }

    boolean isOffline() {
        return session.isOffline();
    }

    /** Returns the goals as they can be typed here. */
    GoalNames goalNames() {
        return GoalPrefix.names(session, execution.getVersion());
    }

    /** Returns the version of this plugin. */
    String pluginVersion() {
        return execution.getVersion();
    }

    HttpSettings http() {
        return MavenSettings.http(session.getSettings(), decrypter, log);
    }

    /**
     * Returns the credentials of a server of the settings; empty without an ID.
     *
     * @throws MojoFailureException if the settings have no such server with a user name
     */
    Optional<Login> login(String parameter, String server) throws MojoFailureException {
        if (server == null || server.isBlank()) {
            return Optional.empty();
        }
        Optional<HttpSettings.Credentials> known =
                Optional.ofNullable(http().servers().get(server.strip())).flatMap(HttpSettings.Server::credentials);
        if (known.isEmpty()) {
            throw new MojoFailureException(parameter + " is '" + server.strip()
                    + "', but your settings.xml has no <server> with that ID and a <username>.");
        }
        return Optional.of(new Login(known.get().user(), known.get().password()));
    }

    /**
     * Returns the passphrase of a server of the settings, or else its password, decrypted; empty without an ID.
     *
     * @throws MojoFailureException if the settings have no such server
     */
    Optional<char[]> passphrase(String parameter, String server) throws MojoFailureException {
        if (server == null || server.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(
                MavenSettings.passphrase(session.getSettings(), decrypter, log, server.strip())
                        .orElseThrow(
                                () -> new MojoFailureException(
                                        parameter + " is '" + server.strip()
                                                + "', but your settings.xml has no <server> with that ID that has a passphrase or a password.")));
    }

    MavenArtifacts artifacts() {
        return new MavenArtifacts(
                repositories,
                session.getRepositorySession(),
                session.getCurrentProject().getRemoteProjectRepositories(),
                "");
    }

    /** Returns the artifacts that Maven needs to run plugins. */
    MavenArtifacts pluginArtifacts() {
        return new MavenArtifacts(
                repositories,
                session.getRepositorySession(),
                session.getCurrentProject().getRemotePluginRepositories(),
                "plugin");
    }

    /**
     * Returns the repositories of bundles.
     *
     * @param names IDs, URLs, or {@code id::url}
     */
    BundleRepositories bundles(List<String> names) throws MojoFailureException {
        return MavenBundles.of(this, "mesos.bundles", names);
    }

    /** Returns the home of the JDK that runs Maven. */
    Path runningJdk() {
        return Path.of(session.getSystemProperties().getProperty("java.home"));
    }

    /** Returns the home of the JDK that Maven's toolchains select. */
    Optional<Path> toolchainJdk() {
        return MavenService.ask(log, "toolchain manager", this::javac)
                .map(javac -> Path.of(javac).toAbsolutePath().getParent().getParent());
    }

    private String javac() {
        Toolchain toolchain = toolchains.getToolchainFromBuildContext("jdk", session);
        return toolchain == null ? null : toolchain.findTool("javac");
    }

    /** Returns how a make can call a Maven like this one. */
    NestedMaven nested() {
        MavenExecutionRequest request = session.getRequest();
        Path program = Path.of(session.getSystemProperties().getProperty("maven.home", ""), "bin", "mvn");
        return new NestedMaven(
                Files.isExecutable(program) ? program.toString() : "mvn",
                runningJdk(),
                file(request.getUserSettingsFile()),
                file(request.getGlobalSettingsFile()),
                Path.of(session.getLocalRepository().getBasedir()),
                session.isOffline(),
                session.getSystemProperties().getProperty("env.MAVEN_OPTS", ""));
    }

    private static Optional<Path> file(File file) {
        return Optional.ofNullable(file).filter(File::isFile).map(File::toPath).map(Path::toAbsolutePath);
    }
}
