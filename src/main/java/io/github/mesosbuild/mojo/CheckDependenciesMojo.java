package io.github.mesosbuild.mojo;

import io.github.mesosbuild.host.CheckReport;
import io.github.mesosbuild.pipeline.JdkReport;
import io.github.mesosbuild.pipeline.Pipeline;
import io.github.mesosbuild.pipeline.Request;
import io.github.mesosbuild.report.Console;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Checks what must be on this machine to build the release, before anything slow runs: each probe compiles, links or runs what the
 * release's own {@code configure} tests. It prints a table of what is found, missing, too old or too new, and the command that
 * installs what is missing on this distribution; {@code -Dmesos.installDependencies=true} runs it. For a release that needs a JDK, it
 * names the JDK, and why the Java bindings will be left out where they will. Last it says whether the release
 * was built with the toolchain that is found (measured), should build by what its documentation says (derived), or nothing is known.
 *
 * @since 1.0.0
 */
@Mojo(name = "check-dependencies", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class CheckDependenciesMojo extends AbstractMesosMojo {
    @Override
    SkipParameters ownSkip() {
        return checkDependencies;
    }

    @Override
    String goal() {
        return "checkDependencies";
    }

    @Override
    boolean readsArchive() {
        return false;
    }

    @Override
    void run(Pipeline pipeline, Request request, Console console) throws Exception {
        Optional<JdkReport> jdk = pipeline.jdk();
        jdk.ifPresent(report -> console.jdk(request.release().name(), report));
        CheckReport report = pipeline.checkDependencies();
        console.table(report);
        console.say(pipeline.standing(report).toString());
    }
}
