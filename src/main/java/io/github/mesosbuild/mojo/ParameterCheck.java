package io.github.mesosbuild.mojo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** Reports each parameter that no goal reads: once in a session, as a warning, or as a failure if {@code mesos.strict} is set. */
final class ParameterCheck {
    private final AbstractMesosMojo mojo;

    ParameterCheck(AbstractMesosMojo mojo) {
        this.mojo = mojo;
    }

    /**
     * Checks all parameters, and reports those that no goal reads.
     *
     * @throws MojoFailureException if a value is wrong, or a parameter unknown and {@code mesos.strict} set
     */
    void run() throws MojoFailureException {
        PluginDescriptor plugin = mojo.execution.getMojoDescriptor().getPluginDescriptor();
        UnknownParameters found =
                new UnknownParameters(new KnownParameters(plugin, false), new KnownParameters(plugin, true));
        found.examine(mojo.session.getUserProperties());
        configurations(plugin.getPluginLookupKey()).forEach(found::examine);
        if (mojo.execution.getConfiguration() != null) {
            found.examineNested(mojo.execution.getConfiguration());
        }
        refuse(found.wrong());
        if (mojo.strict) {
            refuse(found.unknown());
        }
        Map<String, String> told = SessionMemory.of(mojo.session, "unknown-parameters");
        found.unknown().stream()
                .filter(sentence -> told.putIfAbsent(sentence, "") == null)
                .map(Terminal.printable()::of)
                .forEach(mojo.getLog()::warn);
    }

    private static void refuse(List<String> problems) throws MojoFailureException {
        if (!problems.isEmpty()) {
            throw Terminal.printable(new MojoFailureException(String.join(System.lineSeparator(), problems)));
        }
    }

    /**
     * Returns the configuration of the plugin and of its executions from the POM. The configuration that Maven passes to a goal
     * lacks elements that the goal does not know.
     */
    private Stream<Xpp3Dom> configurations(String key) {
        MavenProject project = mojo.session.getCurrentProject();
        Plugin declared = project.getPlugin(key);
        Plugin plugin = declared == null && project.getPluginManagement() != null
                ? project.getPluginManagement().getPluginsAsMap().get(key)
                : declared;
        List<ConfigurationContainer> containers = new ArrayList<>();
        if (plugin != null) {
            containers.add(plugin);
            containers.addAll(plugin.getExecutions());
        }
        return containers.stream()
                .map(ConfigurationContainer::getConfiguration)
                .filter(Xpp3Dom.class::isInstance)
                .map(Xpp3Dom.class::cast);
    }
}
