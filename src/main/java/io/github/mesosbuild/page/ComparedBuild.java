package io.github.mesosbuild.page;

import io.github.mesosbuild.config.ConfigNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One of two builds that are compared.
 *
 * @param report its {@code report.json}
 * @param commands its compilers and linkers
 * @param steps its steps
 * @param objects the seconds that each object took, by its path
 */
record ComparedBuild(ConfigNode report, CommandList commands, List<StepTime> steps, Map<String, Double> objects) {

    /**
     * An installed file.
     *
     * @param sha256 its digest, if it was computed
     */
    record InstalledFile(long bytes, Optional<String> sha256) {
        boolean differsFrom(InstalledFile other) {
            return bytes != other.bytes()
                    || sha256.isPresent() && other.sha256().isPresent() && !sha256.equals(other.sha256());
        }
    }

    static ComparedBuild of(ConfigNode report) {
        CommandList commands = CommandList.read(report);
        Map<String, Double> objects = new TreeMap<>();
        commands.all().stream()
                .filter(Command::isCompile)
                .forEach(command -> objects.merge(command.what(), command.seconds(), Double::sum));
        return new ComparedBuild(report, commands, StepTime.read(report), objects);
    }

    String title() {
        return PageHeader.release(report);
    }

    Optional<Instant> started() {
        return Fields.instant(report, "started");
    }

    String verdict() {
        return PageHeader.verdict(report);
    }

    Optional<String> machine() {
        ConfigNode machine = report.get("machine");
        return Fields.text(machine, "system")
                .map(system -> system
                        + Fields.count(machine, "cores")
                                .map(cores -> ", " + Figures.count(cores, "core"))
                                .orElse("")
                        + Fields.count(machine, "memory")
                                .map(bytes -> ", " + Figures.bytes(bytes))
                                .orElse(""));
    }

    /** The versions of the tools by their names. */
    Map<String, String> tools() {
        Map<String, String> tools = new LinkedHashMap<>();
        report.get("toolchain")
                .get("facts")
                .list()
                .forEach(tool -> Fields.text(tool, "name")
                        .ifPresent(name -> tools.put(name, Fields.textOr(tool, "version", "unknown"))));
        return tools;
    }

    /** The most jobs that could run at once. */
    Optional<Long> jobs() {
        return LoadPoint.read(report).stream()
                .flatMap(point -> point.allowed().stream())
                .max(Double::compare)
                .map(Math::round);
    }

    /** How long the plugin lowered the jobs, in seconds. */
    double lowered() {
        return Lowered.of(LoadPoint.read(report)).stream()
                .mapToDouble(Lowered::seconds)
                .sum();
    }

    /** The part of the compilations that the compiler cache had, in percent; 0 without one. */
    double cached() {
        ConfigNode cache = report.get("cache");
        double hits = Fields.count(cache, "hits").orElse(0L);
        double all = hits + Fields.count(cache, "misses").orElse(0L);
        return all == 0 ? 0 : 100 * hits / all;
    }

    Optional<Double> processorTime() {
        return Optional.of(report.get("commands").list().stream()
                        .flatMap(command -> Fields.seconds(command, "cpu").stream())
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .filter(seconds -> seconds > 0);
    }

    Optional<Double> peakMemory() {
        return LoadPoint.read(report).stream()
                .flatMap(point -> point.memory().stream())
                .max(Double::compare)
                .filter(bytes -> bytes > 0);
    }

    Optional<Double> installedBytes() {
        return Fields.count(report.get("installation"), "bytes").map(Long::doubleValue);
    }

    boolean recordsTests() {
        return report.get("tests").get("results").isList();
    }

    /** The verdicts of the tests by their names, with the program. */
    Map<String, String> tests() {
        Map<String, String> tests = new TreeMap<>();
        for (ConfigNode test : report.get("tests").get("results").list()) {
            Optional<String> name = Fields.text(test, "name");
            Optional<String> verdict = Fields.text(test, "verdict");
            if (name.isPresent() && verdict.isPresent()) {
                String program = Fields.text(test, "program")
                        .filter(text -> !text.equals(name.get()))
                        .map(text -> " of " + text)
                        .orElse("");
                tests.put(name.get() + program, verdict.get());
            }
        }
        return tests;
    }

    boolean recordsFiles() {
        return report.get("installation").get("contents").isList();
    }

    /** The installed files by their paths. */
    Map<String, InstalledFile> files() {
        Map<String, InstalledFile> files = new TreeMap<>();
        for (ConfigNode file : report.get("installation").get("contents").list()) {
            Optional<String> path = Fields.text(file, "path");
            Optional<Long> bytes = Fields.count(file, "bytes");
            if (path.isPresent() && bytes.isPresent()) {
                files.put(path.get(), new InstalledFile(bytes.get(), Fields.text(file, "sha256")));
            }
        }
        return files;
    }
}
