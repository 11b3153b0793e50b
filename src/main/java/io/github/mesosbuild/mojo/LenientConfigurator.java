package io.github.mesosbuild.mojo;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoFailureException;
import org.codehaus.plexus.classworlds.realm.ClassRealm;
import org.codehaus.plexus.component.configurator.BasicComponentConfigurator;
import org.codehaus.plexus.component.configurator.ComponentConfigurationException;
import org.codehaus.plexus.component.configurator.ConfigurationListener;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;
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
        super.configureComponent(
                component, words(known(component.getClass(), configuration), evaluator), evaluator, realm, listener);
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

    /**
     * Splits the arguments that are one text into words, as a shell does, whether they come from the configuration or from a property of
     * the POM. Maven would split them at commas, which are a part of arguments such as {@code LDFLAGS=-Wl,-O1}.
     */
    private static PlexusConfiguration words(PlexusConfiguration configuration, ExpressionEvaluator evaluator)
            throws ComponentConfigurationException {
        PlexusConfiguration split = copy(configuration);
        for (PlexusConfiguration child : configuration.getChildren()) {
            String text = child.getValue(null);
            Object value = child.getName().endsWith("Arguments") && child.getChildCount() == 0 && text != null
                    ? evaluated(text, evaluator)
                    : null;
            split.addChild(value instanceof String line ? arguments(child, line) : child);
        }
        return split;
    }

    private static Object evaluated(String text, ExpressionEvaluator evaluator) throws ComponentConfigurationException {
        try {
            return evaluator.evaluate(text);
        } catch (ExpressionEvaluationException e) {
            throw new ComponentConfigurationException("Cannot evaluate " + text, e);
        }
    }

    private static PlexusConfiguration arguments(PlexusConfiguration parameter, String line)
            throws ComponentConfigurationException {
        // Maven evaluates each element once more, and reads two dollar signs as one.
        PlexusConfiguration list = new DefaultPlexusConfiguration(parameter.getName());
        try {
            UserProperties.words("mesos." + parameter.getName(), line)
                    .forEach(
                            word -> list.addChild(new DefaultPlexusConfiguration("argument", word.replace("$", "$$"))));
        } catch (MojoFailureException e) {
            throw new ComponentConfigurationException(e.getMessage(), e);
        }
        return list;
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
