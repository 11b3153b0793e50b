package io.github.mesosbuild.steps;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a Maven that {@code make} runs is to be like the one that runs the build.
 *
 * @param program the script that starts it, {@code bin/mvn} of its home
 * @param java the home of the Java that it runs on
 * @param settings the user's settings, if that file is there
 * @param globalSettings those of the installation of Maven, if that file is there
 * @param repository the local repository
 * @param offline whether no server may be asked
 * @param options those of its virtual machine, as in {@code MAVEN_OPTS}
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
     * The arguments that make it so.
     *
     * @param javac the compiler: one that runs in Maven's own process would not know the levels of old releases
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
