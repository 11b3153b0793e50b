package io.github.mesosbuild.mojo;

import io.github.mesosbuild.pipeline.Pipeline;
import io.github.mesosbuild.pipeline.Request;
import io.github.mesosbuild.report.ClusterConsole;
import io.github.mesosbuild.report.Console;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Fetches all that a later build with {@code -o} needs: the verified archive with its signature and checksum files, and, with
 * {@code -Dmesos.installDependencies=true}, the packages that this machine lacks. For a release whose Java bindings are
 * built by a Maven, it unpacks the sources and lets that Maven resolve its plugins into the local repository; not without a whole
 * JDK, which a later build would need too. It fails if a build requirement is missing, because no package comes without a network;
 * {@code -Dmesos.checkDependencies.skip=true} leaves that check out, on a machine that only fills the cache. For a cluster with a
 * ZooKeeper of its own, it resolves that too.
 *
 * @since 1.0.0
 */
@Mojo(name = "go-offline", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class GoOfflineMojo extends ClusterParameterizedMojo {
    /**
     * The element {@code <skip>} ({@code mesos.goOffline.skip}) leaves out this goal.
     *
     * @since 1.0.0
     */
    @Parameter
    SkipParameters goOffline;

    @Override
    SkipParameters ownSkip() {
        return goOffline;
    }

    @Override
    String goal() {
        return "goOffline";
    }

    @Override
    void run(Pipeline pipeline, Request request, Console console) throws Exception {
        console.archive(pipeline.fetch());
        if (request.checkDependencies()) {
            console.met(pipeline.checkDependencies());
        }
        pipeline.resolve();
        if (request.release().daemons().isPresent()) {
            ClusterFactory wiring = new ClusterFactory(this, cluster, request, new ClusterConsole(console));
            wiring.zooKeeperClassPath(wiring.topology());
        }
        console.say("A build of " + request.release().name() + " needs no network now: 'mvn -o' may be used.");
    }
}
