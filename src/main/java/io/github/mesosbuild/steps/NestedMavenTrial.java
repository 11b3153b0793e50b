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
 * Runs the Maven that {@code make} will run, with the release's own POM and no sources: it resolves all that it needs, or says at
 * once what it cannot have. Takes some seconds; {@code make} would come to it after minutes.
 */
final class NestedMavenTrial {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Pattern VALUE = Pattern.compile("@(\\w+)@");

    /** The first line that says what is wrong; "[ERROR] [ERROR]" only says that the next one does. */
    private static final Pattern ERROR = Pattern.compile(
            "^\\[(?:ERROR|FATAL)\\] (?!\\[ERROR\\])(?<message>.*?\\S)"
                    + "(?: and 'parent\\.relativePath'.*| @ line.*| @ *| -> \\[Help 1\\])?$",
            Pattern.MULTILINE);

    private final Supervisor supervisor;
    private final BuildPlan plan;
    private final Workspace workspace;

    NestedMavenTrial(Supervisor supervisor, BuildPlan plan, Workspace workspace) {
        this.supervisor = supervisor;
        this.plan = plan;
        this.workspace = workspace;
    }

    /** What Maven could not do; empty if it could all, or {@code make} runs none. */
    Optional<String> fails() throws ProcessException, IOException, InterruptedException {
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

    /** As configure would: the version where a version is asked for, else a directory in which nothing is. */
    private String filled(String template, Path directory) {
        return VALUE.matcher(template)
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group(1).contains("VERSION")
                                ? plan.release().version().text()
                                : directory.resolve("nothing").toString()));
    }
}
