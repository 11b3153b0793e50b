package io.github.mesosbuild.mojo;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.codehaus.plexus.classworlds.realm.ClassRealm;
import org.codehaus.plexus.component.configurator.BasicComponentConfigurator;
import org.codehaus.plexus.component.configurator.ComponentConfigurationException;
import org.codehaus.plexus.component.configurator.ConfigurationListener;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluator;
import org.codehaus.plexus.configuration.DefaultPlexusConfiguration;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/**
 * Configures a goal like Maven, but ignores unknown elements at every depth. Maven would fail with the name of a class; {@link
 * ParameterCheck} reports each element with the one that was probably meant. Its name is in {@code META-INF/plexus/components.xml}.
 */
public final class LenientConfigurator extends BasicComponentConfigurator {
    static final String NAME = "mesos-lenient";

    @Override
    public void configureComponent(
            Object component,
            PlexusConfiguration configuration,
            ExpressionEvaluator evaluator,
            ClassRealm realm,
            ConfigurationListener listener)
            throws ComponentConfigurationException {
        super.configureComponent(component, known(component.getClass(), configuration), evaluator, realm, listener);
    }

    private static PlexusConfiguration known(Class<?> goal, PlexusConfiguration configuration) {
        Map<String, Class<?>> nests = new HashMap<>();
        for (Class<?> type = goal; type != null; type = type.getSuperclass()) {
            Arrays.stream(type.getDeclaredFields())
                    .filter(field -> UserProperties.isNest(field.getType()))
                    .forEach(field -> nests.putIfAbsent(field.getName(), field.getType()));
        }
        PlexusConfiguration known = copy(configuration);
        for (PlexusConfiguration child : configuration.getChildren()) {
            Class<?> nest = nests.get(child.getName());
            known.addChild(nest == null ? child : nested(nest, child));
        }
        return known;
    }

    private static PlexusConfiguration nested(Class<?> nest, PlexusConfiguration configuration) {
        PlexusConfiguration known = copy(configuration);
        Stream.of(configuration.getChildren())
                .filter(child -> KnownParameters.fields(nest)
                        .anyMatch(field -> field.getName().equals(UnknownParameters.camel(child.getName()))))
                .forEach(known::addChild);
        return known;
    }

    private static PlexusConfiguration copy(PlexusConfiguration configuration) {
        PlexusConfiguration copy =
                new DefaultPlexusConfiguration(configuration.getName(), configuration.getValue(null));
        for (String name : configuration.getAttributeNames()) {
            copy.setAttribute(name, configuration.getAttribute(name));
        }
        return copy;
    }
}
