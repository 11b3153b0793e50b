package io.github.mesosbuild.mojo;

import io.github.mesosbuild.files.PathEntries;
import io.github.mesosbuild.pipeline.Pipeline;
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
 * Opens a shell with the directory and exactly the environment of a step, to see why it failed or to continue by hand. The script that
 * opens it, for example {@code shell-make.sh}, is beside the logs and needs no Maven; without a terminal, the goal only writes it.
 *
 * @since 1.0.0
 */
@Mojo(name = "shell", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class ShellMojo extends AbstractBuildingMojo {
    /**
     * The step: {@code unpack}, {@code configure}, {@code make}, {@code check} or {@code install}. By default the one that failed last,
     * else {@code make}.
     */
    @Parameter(property = "mesos.step")
    String step;

    /** {@code <command>} ({@code mesos.shell.command}) runs in place of an interactive shell and must succeed; {@code <skip>} ({@code mesos.shell.skip}) skips this goal. */
    @Parameter
    ShellParameters shell;

    @Override
    void run() throws Exception {
        Pipeline pipeline = pipeline(false, false);
        Path script = pipeline.writeShell(chosen());
        console().say("Wrote " + script);
        Map<String, String> environment = Map.of(
                "PATH", PathEntries.expressible(variable("PATH", "/usr/bin:/bin")), "TERM", variable("TERM", "dumb"));
        if (shell.command != null) {
            int status = pipeline.openShell(script, List.of("/bin/sh", "-c", shell.command), environment);
            if (status != 0) {
                throw new MojoFailureException(
                        "The command '" + shell.command + "' ended with exit status " + status + ".");
            }
        } else if (Terminal.of(session.getRequest(), getLog()).isPresent()) {
            console()
                    .say("The shell ended with exit status " + pipeline.openShell(script, List.of(), environment)
                            + ".");
        } else {
            console().shell(script);
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
        throw new MojoFailureException("mesos.step must be one of "
                + Arrays.stream(Step.values()).map(Step::id).collect(Collectors.joining(", ")) + ", got \'" + step
                + "\'.");
    }
}
