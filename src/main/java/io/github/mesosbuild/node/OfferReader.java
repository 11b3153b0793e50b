package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.cluster.values.Attributes;
import io.github.mesosbuild.cluster.values.Dialect;
import io.github.mesosbuild.cluster.values.Invalid;
import io.github.mesosbuild.cluster.values.Resources;
import io.github.mesosbuild.config.ConfigNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads what a slave offers, its attributes and its resources. A value is a number, a text, or a list of ranges, numbers or words; a text
 * can also have the form that Mesos uses, and so can all of them together, which is the only way to write {@code mem(role)} in a POM.
 */
final class OfferReader {
    private static final Pattern RANGE = Pattern.compile("\\d+\\s*-\\s*\\d+");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final Function<String, Optional<String>> nameCheck;
    private final BiFunction<String, String, Optional<Invalid>> valueCheck;
    private final Dialect dialect;

    private OfferReader(
            Function<String, Optional<String>> nameCheck,
            BiFunction<String, String, Optional<Invalid>> valueCheck,
            Dialect dialect) {
        this.nameCheck = nameCheck;
        this.valueCheck = valueCheck;
        this.dialect = dialect;
    }

    /**
     * Returns attributes by name, each as Mesos reads it.
     *
     * @param dialect how the slave's version reads values
     */
    static Map<String, String> attributes(ConfigNode place, Set<Role> roles, String host, Dialect dialect) {
        return new OfferReader(Validators::attribute, Attributes::check, dialect).read(place, roles, host);
    }

    /**
     * Returns resources by name and role, each as Mesos reads it.
     *
     * @param defaultRole the role of resources without a role
     * @param dialect how the slave's version reads values
     */
    static Map<String, String> resources(
            ConfigNode place, Set<Role> roles, String host, String defaultRole, Dialect dialect) {
        List<String> before = new ArrayList<>();
        OfferReader reader = new OfferReader(
                Validators::resource,
                (key, value) -> Resources.check(key, value, dialect).map(invalid -> {
                    before.add(key);
                    return invalid;
                }),
                dialect);
        Map<String, String> resources = reader.read(place, roles, host);
        if (before.isEmpty()) {
            reader.together(place, resources, defaultRole);
        }
        return resources;
    }

    /** Checks resources that are valid by themselves. Mesos adds those of the same name and role. */
    private void together(ConfigNode place, Map<String, String> resources, String defaultRole) {
        Optional<Invalid> invalid = Resources.check(joined(resources), dialect);
        invalid.ifPresent(why -> place.problem(why.sentence("--resources", program())));
        Set<String> keys = new HashSet<>();
        resources.keySet().stream()
                .filter(key -> !keys.add(key.contains("(") ? key : key + "(" + defaultRole + ")"))
                .forEach(key -> place.problem(key, "is set twice"));
    }

    private String program() {
        return "mesos-" + dialect.slave();
    }

    private static String joined(Map<String, String> offers) {
        return offers.entrySet().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining(";"));
    }

    private Map<String, String> read(ConfigNode place, Set<Role> roles, String host) {
        if (place.isPresent() && !roles.contains(Role.SLAVE)) {
            place.problem("This has no effect: " + host + " does not have the role " + dialect.slave() + ".");
        }
        Map<String, String> offers = new LinkedHashMap<>();
        if (place.isMap() || place.isList()) {
            place.map().forEach((name, value) -> add(name, value, rendered(value), offers));
            return offers;
        }
        for (String item : place.textOrEmpty().split(";")) {
            int colon = item.indexOf(':');
            if (colon >= 0) {
                add(
                        item.substring(0, colon).strip(),
                        place,
                        Optional.of(item.substring(colon + 1).strip()),
                        offers);
            } else if (!item.isBlank()) {
                place.problem(item.strip(), "is not of the form name:value");
            }
        }
        return offers;
    }

    private void add(String name, ConfigNode place, Optional<String> value, Map<String, String> offers) {
        Optional<String> clause = nameCheck.apply(name);
        if (clause.isPresent()) {
            place.problem(name, clause.get());
        } else if (value.isPresent()) {
            Optional<String> unsafe = Validators.words(value.get());
            Optional<Invalid> invalid = valueCheck.apply(name, value.get());
            if (unsafe.isPresent()) {
                place.problem(value.get(), unsafe.get());
            } else if (invalid.isPresent()) {
                place.problem(invalid.get().sentence("", program()));
            } else if (offers.put(name, value.get()) != null) {
                place.problem(name, "is set twice");
            }
        }
    }

    /**
     * Returns a value in the form that Mesos reads. Numbers in a list are ranges of one number each, because Mesos reads {@code [1, 5]} as
     * the range from 1 to 5.
     */
    private static Optional<String> rendered(ConfigNode value) {
        if (!value.isList()) {
            return value.isPresent() ? value.text().map(String::strip) : Optional.of("");
        }
        List<String> items = new ArrayList<>();
        for (ConfigNode item : value.list()) {
            Optional<String> text = item.isPresent() ? item.text().map(String::strip) : Optional.of("");
            if (text.isEmpty()) {
                return Optional.empty();
            }
            items.add(text.get());
        }
        boolean ranges = items.stream()
                .allMatch(item ->
                        RANGE.matcher(item).matches() || NUMBER.matcher(item).matches());
        return Optional.of(
                ranges
                        ? items.stream()
                                .map(item -> NUMBER.matcher(item).matches() ? item + "-" + item : item)
                                .collect(Collectors.joining(", ", "[", "]"))
                        : "{" + String.join(",", items) + "}");
    }
}
