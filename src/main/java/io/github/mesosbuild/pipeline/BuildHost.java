package io.github.mesosbuild.pipeline;

import io.github.mesosbuild.files.Mounts;
import io.github.mesosbuild.host.CheckReport;
import io.github.mesosbuild.host.DependencyInstaller;
import io.github.mesosbuild.host.Distribution;
import io.github.mesosbuild.host.FactFinder;
import io.github.mesosbuild.host.Facts;
import io.github.mesosbuild.host.InstallCommand;
import io.github.mesosbuild.host.InstallationException;
import io.github.mesosbuild.host.Jdk;
import io.github.mesosbuild.host.Machine;
import io.github.mesosbuild.host.Probes;
import io.github.mesosbuild.host.ToolIdentity;
import io.github.mesosbuild.host.Toolbox;
import io.github.mesosbuild.jobs.JobLimits;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.release.ToolchainSupport;
import io.github.mesosbuild.release.Version;
import io.github.mesosbuild.steps.BuildRefusedException;
import io.github.mesosbuild.steps.JavaTools;
import io.github.mesosbuild.steps.Toolchain;
import io.github.mesosbuild.steps.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The machine that runs the build. */
public final class BuildHost {
    /** The tools whose identity decides the result of a build. */
    private static final List<String> TOOLS = List.of("cc", "c++", "make", "ld", "patch", "strip");

    private static final String TMPDIR = "TMPDIR";

    private final Toolbox toolbox;
    private final FactFinder facts;
    private final Probes probes;
    private final Machine machine;
    private final Distribution distribution;
    private final DependencyInstaller installer;
    private final Map<String, String> environment;
    private final SelectedJdk jdk;
    private final HostUse.JavaBindings bindings;
    private final boolean python;
    private final Set<String> options;

    /**
     * Describes this machine and how a build uses it.
     *
     * @param environment what every step of a build inherits
     * @param use the JDK, and which bindings are built
     */
    public BuildHost(
            Toolbox toolbox,
            FactFinder facts,
            Probes probes,
            Machine machine,
            Distribution distribution,
            DependencyInstaller installer,
            Map<String, String> environment,
            HostUse use) {
        this.toolbox = toolbox;
        this.facts = facts;
        this.probes = probes;
        this.machine = machine;
        this.distribution = distribution;
        this.installer = installer;
        this.environment = Map.copyOf(environment);
        this.jdk = use.jdk();
        this.bindings = use.java();
        this.python = use.python();
        this.options = use.options();
    }

    Mounts mounts() {
        return machine.mounts();
    }

    /** Returns the directory of the compilers' temporary files; the user's TMPDIR comes first. */
    Path temporary(Map<String, String> own) {
        String named = own.getOrDefault(TMPDIR, environment.getOrDefault(TMPDIR, ""));
        return Path.of(named.isEmpty() ? "/tmp" : named);
    }

    Distribution distribution() {
        return distribution;
    }

    CheckReport check(Release release) throws IOException, BuildRefusedException, InterruptedException {
        return probes.check(release.requirements(), facts(release), release.quirks(), machine.cores());
    }

    private Facts facts(Release release) throws IOException, BuildRefusedException, InterruptedException {
        Map<String, Version> versions =
                new TreeMap<>(facts.find(Optional.of(jdk.home())).versions());
        if (!python) {
            versions.remove("python");
        }
        versions.put(Release.OWN_VERSION, release.version());
        options.forEach(option -> versions.put(option, Facts.CHOSEN));
        java(release).flatMap(Jdk::version).ifPresent(version -> versions.put(Release.Java.FACT, version));
        return new Facts(versions);
    }

    /** Returns what is known about building the release here. The check of a requirement finds a library's version. */
    ToolchainSupport support(Release release, CheckReport report)
            throws IOException, BuildRefusedException, InterruptedException {
        Facts facts = facts(release);
        return release.standing(name -> facts.versionOf(name).or(() -> report.versionOf(name)));
    }

    InstallCommand installCommand(List<String> packages) throws IOException {
        return installer.command(packages);
    }

    void install(List<String> packages) throws InstallationException, IOException, InterruptedException {
        installer.install(packages);
    }

    /** Rejects a mesos.javaHome that cannot build the release. */
    void requireJdk(Release release) throws BuildRefusedException, IOException {
        requireJava();
        if (jdk.named()) {
            boolean forBindings = release.build().java().isPresent() && bindings != HostUse.JavaBindings.FALSE;
            Jdk found = Jdk.at(jdk.home());
            List<String> forAll = release.usesJdk() ? found.lackingForNativeCode() : List.of();
            List<String> lacking = forBindings ? found.lacking() : forAll;
            if (!lacking.isEmpty()) {
                throw BuildRefusedException.poorJavaHome(release.name(), jdk.home(), lacking, forAll.isEmpty());
            }
        }
    }

    /** Rejects a mesos.javaHome that is not a JDK; programs would see it as JAVA_HOME. */
    void requireJava() throws BuildRefusedException {
        if (jdk.named() && !Files.isExecutable(jdk.home().resolve("bin/java"))) {
            throw BuildRefusedException.noJavaHome(jdk.home());
        }
    }

    /** Returns what is known about the JDK; empty if the release needs none. */
    Optional<JdkReport> jdk(Release release) throws IOException {
        boolean hasBindings = release.build().java().isPresent();
        return hasBindings || release.usesJdk()
                ? Optional.of(
                        new JdkReport(jdk, Jdk.at(jdk.home()), hasBindings, bindings != HostUse.JavaBindings.FALSE))
                : Optional.empty();
    }

    /** Returns the JDK that builds the Java bindings; empty if there are none to build. */
    Optional<Jdk> java(Release release) throws IOException, BuildRefusedException {
        if (release.build().java().isEmpty() || bindings == HostUse.JavaBindings.FALSE) {
            return Optional.empty();
        }
        Jdk found = Jdk.at(jdk.home());
        if (!found.complete() && bindings == HostUse.JavaBindings.TRUE) {
            throw BuildRefusedException.noJdk(release.name(), found);
        }
        return Optional.of(found).filter(Jdk::complete);
    }

    /** Returns why the Java bindings are left out although nobody asked for that. */
    Optional<String> withoutJava(Release release) throws IOException {
        return release.build().java().isEmpty() || bindings != HostUse.JavaBindings.AUTO
                ? Optional.empty()
                : Optional.of(Jdk.at(jdk.home()))
                        .filter(found -> !found.complete())
                        .map(found -> jdk.home() + " has " + String.join(", ", found.lacking()));
    }

    /** Rejects a machine without enough memory for a single compiler of the release, if both figures are known. */
    void requireMemory(Release release, JobLimits limits) throws BuildRefusedException, IOException {
        long needed = Math.min(release.compilerBytes(), limits.memoryPerJob());
        OptionalLong free = machine.memoryWithSwap();
        if (free.isPresent() && free.getAsLong() < needed) {
            throw BuildRefusedException.noMemory(release.name(), needed, free.getAsLong());
        }
    }

    Toolchain toolchain(Release release, Workspace workspace)
            throws IOException, BuildRefusedException, InterruptedException {
        Set<String> tools = new TreeSet<>(TOOLS);
        tools.addAll(FactFinder.TOOLS);
        probes.find(tools, machine.cores());
        Facts found = facts(release);
        Map<String, String> identities = new TreeMap<>();
        for (String tool : TOOLS) {
            Optional<ToolIdentity> identity = toolbox.find(tool);
            if (identity.isPresent()) {
                identities.put(
                        tool,
                        identity.get().version() + ", SHA-256 " + identity.get().sha256());
            }
        }
        found.versionOf("glibc").ifPresent(version -> identities.put("glibc", version.text()));
        return new Toolchain(
                found.versions(),
                identities,
                probes.libraries(release.requirements(), found, machine.cores()),
                environment,
                jdk.home(),
                java(release)
                        .map(complete -> new JavaTools(
                                complete,
                                workspace,
                                release.build().java().orElseThrow().sources(),
                                false)));
    }

    /** Returns the number of compilers to run at once when the build starts. */
    Machine.Jobs jobs(JobLimits limits) throws IOException {
        return machine.jobs(limits.asked(), limits.memoryPerJob(), limits.memory());
    }
}
