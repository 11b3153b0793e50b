package io.github.mesosbuild.host;

import io.github.mesosbuild.host.RequirementResult.Status;
import io.github.mesosbuild.release.Condition;
import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.release.Requirement;
import io.github.mesosbuild.release.Version;
import io.github.mesosbuild.release.VersionRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/** Checks whether this machine meets a release's requirements. */
public final class Probes {
    private final Toolbox toolbox;
    private final ProgramProbe programs;

    /**
     * Creates the checks.
     *
     * @param toolbox finds tools
     * @param programs compiles test programs
     */
    public Probes(Toolbox toolbox, ProgramProbe programs) {
        this.toolbox = toolbox;
        this.programs = programs;
    }

    /**
     * Checks all requirements in parallel.
     *
     * @param quirks all quirks of the recipe, whether they apply here or not
     * @param threads the number of checks at once, usually that of the cores
     * @throws IOException if a temporary file could not be written or a tool could not be read; the other checks are abandoned
     * @throws InterruptedException if the thread was interrupted; running checks are interrupted too
     */
    public CheckReport check(List<Requirement> requirements, Facts facts, List<Quirk> quirks, int threads)
            throws IOException, InterruptedException {
        List<Callable<RequirementResult>> checks = new ArrayList<>();
        for (Requirement requirement : requirements) {
            checks.add(() -> check(requirement, facts, quirks));
        }
        return new CheckReport(all(checks, threads));
    }

    /**
     * Finds tools in parallel, so that the toolbox then answers from memory.
     *
     * @param threads the number of tools that are asked at once, usually that of the cores
     * @throws IOException as {@link Toolbox#find}
     * @throws InterruptedException if the thread was interrupted
     */
    public void find(Collection<String> tools, int threads) throws IOException, InterruptedException {
        List<Callable<Optional<ToolIdentity>>> searches = new ArrayList<>();
        tools.forEach(tool -> searches.add(() -> toolbox.find(tool)));
        all(searches, threads);
    }

    private static <T> List<T> all(List<Callable<T>> tasks, int threads) throws IOException, InterruptedException {
        try {
            return Parallel.all(tasks, threads);
        } catch (ExecutionException e) {
            throw Parallel.unexpected(e);
        }
    }

    /**
     * Returns the versions of the required libraries that are installed, by the requirement's name. No process is started unless a
     * library has changed.
     *
     * @param threads the number of libraries that are looked for at once, usually that of the cores
     * @throws IOException if a temporary file could not be written or a library could not be read
     * @throws InterruptedException if the thread was interrupted
     */
    public Map<String, String> libraries(List<Requirement> requirements, Facts facts, int threads)
            throws IOException, InterruptedException {
        Libraries libraries = new Libraries(toolbox, programs, toolbox.remembered("libraries.properties"));
        List<String> names = new ArrayList<>();
        List<Callable<Optional<String>>> versions = new ArrayList<>();
        for (Requirement requirement : requirements) {
            if (requirement.probe() instanceof Requirement.Program program
                    && requirement.when().holds(facts::versionOf)) {
                names.add(requirement.name());
                versions.add(() -> libraries.version(program));
            }
        }
        List<Optional<String>> found = all(versions, threads);
        Map<String, String> byName = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            found.get(i).ifPresent(version -> byName.put(name, version));
        }
        return byName;
    }

    /**
     * Checks one requirement.
     *
     * @throws IOException as for {@link #check(List, Facts, List, int)}
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
                    : "not on the PATH: " + toolbox.lookedFor(tool.tool());
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
            String detail = what + "; " + newest + " is the newest that builds the unmodified release";
            List<Quirk> cures = quirks.stream()
                    .filter(quirk -> isAbout(name, quirk.when(), facts))
                    .toList();
            Status status = cures.isEmpty() ? Status.TOO_NEW : Status.TOO_NEW_CURED;
            return new RequirementResult(requirement, status, version, detail, cures);
        }
        return new RequirementResult(requirement, Status.FOUND, version, what, List.of());
    }

    /** Returns whether a version is newer, comparing only as many numbers as given: 4.9.4 is not newer than 4.9. */
    private static boolean isNewer(Version version, Version newest) {
        String[] numbers = version.text().split("\\.");
        int given = newest.text().split("\\.").length;
        String cut = String.join(".", List.of(numbers).subList(0, Math.min(given, numbers.length)));
        return new Version(cut).compareTo(newest) > 0;
    }

    /** Returns whether a quirk applies here because of that tool. */
    private static boolean isAbout(String tool, Condition when, Facts facts) {
        List<Map<String, VersionRange>> about = when.alternatives().stream()
                .filter(alternative -> alternative.containsKey(tool))
                .toList();
        return !about.isEmpty() && new Condition(about).holds(facts::versionOf);
    }
}
