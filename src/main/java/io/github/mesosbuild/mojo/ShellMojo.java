package io.github.mesosbuild.mojo;

import io.github.mesosbuild.pipeline.Pipeline;
import io.github.mesosbuild.pipeline.Request;
import io.github.mesosbuild.report.Console;
import io.github.mesosbuild.steps.Step;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Opens a shell in the place of a step, with its directory and exactly its environment, to see why it failed or to go on by hand. The
 * script that does so, {@code shell-make.sh}, lies beside the logs and needs no Maven; without a terminal, the goal only writes it.
 *
 * @since 1.0.0
 */
@Mojo(name = "shell", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class ShellMojo extends AbstractMesosMojo {
    /**
     * Which step's place: {@code unpack}, {@code configure}, {@code make}, {@code check} or {@code install}. Without it, that of the step
     * that failed last, else of {@code make}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "mesos.step")
    String step;

    /**
     * The element {@code <command>} ({@code mesos.shell.command}) is run by {@code sh} in the place of an interactive shell; the goal fails
     * if it does. {@code <skip>} ({@code mesos.shell.skip}) leaves out this goal.
     *
     * @since 1.0.0
     */
    @Parameter
    ShellParameters shell;

    @Override
    SkipParameters ownSkip() {
        return shell;
    }

    @Override
    String goal() {
        return "shell";
    }

    @Override
    boolean readsArchive() {
        return false;
    }

    @Override
    void run(Pipeline pipeline, Request request, Console console) throws Exception {
        Path script = pipeline.writeShell(chosen());
        console.say("Wrote " + script);
        Map<String, String> environment =
                Map.of("PATH", variable("PATH", "/usr/bin:/bin"), "TERM", variable("TERM", "dumb"));
        if (shell.command != null) {
            int status = pipeline.openShell(script, List.of("/bin/sh", "-c", shell.command), environment);
            if (status != 0) {
                throw new MojoFailureException(
                        "The command '" + shell.command + "' ended with exit status " + status + ".");
            }
        } else if (Terminal.of(session.getRequest(), getLog()).isPresent()) {
            console.say("The shell ended with exit status " + pipeline.openShell(script, List.of(), environment) + ".");
        } else {
            console.shell(script);
        }
    }

    private static String variable(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null ? otherwise : value;
    }

    private Optional<Step> chosen() throws MojoFailureException {
        if (step == null) {
            return Optional.empty();
        }
        for (Step known : Step.values()) {
            if (known.id().equals(step)) {
                return Optional.of(known);
            }
        }
        throw new MojoFailureException("The parameter mesos.step must be one of "
                + Arrays.stream(Step.values()).map(Step::id).collect(Collectors.joining(", ")) + ", and it is '" + step
                + "'.");
    }
}
