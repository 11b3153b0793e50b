package io.github.mesosbuild.mojo;

import io.github.mesosbuild.text.Redactor;
import io.github.mesosbuild.text.ShellWords;
import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/**
 * The parameters of a goal with their values. A parameter is declared once, as a field: this class finds it for the question whether a
 * build is up to date and for the command that prepares a build without a network.
 */
final class GoalParameters {
    private static final String GO_OFFLINE = "go-offline";
    private static final Pattern URL_USER = Pattern.compile("//[^/,@]*@");

    /**
     * A parameter that has a value.
     *
     * @param path its name, after those of the elements that contain it: {@code archive.url}
     * @param entry whether it is an entry of a map
     */
    record Value(String path, Object value, boolean entry) {
        /** Returns the name of the element that contains it, or its own. */
        String top() {
            int point = path.indexOf('.');
            return point < 0 ? path : path.substring(0, point);
        }

        /** Returns the value in the form of a property. */
        String text() {
            if (value instanceof Collection<?> items) {
                List<String> words = items.stream().map(String::valueOf).toList();
                return path.endsWith("Arguments") ? ShellWords.quoted(words) : String.join(",", words);
            }
            return String.valueOf(value);
        }

        /** Returns the value in the form of a property, with the path of a file resolved. */
        private String text(Maven maven) {
            return value instanceof File file ? maven.path(file).toString() : text();
        }

        private String option(Maven maven) {
            String name = "-Dmesos." + path;
            String variable = path.substring(path.lastIndexOf('.') + 1);
            return entry && Redactor.isSecret(variable, text())
                    ? ShellWords.quoted(name + "=") + "\"$" + variable + "\""
                    : ShellWords.quoted(
                            name + "=" + URL_USER.matcher(text(maven)).replaceAll("//"));
        }
    }

    private final List<Value> values = new ArrayList<>();
    private final Set<String> ofEveryGoal = new HashSet<>();

    private GoalParameters() {}

    static GoalParameters of(AbstractMesosMojo mojo) {
        GoalParameters parameters = new GoalParameters();
        parameters.addAll(mojo, mojo.getClass(), "");
        return parameters;
    }

    /** Returns the parameter of a goal with that name, if there is one and it has a value. */
    static Optional<Object> value(AbstractMesosMojo mojo, String name) {
        for (Class<?> type = mojo.getClass(); isOurs(type); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name) && isParameter(field)) {
                    return Optional.ofNullable(get(mojo, field));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isOurs(Class<?> type) {
        return type.getPackage() == GoalParameters.class.getPackage();
    }

    private static boolean isParameter(Field field) {
        return !Modifier.isStatic(field.getModifiers())
                && !Modifier.isPrivate(field.getModifiers())
                && !field.isSynthetic();
    }

    private static Object get(Object bean, Field field) {
        field.setAccessible(true);
        try {
            return field.get(bean);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The fields of other types are Maven's services. */
    private void addAll(Object bean, Class<?> type, String prefix) {
        if (!isOurs(type)) {
            return;
        }
        addAll(bean, type.getSuperclass(), prefix);
        for (Field field : type.getDeclaredFields()) {
            if (isParameter(field)) {
                if (type == AbstractMesosMojo.class) {
                    ofEveryGoal.add(field.getName());
                }
                add(prefix + field.getName(), get(bean, field));
            }
        }
    }

    private void add(String path, Object value) {
        if (value == null) {
            return;
        }
        if (UserProperties.isNest(value.getClass())) {
            addAll(value, value.getClass(), path + ".");
        } else if (value instanceof Map<?, ?> entries) {
            new TreeMap<>(entries)
                    .forEach((key, entry) -> values.add(new Value(path + "." + key, String.valueOf(entry), true)));
        } else if (value instanceof Collection<?> items && !items.isEmpty()
                || value instanceof String
                || value instanceof File
                || value instanceof Boolean
                || value instanceof Integer) {
            values.add(new Value(path, value, false));
        }
    }

    /** Returns the parameters that have a value. */
    List<Value> values() {
        return List.copyOf(values);
    }

    /**
     * Returns the command that fetches everything that this goal would, whatever part of it is configured in a POM.
     *
     * @param goal the goal {@code go-offline} as it can be typed
     */
    String goOffline(String goal, Maven maven) {
        MojoDescriptor prepares =
                maven.execution().getMojoDescriptor().getPluginDescriptor().getMojo(GO_OFFLINE);
        Map<String, String> defaults = defaults(maven.session(), maven.execution(), prepares);
        StringBuilder command = new StringBuilder("mvn ").append(goal);
        for (Value value : values) {
            if (prepares.getParameterMap().containsKey(value.top())
                    && !ofEveryGoal.contains(value.top())
                    && !value.text(maven).equals(usual(value, defaults, maven))) {
                command.append(' ').append(value.option(maven));
            }
        }
        return command.toString();
    }

    /** Returns the default value; without a POM, Maven leaves the project's directory in that of a file unresolved. */
    private static String usual(Value value, Map<String, String> defaults, Maven maven) {
        String text = defaults.get(value.path());
        return text != null && value.value() instanceof File
                ? maven.path(new File(text)).toString()
                : text;
    }

    private static Map<String, String> defaults(MavenSession session, MojoExecution execution, MojoDescriptor goal) {
        PluginParameterExpressionEvaluator evaluator = new PluginParameterExpressionEvaluator(session, execution);
        Map<String, String> defaults = new LinkedHashMap<>();
        for (PlexusConfiguration parameter : goal.getMojoConfiguration().getChildren()) {
            String text = parameter.getAttribute("default-value");
            if (text != null) {
                try {
                    defaults.put(parameter.getName(), String.valueOf(evaluator.evaluate(text)));
                } catch (ExpressionEvaluationException e) {
                    defaults.put(parameter.getName(), text);
                }
            }
        }
        return defaults;
    }
}
