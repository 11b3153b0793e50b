package io.github.mesosbuild.mojo;

import io.github.mesosbuild.pipeline.EnvironmentFiles;
import io.github.mesosbuild.steps.Installation;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Writes {@code mesos-env.sh} into the work directory: a shell script that adds what the installation has: {@code bin} and {@code
 * sbin} to {@code PATH}, libraries to {@code LIBRARY_PATH}, {@code .pc} files to {@code PKG_CONFIG_PATH}, and {@code
 * MESOS_NATIVE_JAVA_LIBRARY}. With {@code -Dmesos.env.file=$HOME/.bashrc}, the same lines go into that file as a
 * marked block. Running the goal again replaces the block, {@code -Dmesos.env.remove=true} removes it, and the rest of the file stays
 * as it is. Builds the installation if there is none, without the release's own tests.
 *
 * @since 1.0.0
 */
@Mojo(name = "env", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class EnvMojo extends AbstractBuildingMojo {
    /**
     * {@code <file>} ({@code mesos.env.file}): a shell start-up file that receives the lines too; {@code <remove>}
     * ({@code mesos.env.remove}) removes them; {@code <skip>} ({@code mesos.env.skip}) skips this goal.
     */
    @Parameter
    EnvParameters env;

    @Override
    void run() throws Exception {
        EnvironmentFiles files = new EnvironmentFiles(workPath(), env.startUpFile());
        if (Boolean.TRUE.equals(env.remove)) {
            console().environment(files.remove());
            return;
        }
        files.requireWritable();
        Installation installation = pipeline(true)
                .install(prefix -> reserve(files.script(), prefix))
                .installation();
        publish(installation);
        console().environment(files.write(installation));
    }
}
