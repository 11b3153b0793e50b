package io.github.mesosbuild.page;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.text.Quantities;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Two builds side by side. Only what both have recorded is compared.
 *
 * @param before the build to compare with
 * @param now this build
 */
public record Comparison(ComparedBuild before, ComparedBuild now) {
    private static final String SUM = "steps of both";

    /** A command is seen about ten times a second, so smaller differences can be those of the looks. */
    private static final double LEAST_SECONDS = 0.3;

    private static final double LEAST_PART = 0.1;

    /**
     * Compares two reports.
     *
     * @param before the {@code report.json} of the build to compare with
     * @param now that of this build
     */
    public static Comparison of(ConfigNode before, ConfigNode now) {
        return new Comparison(ComparedBuild.of(before), ComparedBuild.of(now));
    }

    /** A fact of both builds, in words. */
    record Fact(String name, String before, String now) {
        boolean differs() {
            return !before.equals(now);
        }
    }

    /** What is known of how the builds were made. */
    List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Release", before.title(), now.title()));
        facts.add(fact("Archive", build -> Fields.text(build.report().get("archive"), "sha256")));
        facts.add(new Fact("Result", before.verdict(), now.verdict()));
        facts.add(fact("Started", build -> build.started().map(Quantities::time)));
        facts.add(fact("Build type", build -> Fields.text(build.report(), "buildType")));
        facts.add(fact("Plugin", build -> Fields.text(build.report(), "plugin")));
        facts.add(fact("Machine", ComparedBuild::machine));
        facts.add(fact("Jobs", build -> build.jobs().map(jobs -> "at most " + jobs)));
        Map<String, String> old = before.tools();
        Map<String, String> fresh = now.tools();
        Set<String> tools = new LinkedHashSet<>(old.keySet());
        tools.addAll(fresh.keySet());
        for (String tool : tools) {
            facts.add(new Fact(tool, old.getOrDefault(tool, "none"), fresh.getOrDefault(tool, "none")));
        }
        facts.add(fact("Quirks", build -> Optional.of(quirks(build))));
        facts.add(fact("Compiler cache", build -> Optional.of(cache(build))));
        return facts;
    }

    private interface Question {
        Optional<String> of(ComparedBuild build);
    }

    private Fact fact(String name, Question question) {
        return new Fact(
                name,
                question.of(before).orElse("not recorded"),
                question.of(now).orElse("not recorded"));
    }

    private static String quirks(ComparedBuild build) {
        List<String> names = build.report().get("quirks").list().stream()
                .filter(quirk -> !quirk.get("testsOnly").flag())
                .flatMap(quirk -> Fields.text(quirk, "name").stream())
                .toList();
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    static String cache(ComparedBuild build) {
        ConfigNode cache = build.report().get("cache");
        return cache.isMap()
                ? Fields.textOr(cache, "kind", "compiler cache") + ", " + Figures.percent(build.cached(), 100)
                        + " found"
                : "none";
    }

    /** The time of each step in seconds, and of those together whose time is known of both builds. */
    List<Change> steps() {
        Map<String, Optional<Double>> old = times(before);
        Map<String, Optional<Double>> fresh = times(now);
        Set<String> names = new LinkedHashSet<>(old.keySet());
        names.addAll(fresh.keySet());
        List<Change> changes = new ArrayList<>();
        for (String name : names) {
            changes.add(new Change(
                    name, old.getOrDefault(name, Optional.empty()), fresh.getOrDefault(name, Optional.empty())));
        }
        List<Change> both = changes.stream().filter(Change::isKnown).toList();
        if (!both.isEmpty()) {
            changes.add(new Change(
                    SUM,
                    both.stream().mapToDouble(step -> step.before().get()).sum(),
                    both.stream().mapToDouble(step -> step.now().get()).sum()));
        }
        return changes;
    }

    /** The last of {@link #steps}, if it is the sum. */
    Change allSteps() {
        List<Change> steps = steps();
        return steps.stream()
                .reduce((first, last) -> last)
                .filter(last -> last.name().equals(SUM))
                .orElse(new Change(SUM, Optional.empty(), Optional.empty()));
    }

    private static Map<String, Optional<Double>> times(ComparedBuild build) {
        Map<String, Optional<Double>> times = new LinkedHashMap<>();
        build.steps().forEach(step -> times.put(step.name(), step.seconds()));
        return times;
    }

    Change processorTime() {
        return new Change("processor time", before.processorTime(), now.processorTime());
    }

    Change peakMemory() {
        return new Change("peak memory", before.peakMemory(), now.peakMemory());
    }

    Change installedBytes() {
        return new Change("installation", before.installedBytes(), now.installedBytes());
    }

    /** The objects that both builds compiled, in seconds. */
    List<Change> objects() {
        return before.objects().entrySet().stream()
                .filter(object -> now.objects().containsKey(object.getKey()))
                .map(object -> new Change(
                        object.getKey(), object.getValue(), now.objects().get(object.getKey())))
                .toList();
    }

    /** Those that took longer now, the largest difference first. */
    List<Change> slower() {
        return objects().stream()
                .filter(Comparison::isLarge)
                .filter(change -> change.difference() > 0)
                .sorted(Comparator.comparingDouble(Change::difference).reversed())
                .toList();
    }

    /** Those that took less time now, the largest difference first. */
    List<Change> faster() {
        return objects().stream()
                .filter(Comparison::isLarge)
                .filter(change -> change.difference() < 0)
                .sorted(Comparator.comparingDouble(Change::difference))
                .toList();
    }

    private static boolean isLarge(Change change) {
        double difference = Math.abs(change.difference());
        return difference >= LEAST_SECONDS
                && difference >= LEAST_PART * change.before().orElse(0.0);
    }

    /** All objects that both compiled together. */
    Change commonObjects() {
        List<Change> objects = objects();
        return new Change(
                Figures.count(objects.size(), "object"),
                objects.stream()
                        .mapToDouble(change -> change.before().orElse(0.0))
                        .sum(),
                objects.stream().mapToDouble(change -> change.now().orElse(0.0)).sum());
    }

    boolean comparesTests() {
        return before.recordsTests() && now.recordsTests();
    }

    /** The tests of both whose verdicts changed and meet a condition. */
    private List<Fact> changed(BiPredicate<String, String> condition) {
        Map<String, String> fresh = now.tests();
        return before.tests().entrySet().stream()
                .filter(test -> fresh.containsKey(test.getKey()))
                .map(test -> new Fact(test.getKey(), test.getValue(), fresh.get(test.getKey())))
                .filter(Fact::differs)
                .filter(test -> condition.test(test.before(), test.now()))
                .toList();
    }

    /** Tests that fail now and did not before, new ones too. */
    List<Fact> failing() {
        List<Fact> failing = new ArrayList<>(changed((old, fresh) -> fresh.equals("failed")));
        only(now.tests(), before.tests()).stream()
                .filter(test -> test.now().equals("failed"))
                .map(test -> new Fact(test.name(), "-", test.now()))
                .forEach(failing::add);
        return failing;
    }

    /** Tests that failed before and do not now. */
    List<Fact> repaired() {
        return changed((old, fresh) -> old.equals("failed"));
    }

    /** Tests whose verdict changed in another way. */
    List<Fact> otherVerdicts() {
        return changed((old, fresh) -> !old.equals("failed") && !fresh.equals("failed"));
    }

    /** Tests of this build only that do not fail, each with its verdict. */
    List<Fact> newTests() {
        return only(now.tests(), before.tests()).stream()
                .filter(test -> !test.now().equals("failed"))
                .toList();
    }

    /** Tests of the earlier build only. */
    List<Fact> goneTests() {
        return only(before.tests(), now.tests());
    }

    private static List<Fact> only(Map<String, String> in, Map<String, String> notIn) {
        return in.entrySet().stream()
                .filter(test -> !notIn.containsKey(test.getKey()))
                .map(test -> new Fact(test.getKey(), test.getValue(), test.getValue()))
                .toList();
    }

    boolean comparesFiles() {
        return before.recordsFiles() && now.recordsFiles();
    }

    /** The files of both that differ, in bytes, the largest difference first. */
    List<Change> changedFiles() {
        Map<String, ComparedBuild.InstalledFile> fresh = now.files();
        return before.files().entrySet().stream()
                .filter(file -> fresh.containsKey(file.getKey()))
                .filter(file -> file.getValue().differsFrom(fresh.get(file.getKey())))
                .map(file -> new Change(
                        file.getKey(),
                        file.getValue().bytes(),
                        fresh.get(file.getKey()).bytes()))
                .sorted(Comparator.comparingDouble((Change file) -> Math.abs(file.difference()))
                        .reversed())
                .toList();
    }

    /** Files that only this build installed. */
    List<String> newFiles() {
        return without(now.files().keySet(), before.files()::containsKey);
    }

    /** Files that only the earlier build installed. */
    List<String> goneFiles() {
        return without(before.files().keySet(), now.files()::containsKey);
    }

    private static List<String> without(Set<String> paths, Predicate<String> left) {
        return paths.stream().filter(left.negate()).toList();
    }

    /** How many of the same size were compared by nothing else. */
    long comparedBySize() {
        Map<String, ComparedBuild.InstalledFile> fresh = now.files();
        return before.files().entrySet().stream()
                .filter(file -> fresh.containsKey(file.getKey()))
                .filter(file -> file.getValue().sha256().isEmpty()
                        || fresh.get(file.getKey()).sha256().isEmpty())
                .count();
    }
}
