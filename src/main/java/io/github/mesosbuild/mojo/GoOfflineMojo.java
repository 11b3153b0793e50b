package io.github.mesosbuild.mojo;

import io.github.mesosbuild.pipeline.Pipeline;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.report.ClusterConsole;
import io.github.mesosbuild.report.Console;
import java.io.IOException;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Fetches everything that a later build with {@code -o} needs: the verified archive with its signature and checksum files, the
 * recipe's patches for every machine and, with {@code -Dmesos.installDependencies=true}, missing packages. If Maven builds the release's Java bindings, unpacks the sources and lets
 * that Maven resolve its plugins into the local repository, which needs a complete JDK. If a cluster has a ZooKeeper of its own, resolves
 * that too. Also resolves what Maven before 3.9 adds to each plugin. Fails if a build requirement is missing; {@code -Dmesos.checkDependencies.skip=true} skips that check on a machine that only
 * fills the cache.
 *
 * @since 1.0.0
 */
@Mojo(name = "go-offline", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class GoOfflineMojo extends AbstractBuildingMojo {
    /** {@code <skip>} ({@code mesos.goOffline.skip}) skips this goal. */
    @Parameter
    SkipParameters goOffline;

    /** The cluster, whose ZooKeeper is resolved if it has one of its own. */
    @Parameter
    ClusterParameters cluster;

    /** Added by Maven before 3.9 to the class path of each plugin that does not depend on it (its {@code PlexusUtilsInjector}). */
    static final String PLEXUS_UTILS = "org.codehaus.plexus:plexus-utils:1.1";

    @Override
    void run() throws Exception {
        Pipeline pipeline = pipeline(false);
        Release release = pipeline.request().release();
        console().archive(pipeline.archives().fetch());
        pipeline.archives().fetchPatches();
        if (pipeline.request().host().checkDependencies()) {
            console().met(pipeline.checkDependencies());
        }
        pipeline.resolve();
        pipeline.fetchBundle().ifPresent(bundle -> console().say("Fetched the bundle " + bundle.coordinates()));
        if (release.daemons().isPresent()) {
            ClusterFactory factory = new ClusterFactory(cluster, workPath(), maven(), new ClusterConsole(console()));
            factory.zooKeeperClassPath(factory.topology(release));
        }
        resolveForOlderMaven(maven(), console());
        console().say("A build of " + release.name() + " no longer needs a network: you can use 'mvn -o'.");
    }

    /** Even if the Maven that runs this goal needs no such artifact: the one that is started with -o can be another. */
    static void resolveForOlderMaven(Maven maven, Console console) {
        try {
            maven.pluginArtifacts().classPath(List.of(PLEXUS_UTILS), "");
        } catch (IOException e) {
            console.say("Maven 3.8 and older cannot run this plugin with -o: " + PLEXUS_UTILS
                    + " is not available. Later versions do not need it.");
        }
    }
}
