package io.github.mesosbuild.corridor;

import io.github.mesosbuild.build.Toolchain;
import io.github.mesosbuild.host.CheckReport;
import io.github.mesosbuild.host.DependencyInstaller;
import io.github.mesosbuild.host.Distribution;
import io.github.mesosbuild.host.FactFinder;
import io.github.mesosbuild.host.Facts;
import io.github.mesosbuild.host.InstallationException;
import io.github.mesosbuild.host.Machine;
import io.github.mesosbuild.host.Probes;
import io.github.mesosbuild.host.ToolIdentity;
import io.github.mesosbuild.host.Toolbox;
import io.github.mesosbuild.jobs.JobLimits;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.release.Standing;
import io.github.mesosbuild.release.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The machine that builds, as the corridor asks it. */
public final class ThisHost {
    /** The tools whose very identity decides what a build makes. */
    private static final List<String> TOOLS = List.of("cc", "c++", "make", "ld", "patch");

    private final Toolbox toolbox;
    private final FactFinder facts;
    private final Probes probes;
    private final Machine machine;
    private final Distribution distribution;
    private final DependencyInstaller installer;
    private final Map<String, String> environment;
    private final Path jdk;

    /**
     * @param environment what every step of a build inherits
     * @param jdk the home of the JDK
     */
    public ThisHost(
            Toolbox toolbox,
            FactFinder facts,
            Probes probes,
            Machine machine,
            Distribution distribution,
            DependencyInstaller installer,
            Map<String, String> environment,
            Path jdk) {
        this.toolbox = toolbox;
        this.facts = facts;
        this.probes = probes;
        this.machine = machine;
        this.distribution = distribution;
        this.installer = installer;
        this.environment = Map.copyOf(environment);
        this.jdk = jdk;
    }

    Distribution distribution() {
        return distribution;
    }

    CheckReport check(Release release) throws IOException, InterruptedException {
        return probes.check(release.requirements(), facts(release), release.quirks(), machine.cores());
    }

    private Facts facts(Release release) throws IOException, InterruptedException {
        Map<String, Version> versions =
                new TreeMap<>(facts.find(Optional.of(jdk)).versions());
        versions.put(Release.OWN_VERSION, release.version());
        return new Facts(versions);
    }

    /** What is known of building the release here; a library's version is that which the check of its requirement found. */
    Standing standing(Release release, CheckReport report) throws IOException, InterruptedException {
        Facts facts = facts(release);
        return release.standing(name -> facts.versionOf(name).or(() -> report.versionOf(name)));
    }

    String installCommand(List<String> packages) {
        return installer.commandLine(packages);
    }

    void install(List<String> packages) throws InstallationException, IOException, InterruptedException {
        installer.install(packages);
    }

    Toolchain toolchain(Release release) throws IOException, InterruptedException {
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
                found.versions(), identities, probes.libraries(release.requirements(), found), environment);
    }

    /** How many compilers may run at once when the build starts. */
    Machine.Jobs jobs(JobLimits limits) throws IOException {
        return machine.jobs(limits.asked(), limits.memoryPerJob(), limits.memory());
    }
}
