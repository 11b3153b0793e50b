package io.github.mesosbuild.host;

import io.github.mesosbuild.host.RequirementResult.Status;
import io.github.mesosbuild.release.Condition;
import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.release.Requirement;
import io.github.mesosbuild.release.Version;
import io.github.mesosbuild.release.VersionRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Finds out whether this machine has what a release requires. */
public final class Probes {
    private final Toolbox toolbox;
    private final ProgramProbe programs;

    /**
     * @param toolbox where tools are found
     * @param programs how programs are compiled
     */
    public Probes(Toolbox toolbox, ProgramProbe programs) {
        this.toolbox = toolbox;
        this.programs = programs;
    }

    /**
     * Checks all requirements, several at once.
     *
     * @param quirks those of the recipe, whether they hold here or not
     * @param threads how many at once: the cores
     * @throws IOException if a scratch file could not be written or a tool's file not be read; the others are given up
     * @throws InterruptedException if the thread was interrupted; the running probes are then interrupted too
     */
    public CheckReport check(List<Requirement> requirements, Facts facts, List<Quirk> quirks, int threads)
            throws IOException, InterruptedException {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<RequirementResult>> futures = new ArrayList<>();
            for (Requirement requirement : requirements) {
                Callable<RequirementResult> task = () -> check(requirement, facts, quirks);
                futures.add(executor.submit(task));
            }
            List<RequirementResult> findings = new ArrayList<>();
            for (Future<RequirementResult> future : futures) {
                findings.add(future.get());
            }
            return new CheckReport(findings);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            executor.shutdownNow();
        }
    }

    /**
     * The versions of the libraries that requirements need, as far as they are there, by the requirement's name. While nothing
     * of them has changed, this starts no process.
     *
     * @throws IOException if a scratch file could not be written or a file of a library not be read
     */
    public Map<String, String> libraries(List<Requirement> requirements, Facts facts)
            throws IOException, InterruptedException {
        Libraries libraries = new Libraries(toolbox, programs, toolbox.remembered("libraries.properties"));
        Map<String, String> versions = new TreeMap<>();
        for (Requirement requirement : requirements) {
            if (requirement.probe() instanceof Requirement.Program program
                    && requirement.when().holds(facts::versionOf)) {
                libraries.version(program).ifPresent(version -> versions.put(requirement.name(), version));
            }
        }
        return versions;
    }

    /**
     * Checks one requirement.
     *
     * @throws IOException as {@link #check(List, Facts, List, int)}
     */
    public RequirementResult check(Requirement requirement, Facts facts, List<Quirk> quirks)
            throws IOException, InterruptedException {
        if (!requirement.when().holds(facts::versionOf)) {
            String detail = "needed only with " + requirement.when();
            return new RequirementResult(requirement, Status.NOT_NEEDED, Optional.empty(), detail, List.of());
        }
        if (requirement.probe() instanceof Requirement.Program program) {
            return programs.check(requirement, program);
        }
        return tool(requirement, (Requirement.Tool) requirement.probe(), facts, quirks);
    }

    private RequirementResult tool(Requirement requirement, Requirement.Tool tool, Facts facts, List<Quirk> quirks)
            throws IOException, InterruptedException {
        Set<String> names = new LinkedHashSet<>(tool.minimum().keySet());
        names.addAll(tool.newest().keySet());
        names.add(tool.tool());
        Optional<String> known = names.stream()
                .filter(name -> facts.versionOf(name).isPresent())
                .sorted()
                .findFirst();
        Optional<ToolIdentity> identity = toolbox.find(tool.tool());
        if (known.isEmpty() && identity.isEmpty()) {
            String detail = tool.tool().equals("jdk")
                    ? "no JDK with bin/javac"
                    : "none on the PATH of " + toolbox.lookedFor(tool.tool());
            return new RequirementResult(requirement, Status.MISSING, Optional.empty(), detail, List.of());
        }
        String name = known.orElse(tool.tool());
        Optional<Version> version =
                known.flatMap(facts::versionOf).or(() -> identity.flatMap(found -> Toolbox.versionIn(found.version())));
        String what = name
                + version.map(v -> " " + v).orElse("")
                + identity.map(found -> " at " + found.path()).orElse("");
        if (version.isEmpty()) {
            return new RequirementResult(requirement, Status.FOUND, version, what, List.of());
        }
        Version minimum = tool.minimum().get(name);
        if (minimum != null && version.get().compareTo(minimum) < 0) {
            String detail = what + "; at least " + minimum + " is needed";
            return new RequirementResult(requirement, Status.TOO_OLD, version, detail, List.of());
        }
        Version newest = tool.newest().get(name);
        if (newest != null && isNewer(version.get(), newest)) {
            String detail = what + "; " + newest + " is the newest that builds it as it is";
            List<Quirk> cures = quirks.stream()
                    .filter(quirk -> isAbout(name, quirk.when(), facts))
                    .toList();
            Status status = cures.isEmpty() ? Status.TOO_NEW : Status.TOO_NEW_CURED;
            return new RequirementResult(requirement, status, version, detail, cures);
        }
        return new RequirementResult(requirement, Status.FOUND, version, what, List.of());
    }

    /** Whether it is newer in the numbers that are given: 4.9.4 is not newer than 4.9. */
    private static boolean isNewer(Version version, Version newest) {
        String[] numbers = version.text().split("\\.");
        int given = newest.text().split("\\.").length;
        String cut = String.join(".", List.of(numbers).subList(0, Math.min(given, numbers.length)));
        return new Version(cut).compareTo(newest) > 0;
    }

    /** Whether a quirk holds here, and because of that tool. */
    private static boolean isAbout(String tool, Condition when, Facts facts) {
        List<Map<String, VersionRange>> about = when.alternatives().stream()
                .filter(alternative -> alternative.containsKey(tool))
                .toList();
        return !about.isEmpty() && new Condition(about).holds(facts::versionOf);
    }
}
