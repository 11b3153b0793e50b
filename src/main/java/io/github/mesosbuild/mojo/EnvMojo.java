package io.github.mesosbuild.mojo;

import io.github.mesosbuild.pipeline.Pipeline;
import io.github.mesosbuild.pipeline.Request;
import io.github.mesosbuild.report.Console;
import io.github.mesosbuild.steps.Installation;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Writes {@code mesos-env.sh} into the work directory: a script for a shell that puts the installation's {@code bin} and
 * {@code sbin} on the PATH and sets {@code MESOS_NATIVE_JAVA_LIBRARY}. With {@code -Dmesos.env.file=$HOME/.bashrc} the same lines go
 * into that file, as a marked block: written twice it is there once, changed it is replaced, and
 * {@code -Dmesos.env.remove=true} takes it out; everything else in the file stays as it is. Builds the installation if it is not
 * there, without the release's own tests.
 *
 * @since 1.0.0
 */
@Mojo(name = "env", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class EnvMojo extends AbstractMesosMojo {
    /**
     * Where the lines go besides {@code mesos-env.sh}: {@code <file>} ({@code mesos.env.file}) is a start-up file of a shell,
     * {@code <remove>} ({@code mesos.env.remove}) takes the block out of it, {@code <skip>} ({@code mesos.env.skip}) leaves out this
     * goal.
     *
     * @since 1.0.0
     */
    @Parameter
    EnvParameters env;

    @Override
    SkipParameters ownSkip() {
        return env;
    }

    @Override
    String goal() {
        return "env";
    }

    @Override
    boolean testsSkipped() {
        return true;
    }

    @Override
    void run(Pipeline pipeline, Request request, Console console) throws Exception {
        if (Boolean.TRUE.equals(env.remove)) {
            console.environment(pipeline.removeEnvironment(env.startUpFile()));
            return;
        }
        pipeline.requireStartUpFile(env.startUpFile());
        Installation installation = pipeline.install(prefix -> reserve(pipeline.environmentScript(), prefix))
                .installation();
        publish(installation);
        console.environment(pipeline.writeEnvironment(installation, env.startUpFile()));
    }
}
