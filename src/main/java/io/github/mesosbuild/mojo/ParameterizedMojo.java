package io.github.mesosbuild.mojo;

import java.io.File;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;

/** The parameters that all goals have, and the services of Maven. */
abstract class ParameterizedMojo extends AbstractMojo {
    /**
     * What to build: the name of a bundled recipe, {@code mesos} or {@code commons-daemon}, or the path of a recipe file of your
     * own. The bundled recipes, in the plugin's jar below {@code io/github/mesosbuild/release}, show every key.
     *
     * @since 1.0.0
     */
    @Parameter(property = "mesos.recipe", defaultValue = "mesos")
    String recipe;

    /**
     * The version of the release. Without it, the recipe's own: {@code 0.24.0} for Mesos. {@code mesos:releases} lists those that the
     * recipe knows. For a version that it pins no digest of, give {@code mesos.archive.sha512} (or {@code sha256}), or
     * {@code mesos.keys}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "mesos.version")
    String version;

    /**
     * The archive, where it is not what the recipe says. Each element is also a property:
     * <ul>
     * <li>{@code <url>} ({@code mesos.archive.url}): where to download it, in the place of the recipe's addresses;</li>
     * <li>{@code <sha256>} ({@code mesos.archive.sha256}) and {@code <sha512>} ({@code mesos.archive.sha512}): the digest that it
     * must have, in the place of those of the recipe;</li>
     * <li>{@code <file>} ({@code mesos.archive.file}): a file on this machine, which must exist even if the archive is in
     * the cache; a signature and checksum files beside it are used;</li>
     * <li>{@code <artifact>} ({@code mesos.archive.artifact}): Maven coordinates
     * {@code groupId:artifactId:extension[:classifier]:version}, resolved by Maven with its mirrors, proxies and
     * credentials;</li>
     * <li>{@code <directory>} ({@code mesos.archive.directory}): an existing directory on this machine that is looked into when
     * no server has the archive, or none may be asked.</li>
     * </ul>
     *
     * @since 1.0.0
     */
    @Parameter
    ArchiveParameters archive;

    /**
     * Mirrors that are asked before the recipe's own addresses: URLs of the archive itself, or of the directory in which it
     * lies if they end with a slash. {@code {version}} and {@code {file}} stand for the version and the archive's name. Write
     * {@code id::url} to use the credentials of the {@code <server>} of that id in the settings. On the command line they are
     * separated by commas.
     *
     * @since 1.0.0
     */
    @Parameter(property = "mesos.mirrors")
    List<String> mirrors;

    /**
     * A file of OpenPGP public keys, such as an Apache project's KEYS, or a directory of such files, in the place of the recipe's
     * keys; a project keeps its own and names it in its POM. No key server is ever asked.
     *
     * @since 1.0.0
     */
    @Parameter(property = "mesos.keys")
    File keys;

    /**
     * The full fingerprints of those keys of {@code mesos.keys} that may sign the release. Without it, each of them may.
     *
     * @since 1.0.0
     */
    @Parameter(property = "mesos.signers")
    List<String> signers;

    /**
     * Whether a signature over SHA-1, as Apache releases of 2015 have it, vouches for an archive without a pinned digest.
     *
     * @since 1.0.0
     */
    @Parameter(property = "mesos.acceptWeakSignatures", defaultValue = "false")
    boolean acceptWeakSignatures;

    /**
     * Whether an archive in the cache is read and judged anew, even if its size and time are those of its last verification.
     *
     * @since 1.0.0
     */
    @Parameter(property = "mesos.verifyAgain", defaultValue = "false")
    boolean verifyAgain;

    /**
     * How often one source is tried when its failures are such that trying again can help.
     *
     * @since 1.0.0
     */
    @Parameter(property = "mesos.attempts", defaultValue = "4")
    int attempts;

    /**
     * How many seconds all attempts at all sources may take together.
     *
     * @since 1.0.0
     */
    @Parameter(property = "mesos.fetchTimeoutSeconds", defaultValue = "7200")
    int fetchTimeoutSeconds;

    /**
     * How many connections a server may be asked for at once where one is the bottleneck: 1 to 8.
     *
     * @since 1.0.0
     */
    @Parameter(property = "mesos.connections", defaultValue = "4")
    int connections;

    /**
     * Where verified archives and installations are kept, shared by all projects.
     *
     * @since 1.0.0
     */
    @Parameter(
            property = "mesos.cacheDirectory",
            defaultValue = "${settings.localRepository}/.cache/mesos-maven-plugin")
    File cacheDirectory;

    /**
     * Where sources are unpacked and built, with a directory for each release: logs, source tree, build tree. {@code mesos-env.sh}
     * is in it, so executions of one build that make different installations need one each.
     *
     * @since 1.0.0
     */
    @Parameter(property = "mesos.workDirectory", defaultValue = "${project.build.directory}/mesos")
    File workDirectory;

    /**
     * Where to install. Without it, in the cache directory, by a fingerprint of all that the build depends on, so that projects
     * share it. A directory that holds only files of somebody else is refused; what is put beside an installation later stays there.
     *
     * @since 1.0.0
     */
    @Parameter(property = "mesos.installDirectory")
    File installDirectory;

    /**
     * Arguments for {@code configure}, added to the recipe's. A variable such as {@code CXXFLAGS=-O2} is joined to what the
     * recipe's quirks need in it. On the command line they are separated by blanks, with quotes as in a shell.
     *
     * @since 1.0.0
     */
    @Parameter(property = "mesos.configureArguments")
    List<String> configureArguments;

    /**
     * Arguments for every {@code make}, added to the recipe's; on the command line as {@code mesos.configureArguments}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "mesos.makeArguments")
    List<String> makeArguments;

    /**
     * Environment variables for every step, over those of the recipe; on the command line {@code -Dmesos.environment.NAME=value}.
     * Of the environment of Maven itself only PATH, HOME, USER, LOGNAME, TMPDIR, CC, CXX, the proxy variables and those that start with
     * CCACHE_, SCCACHE_, DISTCC_ or ICECC_ are passed on. {@code JAVA_HOME} is not: the release's tests, its installed programs and its
     * daemons get the JDK of {@code mesos.javaHome} as {@code JAVA_HOME}, unless you set another one here.
     *
     * @since 1.0.0
     */
    @Parameter
    Map<String, String> environment;

    /**
     * How many compilers may run at once at most; 0 means as many as the cores that this process may use. While make runs they
     * are fewer if the memory does not allow for more. The job server of a make that runs Maven decides, if there is one.
     *
     * @since 1.0.0
     */
    @Parameter(property = "mesos.jobs", defaultValue = "0")
    int jobs;

    /**
     * How many MiB of memory one compiler is expected to need, until some were seen; bounds the number of jobs.
     *
     * @since 1.0.0
     */
    @Parameter(property = "mesos.memoryPerJob", defaultValue = "1500")
    int memoryPerJob;

    /**
     * How many MiB of memory all compilers may take together; 0 means what is available.
     *
     * @since 1.0.0
     */
    @Parameter(property = "mesos.memory", defaultValue = "0")
    int memory;

    /**
     * How many MiB must be free below the work directory before a build begins; without it, what the recipe says, and 0 means any.
     *
     * @since 1.0.0
     */
    @Parameter(property = "mesos.disk")
    Integer disk;

    /**
     * After how many seconds a step is ended with all its processes.
     *
     * @since 1.0.0
     */
    @Parameter(property = "mesos.timeoutSeconds", defaultValue = "21600")
    int timeoutSeconds;

    /**
     * After how many seconds without a line of output a step is ended with all its processes; 0 means never.
     *
     * @since 1.0.0
     */
    @Parameter(property = "mesos.silentTimeoutSeconds", defaultValue = "3600")
    int silentTimeoutSeconds;

    /**
     * The home of the JDK for releases that need one; it is also the {@code JAVA_HOME} of the release's tests, its installed programs and
     * its daemons. Without it, the selected {@code jdk} of Maven's toolchains, else the JDK that runs Maven. A directory that you name here
     * must be a JDK that has what the release needs.
     *
     * @since 1.0.0
     */
    @Parameter(property = "mesos.javaHome")
    File javaHome;

    /**
     * Whether the Java bindings of the release are built: {@code true}, {@code false}, or {@code auto}: if the JDK is whole,
     * with {@code bin/javac}, {@code include/jni.h}, {@code libjvm} and a file {@code release} that says its version. With
     * {@code true} a JDK that is not is a failure, before anything is compiled.
     *
     * @since 1.0.0
     */
    @Parameter(property = "mesos.java", defaultValue = "auto")
    String java;

    /**
     * Whether the Python bindings of the release are built, if the machine has the Python that they are for.
     *
     * @since 1.0.0
     */
    @Parameter(property = "mesos.python", defaultValue = "false")
    boolean python;

    /**
     * How the compilers optimise: {@code release}, as a rule with {@code -O2}, or {@code debug}, without and with debug information, as
     * the recipe says. Flags in {@code mesos.configureArguments} come after it and win.
     *
     * @since 1.0.0
     */
    @Parameter(property = "mesos.buildType", defaultValue = "release")
    String buildType;

    /**
     * Whether installed programs and libraries are stripped of what only a debugger needs; without it, those of a {@code release} are.
     *
     * @since 1.0.0
     */
    @Parameter(property = "mesos.strip")
    Boolean strip;

    /**
     * What starts the compilers: {@code ccache} or {@code sccache}, which keep objects, {@code distcc} or {@code icecc}, which compile
     * on other machines, {@code none}, or {@code auto}: ccache if it is on the PATH. The variables of each, such as
     * {@code CCACHE_DIR} or {@code DISTCC_HOSTS}, are passed on, from the environment of Maven or from {@code mesos.environment}.
     * What is built does not depend on it.
     *
     * @since 1.0.0
     */
    @Parameter(property = "mesos.compilerLauncher", defaultValue = "auto")
    String compilerLauncher;

    /**
     * Whether the commands are printed, each with its directory and environment, ready to paste into a shell, and none is run.
     * Nothing is fetched, unpacked, installed or removed.
     *
     * @since 1.0.0
     */
    @Parameter(property = "mesos.dryRun", defaultValue = "false")
    boolean dryRun;

    /**
     * Whether packages that the release requires and the machine has not are installed with the distribution's package manager,
     * as root or by sudo.
     *
     * @since 1.0.0
     */
    @Parameter(property = "mesos.installDependencies", defaultValue = "false")
    boolean installDependencies;

    /**
     * The element {@code <skip>} ({@code mesos.checkDependencies.skip}) leaves out the check of the build requirements.
     *
     * @since 1.0.0
     */
    @Parameter
    SkipParameters checkDependencies;

    /**
     * How large an archive may be before it is refused as harmful. Each element is also a property: {@code <maximumEntries>}
     * ({@code mesos.unpack.maximumEntries}, 200000), {@code <maximumMegabytes>} ({@code mesos.unpack.maximumMegabytes}, 4096),
     * {@code <maximumRatio>} ({@code mesos.unpack.maximumRatio}, 200 bytes for one), {@code <maximumDepth>}
     * ({@code mesos.unpack.maximumDepth}, 64 directories), {@code <maximumNameLength>} ({@code mesos.unpack.maximumNameLength},
     * 4096 bytes), {@code <allowCaseClashes>} ({@code mesos.unpack.allowCaseClashes}, true). {@code <skip>} ({@code mesos.unpack.skip}) leaves out the goal unpack.
     *
     * @since 1.0.0
     */
    @Parameter
    UnpackParameters unpack;

    /**
     * How the release's own tests are run. Each element is also a property: {@code <names>} ({@code mesos.test.names}, in short
     * {@code mesos.test}) selects tests, such as {@code Suite.Name*}, {@code Suite} or {@code !Suite.Name}, several separated by
     * commas; {@code <failIfNoSpecifiedTests>} ({@code mesos.test.failIfNoSpecifiedTests}, true) says whether it is a failure if
     * none has such a name; {@code <timeoutSeconds>} ({@code mesos.test.timeoutSeconds}, 300) limits one test;
     * {@code <rerunFailingTestsCount>} ({@code mesos.test.rerunFailingTestsCount}, 1) is how often a test that failed is run again,
     * alone, and reported as flaky if it passes then; {@code <shards>} ({@code mesos.test.shards}) is how many processes run at
     * once at most, without it as many as there are jobs, and up to six times as many while the processors are idle;
     * {@code <user>} ({@code mesos.test.user}) is as whom they run: without it {@code nobody} if Maven runs as root, and otherwise the
     * user of Maven; {@code root} is possible, and Mesos then makes control groups on the machine itself;
     * {@code <failureIgnore>} ({@code mesos.test.failureIgnore}, false) goes on after failed tests; {@code <reportsDirectory>}
     * ({@code mesos.test.reportsDirectory}), {@code surefire-reports} in the project's build directory if not given, receives the
     * JUnit XML report.
     *
     * @since 1.0.0
     */
    @Parameter
    TestParameters test;

    /**
     * Whether all goals of this plugin are skipped.
     *
     * @since 1.0.0
     */
    @Parameter(property = "mesos.skip", defaultValue = "false")
    boolean skip;

    /**
     * Whether a parameter that no goal of this plugin has is a failure instead of a warning: a property of the command line that begins
     * with {@code mesos.}, such as {@code -Dmesos.verison=0.24.0}, or an element of the plugin's configuration.
     *
     * @since 1.0.0
     */
    @Parameter(property = "mesos.strict", defaultValue = "false")
    boolean strict;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    MavenSession session;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    MojoExecution execution;

    @Parameter(defaultValue = "${plugin.version}", readonly = true, required = true)
    String pluginVersion;

    @Inject
    SettingsDecrypter settingsDecrypter;

    @Inject
    RepositorySystem repositorySystem;

    @Inject
    ToolchainManager toolchains;
}
