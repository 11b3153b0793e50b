package io.github.mesosbuild.page;

import io.github.mesosbuild.config.ConfigNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why the times of two builds are not those of the same work under the same conditions. */
final class Caveats {
    private static final double LEAST_PERCENT = 1;
    private static final double MOST_UNSEEN = 0.1;

    private final ComparedBuild before;
    private final ComparedBuild now;

    Caveats(Comparison comparison) {
        this.before = comparison.before();
        this.now = comparison.now();
    }

    /** Sentences; none if the builds can be compared. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        releases().ifPresent(sentences::add);
        machines().ifPresent(sentences::add);
        jobs().ifPresent(sentences::add);
        lowered().ifPresent(sentences::add);
        types().ifPresent(sentences::add);
        cache().ifPresent(sentences::add);
        own("Before", before, sentences);
        own("Now", now, sentences);
        return sentences;
    }

    private Optional<String> releases() {
        return before.title().equals(now.title())
                ? Optional.empty()
                : Optional.of("The releases differ: " + before.title() + " before, " + now.title()
                        + " now. Other sources were compiled.");
    }

    private Optional<String> machines() {
        String old = before.machine().orElse("not recorded");
        String fresh = now.machine().orElse("not recorded");
        return old.equals(fresh)
                ? Optional.empty()
                : Optional.of("The machines differ: " + old + " before; " + fresh + " now.");
    }

    private Optional<String> jobs() {
        return before.jobs().isEmpty() || now.jobs().isEmpty() || before.jobs().equals(now.jobs())
                ? Optional.empty()
                : Optional.of("The numbers of jobs differ: at most "
                        + before.jobs().get() + " before, " + now.jobs().get() + " now.");
    }

    private Optional<String> lowered() {
        return before.lowered() == 0 && now.lowered() == 0
                ? Optional.empty()
                : Optional.of("The plugin lowered the number of jobs for " + Figures.duration(before.lowered())
                        + " before, and for " + Figures.duration(now.lowered()) + " now.");
    }

    private Optional<String> types() {
        Optional<String> old = Fields.text(before.report(), "buildType");
        Optional<String> fresh = Fields.text(now.report(), "buildType");
        return old.isEmpty() || fresh.isEmpty() || old.equals(fresh)
                ? Optional.empty()
                : Optional.of("The build types differ: " + old.get() + " before, " + fresh.get() + " now.");
    }

    private Optional<String> cache() {
        return before.cached() < LEAST_PERCENT && now.cached() < LEAST_PERCENT
                ? Optional.empty()
                : Optional.of("The compiler cache had " + Figures.percent(before.cached(), 100)
                        + " of the compilations before, and " + Figures.percent(now.cached(), 100)
                        + " now. What it had was not compiled.");
    }

    private static void own(String when, ComparedBuild build, List<String> to) {
        ConfigNode shown = build.report().get("shown");
        String verdict = shown.isMap() ? shown.get("verdict").textOrEmpty() : build.verdict();
        if (!verdict.equals("succeeded")) {
            to.add(when + ", the build " + happened(verdict) + ": its last steps are missing or incomplete.");
        }
        if (shown.isMap()) {
            to.add(when + ", the last run failed before its first step: the figures are those of the run before.");
        }
        if (build.report().get("bundle").isMap()) {
            to.add(when + ", the installation was taken from a bundle: nothing was compiled.");
        }
        String reused = build.steps().stream()
                .filter(step -> step.state().equals("reused"))
                .map(StepTime::name)
                .collect(Collectors.joining(", "));
        if (!reused.isEmpty()) {
            to.add(when + ", these steps were reused: " + reused
                    + ". Their times are those of earlier runs, or not recorded.");
        }
        build.steps().stream()
                .filter(step -> step.before().isPresent())
                .forEach(step -> to.add(when + ", " + step.name() + " was " + step.result() + "."));
        int runs = build.report().get("runs").list().size();
        if (runs > 1) {
            to.add(when + ", the build was resumed: " + Figures.number(runs) + " runs are counted together.");
        }
        long unseen = Fields.count(build.report(), "unseen").orElse(0L);
        long all = unseen
                + build.commands().all().stream().filter(Command::isCompile).count();
        if (unseen > MOST_UNSEEN * all) {
            to.add(when + ", " + Figures.number(unseen) + " of " + Figures.count(all, "compilation")
                    + " were too short to be seen: their time is missing.");
        }
        Fields.count(build.report(), "damaged")
                .filter(lines -> lines > 0)
                .ifPresent(lines -> to.add(when + ", " + Figures.count(lines, "line") + " of the recording "
                        + (lines == 1 ? "was" : "were") + " damaged."));
    }

    private static String happened(String verdict) {
        return switch (verdict) {
            case "failed" -> "failed";
            case "interrupted" -> "was interrupted";
            default -> "is " + verdict;
        };
    }
}
