package io.github.mesosbuild.mojo;

import io.github.mesosbuild.pipeline.Pipeline;
import io.github.mesosbuild.pipeline.Request;
import io.github.mesosbuild.report.Console;
import io.github.mesosbuild.report.ParameterPlaces;
import io.github.mesosbuild.steps.BuildRefusedException;
import io.github.mesosbuild.steps.Installation;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/** What every goal does before and after its work. */
abstract class AbstractMesosMojo extends ParameterizedMojo {
    /** The parameters that say whether this goal alone is skipped. */
    abstract SkipParameters ownSkip();

    /** The name of those parameters. */
    abstract String goal();

    /** Whether an earlier run of the same left nothing to do; this says so then. */
    boolean done(PipelineFactory wiring) throws BuildRefusedException {
        return false;
    }

    /** The work of the goal. */
    abstract void run(Pipeline pipeline, Request request, Console console) throws Exception;

    /** Whether files and directories that the archive may be read from must exist. */
    boolean readsArchive() {
        return needsArchive();
    }

    /** What the goal does in a dry run. */
    void rehearse(Pipeline pipeline, Request request, Console console) throws Exception {
        console.say("Nothing was done, because mesos.dryRun is set.");
    }

    /** Whether an archive may be fetched, which must be proved to be the release then. */
    boolean needsArchive() {
        return true;
    }

    /** Whether the release's own tests are left out of a build. */
    boolean testsSkipped() {
        return false;
    }

    /** Tells the other plugins of the project where the installation is. */
    void publish(Installation installation) {
        Properties properties = session.getCurrentProject().getProperties();
        properties.setProperty("mesos.home", installation.prefix().toString());
        installation.library().ifPresent(library -> {
            properties.setProperty("mesos.native.library", library.toString());
            properties.setProperty(
                    "mesos.java.library.path", library.getParent().toString());
        });
    }

    /**
     * Reserves the environment script of the project for an installation.
     *
     * @throws BuildRefusedException if another installation has it in this session
     */
    void reserve(Path script, Path prefix) throws BuildRefusedException {
        String other =
                SessionMemory.of(session, "environment-scripts").putIfAbsent(script.toString(), prefix.toString());
        if (other != null && !other.equals(prefix.toString())) {
            throw BuildRefusedException.sharedScript(script, Path.of(other), prefix);
        }
    }

    /** All that the goal does; a goal which needs no release does not ask for one. */
    void work(PipelineFactory wiring) throws Exception {
        if (!dryRun && done(wiring)) {
            return;
        }
        Request request = wiring.request();
        if (dryRun) {
            rehearse(wiring.pipeline(request), request, wiring.console());
        } else {
            run(wiring.pipeline(request), request, wiring.console());
        }
    }

    /** The directories and files of this goal's own parameters. */
    Map<String, File> ownPlaces() {
        return Map.of();
    }

    private ParameterPlaces places(PipelineFactory wiring) {
        Map<String, Path> places = wiring.places();
        ownPlaces().forEach((parameter, file) -> {
            if (file != null) {
                places.put(parameter, file.toPath().toAbsolutePath().normalize());
            }
        });
        return new ParameterPlaces(places);
    }

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        new UserProperties(
                        session.getUserProperties(), session.getCurrentProject().getProperties())
                .applyTo(this);
        if (skip || ownSkip() != null && ownSkip().skipped()) {
            getLog().info("Skipped, because " + (skip ? "mesos.skip" : "mesos." + goal() + ".skip") + " is set.");
            return;
        }
        new ParameterCheck(this).run();
        PipelineFactory wiring = new PipelineFactory(this);
        try {
            work(wiring);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("Interrupted; all processes were ended.", e);
        } catch (Exception e) {
            throw wiring.failure(e, places(wiring));
        } finally {
            wiring.console().close();
        }
    }
}
