package io.github.mesosbuild.cluster.values;

import io.github.mesosbuild.cluster.values.MesosValue.Ranges;
import io.github.mesosbuild.cluster.values.MesosValue.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The slave's flag {@code --resources}, {@code name(role):value;name(role):value} (src/common/resources.cpp and
 * src/slave/containerizer/containerizer.cpp at tag 0.24.0).
 */
public final class Resources {
    /** The resources that a slave detects if the flag does not mention them. */
    private static final List<String> DETECTED = List.of("cpus", "mem", "disk", "ports");

    private static final Set<String> SCALARS = Set.of("cpus", "mem", "disk");
    private static final String PORTS = "ports";
    private static final String ROLE = "[^\\s()/-][^\\s()/]*";
    private static final Pattern NAME = name(ROLE);
    private static final Pattern NAME_WITH_PATH = name(ROLE + "(/" + ROLE + ")*");
    private static final Pattern BARE_RANGES = Pattern.compile("\\d+\\s*-\\s*\\d+(\\s*,\\s*\\d+\\s*-\\s*\\d+)*");
    private static final Pattern DECIMAL = Pattern.compile("\\d+(\\.\\d+)?");
    private static final Pattern ITEM = Pattern.compile("[^\\s,:;(){}\\[\\]]+");

    private Resources() {}

    private static Pattern name(String role) {
        return Pattern.compile("\\s*[^\\s()]+\\s*(\\(\\s*" + role + "\\s*\\)\\s*)?");
    }

    /** A value of the right type that Mesos does not accept for a resource. */
    static Invalid unaccepted(String rule, String text, String why, Dialect dialect) {
        return dialect.has(Dialect.Trait.RESOURCE_ERRORS)
                ? Invalid.printing(rule, text, "Failed to determine " + dialect.slave() + " resources: " + why)
                : Invalid.misread(rule, text, "Mesos ignores the resource: " + why);
    }

    private static String failed(Dialect dialect, UnreadableValueException e) {
        return "Failed to determine " + dialect.slave() + " resources: " + e.getMessage();
    }

    /** One resource of one role. */
    public record Resource(String name, String role, MesosValue value) {}

    /**
     * Reads the flag as Mesos does.
     *
     * @param defaultRole the role of resources without a role, the flag {@code --default_role}
     * @throws UnreadableValueException if Mesos cannot read it
     */
    public static List<Resource> parse(String text, String defaultRole) throws UnreadableValueException {
        List<Resource> resources = new ArrayList<>();
        Map<String, String> typeByName = new HashMap<>();
        for (String token : MesosValue.tokens(text, ";")) {
            List<String> pair = MesosValue.tokens(token, ":");
            if (pair.size() != 2) {
                throw new UnreadableValueException("Bad value for resources, missing or extra ':' in " + token);
            }
            Resource resource = resource(token, pair.get(0), pair.get(1), defaultRole);
            String type = resource.value().type();
            if (!type.equals(typeByName.getOrDefault(resource.name(), type))) {
                throw new UnreadableValueException(
                        "Resources with the same name ('" + resource.name() + "') but different types are not allowed");
            }
            typeByName.put(resource.name(), type);
            resources.add(resource);
        }
        return resources;
    }

    private static Resource resource(String token, String key, String value, String defaultRole)
            throws UnreadableValueException {
        int open = key.indexOf('(');
        if (open < 0) {
            return new Resource(trimmed(key), defaultRole, value(trimmed(key), value));
        }
        int close = key.indexOf(')');
        if (close < open) {
            throw new UnreadableValueException("Bad value for resources, mismatched parentheses in " + token);
        }
        String name = trimmed(key.substring(0, open));
        return new Resource(name, trimmed(key.substring(open + 1, close)), value(name, value));
    }

    private static MesosValue value(String name, String text) throws UnreadableValueException {
        MesosValue value;
        try {
            value = MesosValue.parse(text);
        } catch (UnreadableValueException e) {
            throw new UnreadableValueException(
                    "Failed to parse resource " + name + " value " + text + " error " + e.getMessage());
        }
        if (value instanceof MesosValue.Text) {
            throw new UnreadableValueException(
                    "Bad type for resource " + name + " value " + text + " type " + value.type());
        }
        return value;
    }

    private static String trimmed(String text) {
        return text.replaceAll("^[ \\t\\n\\r]+|[ \\t\\n\\r]+$", "");
    }

    /**
     * Checks the flag. A resource must be of its type, and Mesos must neither ignore it nor read something else.
     *
     * @param dialect how the slave's version reads resources
     * @return what is invalid; empty if the flag is valid
     */
    public static Optional<Invalid> check(String text, Dialect dialect) {
        for (String token : MesosValue.tokens(text, ";")) {
            int colon = token.indexOf(':');
            String key = colon < 0 ? token : token.substring(0, colon);
            Optional<Invalid> invalid = colon < 0
                    ? unreadable("must have the form name:value or name(role):value", token, token, dialect)
                    : check(key, token.substring(colon + 1).strip(), dialect);
            if (invalid.isPresent()) {
                return invalid;
            }
        }
        List<Resource> resources;
        try {
            resources = parse(text, "*");
        } catch (UnreadableValueException e) {
            return Optional.of(Invalid.printing("must have one type for each name", text, failed(dialect, e)));
        }
        for (String detected : DETECTED) {
            if (text.contains(detected)
                    && resources.stream().noneMatch(resource -> resource.name().equals(detected))) {
                return Optional.of(Invalid.misread(
                        "must include '" + detected + "'",
                        text,
                        "Because the text contains '" + detected + "', the " + dialect.slave()
                                + " does not detect that resource, and offers none"));
            }
        }
        return Optional.empty();
    }

    /**
     * Checks one resource.
     *
     * @param key the name, and the role in parentheses
     */
    public static Optional<Invalid> check(String key, String text, Dialect dialect) {
        Pattern form = dialect.has(Dialect.Trait.HIERARCHICAL_ROLES) ? NAME_WITH_PATH : NAME;
        if (!form.matcher(key).matches()) {
            return unreadable("must have the form name:value or name(role):value", key, key + ":" + text, dialect);
        }
        String name = trimmed(key.replaceFirst("\\(.*", ""));
        return invalid(name, key, text, dialect).map(invalid -> invalid.in("the resource " + trimmed(key)));
    }

    private static Optional<Invalid> invalid(String name, String key, String text, Dialect dialect) {
        String rule = rule(name, text);
        List<Resource> read;
        try {
            read = text.contains(";") ? List.of() : parse(key + ":" + text, "*");
        } catch (UnreadableValueException e) {
            return Optional.of(Invalid.printing(rule, text, failed(dialect, e)));
        }
        if (read.size() != 1) {
            return Optional.of(Invalid.misread(rule, text, "A semicolon separates resources"));
        }
        MesosValue value = read.get(0).value();
        if (SCALARS.contains(name) && !(value instanceof Scalar) || name.equals(PORTS) && !(value instanceof Ranges)) {
            return Optional.of(Invalid.misread(rule, text, "The " + dialect.slave() + " would offer no " + name));
        }
        if (value instanceof Scalar scalar) {
            return scalar(rule, scalar.value(), text, dialect);
        }
        return value instanceof Ranges ranges
                ? MesosRanges.ofResource(ranges, text, dialect)
                : items(((MesosValue.Items) value).items(), text, dialect);
    }

    private static String rule(String name, String text) {
        if (BARE_RANGES.matcher(text).matches() && !SCALARS.contains(name)) {
            return "must have its ranges in brackets, such as [" + text + "]";
        }
        return switch (name) {
            case "cpus" -> "must be a number";
            case "mem", "disk" -> "must be a number of MB without a unit";
            case PORTS -> "must be ranges, such as [31000-32000]";
            default -> "must be a number, ranges such as [1-5], or a set such as {a,b}";
        };
    }

    private static Optional<Invalid> scalar(String rule, double value, String text, Dialect dialect) {
        if (value < 0) {
            String effect = dialect.has(Dialect.Trait.RESOURCE_ERRORS)
                    ? "The " + dialect.slave() + " would end"
                    : "Mesos ignores the resource: Invalid scalar resource: value < 0";
            return Optional.of(Invalid.misread("must not be negative", text, effect));
        }
        if (!DECIMAL.matcher(text).matches()) {
            return Optional.of(Invalid.misread(
                    rule + ", in digits",
                    text,
                    "Mesos would read " + (Double.isFinite(value) ? MesosNumbers.printed(value) : value)));
        }
        return MesosNumbers.isExact(text)
                ? Optional.empty()
                : Optional.of(Invalid.misread(
                        "must have at most " + MesosNumbers.DIGITS + " digits",
                        text,
                        "Mesos would read " + MesosNumbers.printed(value)));
    }

    private static Optional<Invalid> items(List<String> items, String text, Dialect dialect) {
        if (items.stream().distinct().count() < items.size()) {
            return Optional.of(
                    unaccepted("must list each item once", text, "Invalid set resource: duplicated elements", dialect));
        }
        boolean plain = text.startsWith("{") && text.endsWith("}");
        List<String> written = plain
                ? List.of(text.substring(1, text.length() - 1).split(",", -1)).stream()
                        .map(String::strip)
                        .toList()
                : List.of();
        boolean none = plain && items.isEmpty() && written.equals(List.of(""));
        return none
                        || plain
                                && written.stream()
                                        .allMatch(item -> ITEM.matcher(item).matches())
                ? Optional.empty()
                : Optional.of(Invalid.misread(
                        "must be a set such as {a,b}, of words without spaces and brackets",
                        text,
                        "Mesos would read {" + Invalid.shortened(String.join(",", items)) + "}"));
    }

    private static Optional<Invalid> unreadable(String rule, String got, String token, Dialect dialect) {
        try {
            List<Resource> read = parse(token, "*");
            return Optional.of(Invalid.misread(
                            rule,
                            got,
                            "Mesos would read the resource '"
                                    + Invalid.shortened(read.get(0).name()) + "'")
                    .in("each resource"));
        } catch (UnreadableValueException e) {
            return Optional.of(Invalid.printing(rule, got, failed(dialect, e)).in("each resource"));
        }
    }
}
