package io.github.mesosbuild.steps;

import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.process.CapturedOutput;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.release.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs Maven as {@code make} will, with the release's own POM and no sources, so that Maven resolves everything it
 * needs. This takes seconds; {@code make} would fail only after minutes.
 */
final class NestedMavenTrial {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Pattern VALUE = Pattern.compile("@(\\w+)@");

    /** The first line with an error. A line "[ERROR] [ERROR]" only announces the next one. */
    private static final Pattern ERROR = Pattern.compile(
            "^\\[(?:ERROR|FATAL)\\] (?!\\[ERROR\\])(?<message>.*?\\S)"
                    + "(?: and 'parent\\.relativePath'.*| @ line.*| @ *| -> \\[Help 1\\])?$",
            Pattern.MULTILINE);

    private final Supervisor supervisor;
    private final PlannedBuild request;
    private final BuildPlan plan;
    private final Workspace workspace;

    NestedMavenTrial(Supervisor supervisor, PlannedBuild request) {
        this.supervisor = supervisor;
        this.request = request;
        this.plan = request.plan();
        this.workspace = request.workspace();
    }

    /**
     * Refuses a build in which Maven would fail.
     *
     * @param failure the result of {@link #failure}
     */
    void require(Optional<String> failure) throws BuildRefusedException {
        if (failure.isPresent()) {
            throw BuildRefusedException.mavenFails(
                    request.release(), request.options().maven(), failure.get());
        }
    }

    /** Returns Maven's first error; empty if it succeeds, or if {@code make} runs no Maven. */
    Optional<String> failure() throws ProcessException, IOException, InterruptedException {
        Optional<String> template = plan.release().build().java().flatMap(Release.Java::pom);
        if (plan.java().isEmpty() || template.isEmpty()) {
            return Optional.empty();
        }
        Path directory = workspace.tools().resolve("trial");
        Trees.delete(directory);
        Files.createDirectories(directory);
        Path pom = directory.resolve("pom.xml");
        Files.writeString(pom, filled(Files.readString(workspace.source().resolve(template.get())), directory));
        CapturedOutput captured = supervisor.capture(
                List.of(plan.java().get().maven().toString(), "-f", pom.toString(), "clean", "package"),
                directory,
                plan.environment(),
                LIMIT);
        Trees.delete(directory);
        if (captured.exitCode() == 0) {
            return Optional.empty();
        }
        Matcher error = ERROR.matcher(captured.output());
        return Optional.of(
                error.find() ? error.group("message") : captured.output().strip());
    }

    /** Fills in the template as configure would: a version where the name contains VERSION, else an empty directory. */
    private String filled(String template, Path directory) {
        return VALUE.matcher(template)
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group(1).contains("VERSION")
                                ? plan.release().version().text()
                                : directory.resolve("nothing").toString()));
    }
}
