package io.github.mesosbuild.mojo;

import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoFailureException;
import org.codehaus.plexus.util.cli.CommandLineUtils;

/**
 * Sets parameters at every depth from properties: {@code -Dmesos.archive.url=URL} sets {@code <url>} in {@code <archive>} and
 * overrides the POM. Properties of the project set what the POM's configuration leaves open.
 */
final class UserProperties {
    private static final String PREFIX = "mesos.";

    private static final Set<Class<?>> VALUES =
            Set.of(String.class, File.class, boolean.class, Boolean.class, int.class, Integer.class, List.class);

    private final Properties user;
    private final Properties project;

    UserProperties(Properties user, Properties project) {
        this.user = user;
        this.project = project;
    }

    /**
     * Sets the parameters of a goal.
     *
     * @throws MojoFailureException if a value is not valid for its parameter; the message names both
     */
    void applyTo(Object mojo) throws MojoFailureException {
        for (Class<?> type = mojo.getClass(); isOurs(type); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isFinal(field.getModifiers())) {
                    apply(mojo, field, PREFIX + field.getName(), false);
                }
            }
        }
    }

    private void apply(Object bean, Field field, String name, boolean nested) throws MojoFailureException {
        field.setAccessible(true);
        try {
            if (isNest(field.getType())) {
                applyNested(bean, field, name);
            } else if (field.isAnnotationPresent(OtherNameOf.class)) {
                return;
            } else if (otherName(field).isPresent()) {
                applyBoth(bean, field, otherName(field).get(), name, nested);
            } else if (Map.class.isAssignableFrom(field.getType())) {
                applyEntries(bean, field, name + ".");
            } else if (!VALUES.contains(field.getType())) {
                return;
            } else if (user.containsKey(name)) {
                field.set(bean, converted(field, name, user.getProperty(name)));
            } else if (nested && field.get(bean) == null && project.containsKey(name)) {
                field.set(bean, converted(field, name, project.getProperty(name)));
            } else if (!nested && isFlag(field.getType()) && project.containsKey(name)) {
                // Maven has set the field; it treats any other value as false.
                converted(field, name, project.getProperty(name));
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns whether a class is one of this plugin's; those of Maven have fields that are no parameters. */
    private static boolean isOurs(Class<?> type) {
        return type.getPackage() == UserProperties.class.getPackage();
    }

    /** Returns whether a value of that type is not a parameter itself but contains parameters. */
    static boolean isNest(Class<?> type) {
        return isOurs(type) && type.getSimpleName().endsWith("Parameters");
    }

    private void applyNested(Object bean, Field field, String name)
            throws MojoFailureException, IllegalAccessException {
        if (field.get(bean) == null) {
            try {
                field.set(bean, field.getType().getDeclaredConstructor().newInstance());
            } catch (NoSuchMethodException | InstantiationException | InvocationTargetException e) {
                throw new IllegalStateException(e);
            }
        }
        if (field.get(bean) instanceof Abbreviated nest) {
            if (user.containsKey(name)) {
                nest.set(user.getProperty(name));
            } else if (!nest.isSet() && project.containsKey(name)) {
                nest.set(project.getProperty(name));
            }
        }
        for (Field child : KnownParameters.fields(field.getType()).toList()) {
            apply(field.get(bean), child, name + "." + child.getName(), true);
        }
    }

    private void applyEntries(Object bean, Field field, String prefix) throws IllegalAccessException {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries(bean, field, prefix).forEach(entries::putAll);
        field.set(bean, entries);
    }

    /** Returns the entries of a map: those of the project's properties, of the POM's configuration, and of the command line. */
    private List<Map<String, Object>> entries(Object bean, Field field, String prefix) throws IllegalAccessException {
        Map<String, Object> configured = new LinkedHashMap<>();
        if (field.get(bean) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> configured.put(key.toString(), value == null ? "" : value.toString()));
        }
        return List.of(entries(project, prefix), configured, entries(user, prefix));
    }

    private static Map<String, Object> entries(Properties properties, String prefix) {
        Map<String, Object> entries = new LinkedHashMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith(prefix)) {
                entries.put(name.substring(prefix.length()), properties.getProperty(name));
            }
        }
        return entries;
    }

    /** Returns the values of a parameter likewise, each under an empty key. */
    private List<Map<String, Object>> values(Object bean, Field field, String name, boolean nested)
            throws IllegalAccessException, MojoFailureException {
        if (!nested && isFlag(field.getType()) && project.containsKey(name)) {
            // Maven has set the field; it treats any other value as false.
            converted(field, name, project.getProperty(name));
        }
        // Maven sets the fields of a goal from the command line too.
        Object configured = !nested && user.containsKey(name) ? null : field.get(bean);
        return List.of(
                nested && project.containsKey(name)
                        ? Map.of("", converted(field, name, project.getProperty(name)))
                        : Map.of(),
                configured == null ? Map.of() : Map.of("", configured),
                user.containsKey(name) ? Map.of("", converted(field, name, user.getProperty(name))) : Map.of());
    }

    private static Optional<Field> otherName(Field field) {
        return Stream.of(field.getDeclaringClass().getDeclaredFields())
                .filter(other -> other.isAnnotationPresent(OtherNameOf.class))
                .filter(other -> other.getAnnotation(OtherNameOf.class).value().equals(field.getName()))
                .findFirst();
    }

    /** Sets a parameter that has two names. Either name on the command line wins over both in the POM. */
    private void applyBoth(Object bean, Field field, Field other, String name, boolean nested)
            throws IllegalAccessException, MojoFailureException {
        other.setAccessible(true);
        boolean isMap = Map.class.isAssignableFrom(field.getType());
        String otherName = name.substring(0, name.lastIndexOf('.') + 1) + other.getName();
        List<Map<String, Object>> one = isMap ? entries(bean, field, name + ".") : values(bean, field, name, nested);
        List<Map<String, Object>> two =
                isMap ? entries(bean, other, otherName + ".") : values(bean, other, otherName, nested);
        Map<String, Object> merged = new LinkedHashMap<>();
        for (int i = 0; i < one.size(); i++) {
            requireSame(one.get(i), two.get(i), name, otherName);
            merged.putAll(one.get(i));
            merged.putAll(two.get(i));
        }
        field.set(bean, isMap ? merged : merged.get(""));
        other.set(bean, null);
    }

    private static void requireSame(Map<String, Object> one, Map<String, Object> two, String name, String otherName)
            throws MojoFailureException {
        for (Map.Entry<String, Object> entry : two.entrySet()) {
            Object value = one.getOrDefault(entry.getKey(), entry.getValue());
            if (!value.equals(entry.getValue())) {
                String key = entry.getKey().isEmpty() ? "" : "." + entry.getKey();
                throw new MojoFailureException(name + key + " and " + otherName + key
                        + " are two names of one parameter, but have different values"
                        + (key.isEmpty() ? ": " + value + " and " + entry.getValue() : "") + ". Set only one of them.");
            }
        }
    }

    private static Object converted(Field field, String name, String value) throws MojoFailureException {
        Class<?> type = field.getType();
        if (type == String.class) {
            return value;
        }
        if (type == File.class) {
            return new File(value).getAbsoluteFile();
        }
        if (isFlag(type)) {
            if (!isTruth(value)) {
                throw new MojoFailureException(name + " must be true or false, got '" + value + "'.");
            }
            return value.isBlank() || Boolean.parseBoolean(value.strip());
        }
        if (type == int.class || type == Integer.class) {
            try {
                return Integer.parseInt(value.strip());
            } catch (NumberFormatException e) {
                throw new MojoFailureException(name + " must be a whole number, got '" + value + "'.");
            }
        }
        if (type == List.class) {
            return name.endsWith("Arguments") ? words(name, value) : items(value);
        }
        throw new IllegalStateException("no conversion to " + type + " for " + name);
    }

    private static boolean isFlag(Class<?> type) {
        return type == boolean.class || type == Boolean.class;
    }

    /** Returns whether a value means true or false; an empty one means true, as on the command line. */
    static boolean isTruth(String value) {
        String stripped = value.strip();
        return stripped.isEmpty() || stripped.equalsIgnoreCase("true") || stripped.equalsIgnoreCase("false");
    }

    private static List<String> items(String value) {
        List<String> items = new ArrayList<>();
        for (String item : value.split(",")) {
            if (!item.isBlank()) {
                items.add(item.strip());
            }
        }
        return items;
    }

    /** Returns the words of a value, split as by a shell. */
    static List<String> words(String name, String value) throws MojoFailureException {
        try {
            return List.of(CommandLineUtils.translateCommandline(value));
        } catch (Exception e) {
            throw new MojoFailureException(
                    name + " cannot be split into words, got '" + value + "': " + e.getMessage() + ".");
        }
    }
}
