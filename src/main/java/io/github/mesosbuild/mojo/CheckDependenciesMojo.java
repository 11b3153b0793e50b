package io.github.mesosbuild.mojo;

import io.github.mesosbuild.host.CheckReport;
import io.github.mesosbuild.pipeline.JdkReport;
import io.github.mesosbuild.pipeline.Pipeline;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Checks this machine for everything that the release needs, before anything slow runs. Each probe compiles, links or runs what the
 * release's own {@code configure} tests. Prints a table of what is found, missing, too old or too new, and the command that installs
 * what is missing; {@code -Dmesos.installDependencies=true} runs that command. Names the JDK, if the release needs one, and why its Java
 * bindings will be left out, if so. Finally reports whether the release is known to build with this toolchain (measured), should build
 * according to documentation (derived), or is not covered by the recipe.
 *
 * @since 1.0.0
 */
@Mojo(name = "check-dependencies", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class CheckDependenciesMojo extends AbstractBuildingMojo {
    @Override
    void run() throws Exception {
        Pipeline pipeline = pipeline(false, false);
        Optional<JdkReport> jdk = pipeline.jdk();
        jdk.ifPresent(report -> console().jdk(pipeline.request().release().name(), report));
        CheckReport report = pipeline.checkDependencies();
        console().table(report);
        console().say(pipeline.support(report).toString());
    }

    @Override
    boolean isQuestion() {
        return true;
    }
}
