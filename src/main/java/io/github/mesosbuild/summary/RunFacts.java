package io.github.mesosbuild.summary;

import io.github.mesosbuild.process.ProcessIdentity;
import io.github.mesosbuild.release.Composition;
import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.release.ThirdParty;
import io.github.mesosbuild.release.ToolchainSupport;
import io.github.mesosbuild.verify.VerifiedArchive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of a run before it starts.
 *
 * @param run a unique name of the run
 * @param plugin the version of the plugin
 * @param release what is built
 * @param buildType {@code release} or {@code debug}
 * @param directory the work directory of the release
 * @param system the system, such as {@code Debian 12 on x86_64}
 * @param cores how many cores the build may use
 * @param memory the memory of the machine in bytes, if it is known
 * @param process the process that builds, if it is known
 */
public record RunFacts(
        String run,
        String plugin,
        Release release,
        String buildType,
        Path directory,
        String system,
        int cores,
        OptionalLong memory,
        Optional<ProcessIdentity> process) {

    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("run", run);
        values.put("plugin", plugin);
        values.put("recipe", release.recipe());
        values.put("title", release.title());
        values.put("version", release.version().text());
        values.put("buildType", buildType);
        values.put("directory", directory);
        values.put("system", system);
        values.put("cores", cores);
        memory.ifPresent(bytes -> values.put("machineMemory", bytes));
        process.ifPresent(identity -> {
            values.put("pid", identity.pid());
            values.put("processStart", identity.started());
            values.put("boot", identity.boot());
        });
        values.put("licences", licences());
        return values;
    }

    private List<String> licences() {
        Composition composition = release.composition();
        List<String> licences = new ArrayList<>();
        composition
                .licence()
                .ifPresent(own ->
                        licences.add(release.title() + "\t" + release.version().text() + "\t" + own));
        for (ThirdParty part : composition.thirdParties()) {
            licences.add(part.name() + "\t" + part.version() + "\t" + part.licence());
        }
        return licences;
    }

    static Map<String, Object> of(VerifiedArchive archive) {
        return Map.of(
                "archive", archive.file().getFileName(),
                "archiveBytes", archive.size(),
                "archiveSha256", archive.sha256().hex(),
                "trust", String.join(" ", archive.sentences()));
    }

    static Map<String, Object> of(ToolchainSupport support) {
        return Map.of(
                "support", support.grade().name().toLowerCase(Locale.ROOT),
                "supportBecause", support.because(),
                "facts",
                        support.toolchain().isEmpty()
                                ? List.of()
                                : List.of(support.toolchain().split(", ")));
    }

    static Map<String, Object> of(Quirk quirk) {
        String evidence = !quirk.measured().isEmpty()
                ? "measured: " + quirk.measured()
                : quirk.derived().isEmpty() ? "your own" : "derived: " + quirk.derived();
        return Map.of(
                "name", quirk.name(),
                "because", quirk.because(),
                "evidence", evidence,
                "testsOnly", quirk.concernsTestsOnly());
    }
}
