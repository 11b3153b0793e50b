package io.github.mesosbuild.steps;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The settings of the Maven that runs this build, for a Maven that {@code make} runs.
 *
 * @param program the script that starts Maven, {@code bin/mvn} in its home
 * @param java the home of the Java that Maven runs on
 * @param settings the user's settings file, if it exists
 * @param globalSettings the settings file of the Maven installation, if it exists
 * @param repository the local repository
 * @param offline whether Maven is offline
 * @param options the options of its virtual machine, as in {@code MAVEN_OPTS}
 */
public record NestedMaven(
        String program,
        Path java,
        Optional<Path> settings,
        Optional<Path> globalSettings,
        Path repository,
        boolean offline,
        String options) {

    /**
     * Returns the arguments that pass these settings on.
     *
     * @param javac the compiler; the one in Maven's own process would reject the source levels of old releases
     */
    List<String> arguments(Path javac) {
        List<String> arguments = new ArrayList<>(List.of("-B", "-ntp"));
        settings.ifPresent(file -> arguments.addAll(List.of("-s", file.toString())));
        globalSettings.ifPresent(file -> arguments.addAll(List.of("-gs", file.toString())));
        if (offline) {
            arguments.add("-o");
        }
        arguments.add("-Dmaven.repo.local=" + repository);
        arguments.add("-Dmaven.compiler.fork=true");
        arguments.add("-Dmaven.compiler.executable=" + javac);
        arguments.add("-Dmaven.javadoc.skip=true");
        return arguments;
    }
}
