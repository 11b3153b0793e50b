package io.github.mesosbuild.mojo;

import io.github.mesosbuild.corridor.Corridor;
import io.github.mesosbuild.corridor.Request;
import io.github.mesosbuild.report.Console;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Removes the release's directory in the work directory: sources, objects and logs. With
 * {@code -Dmesos.clean.installation=true} also its installation. Never the archives.
 *
 * @since 1.0.0
 */
@Mojo(name = "clean", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class CleanMojo extends AbstractMesosMojo {
    /**
     * What is removed besides the work directory: {@code <installation>} ({@code mesos.clean.installation}) removes the installation;
     * {@code <skip>} ({@code mesos.clean.skip}) leaves out this goal.
     *
     * @since 1.0.0
     */
    @Parameter
    CleanParameters clean;

    @Override
    SkipParameters ownSkip() {
        return clean;
    }

    @Override
    String goal() {
        return "clean";
    }

    @Override
    boolean readsArchive() {
        return false;
    }

    @Override
    void run(Corridor corridor, Request request, Console console) throws Exception {
        if (Boolean.TRUE.equals(clean.installation)) {
            console.removed("installation", corridor.cleanInstallation());
        }
        console.removed("work directory", corridor.clean());
    }
}
