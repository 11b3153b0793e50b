package io.github.mesosbuild.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.config.Documents;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Checks that a description is refused, or that Mesos reads its values as they are meant. */
class RandomValuesTest {
    private static final int MANY = 5_000;

    @Test
    void valuesAreRefusedOrReadAsTheyAreMeant() throws Exception {
        int accepted = 0;
        for (int seed = 0; seed < MANY; seed++) {
            MeantValues meant = new MeantValues(seed);
            Description description;
            try {
                description = Descriptions.read(meant.yaml());
            } catch (DescriptionException e) {
                continue;
            }
            accepted++;
            SortedMap<String, String> flags =
                    NodeFlags.of(description, description.hosts().get(0), Role.SLAVE);
            assertResources(meant, flags.getOrDefault("resources", ""));
            assertAttributes(meant, flags.getOrDefault("attributes", ""));
            for (Map.Entry<String, Object> flag : meant.flags.entrySet()) {
                assertThat(loaded(flag.getKey(), flags.get(flag.getKey())))
                        .as("--%s=%s%n%s", flag.getKey(), flags.get(flag.getKey()), meant.yaml())
                        .isEqualTo(flag.getValue());
            }
        }
        assertThat(accepted).isBetween(MANY / 5, MANY * 4 / 5);
    }

    private static void assertResources(MeantValues meant, String flag) throws Exception {
        Map<String, Object> expected = new TreeMap<>();
        meant.resources.forEach((key, value) -> expected.put(key.contains("(") ? key : key + "(*)", value));
        assertThat(expected).as(meant.yaml()).hasSameSizeAs(meant.resources);
        assertThat(MesosReading.resources(flag))
                .as("%s%n%s", flag, meant.yaml())
                .isEqualTo(expected);
    }

    /** A text means the number that Mesos prints as that text. */
    private static void assertAttributes(MeantValues meant, String flag) throws Exception {
        Map<String, Object> read = MesosReading.attributes(flag);
        read.replaceAll((name, value) -> value instanceof Double number && meant.attributes.get(name) instanceof String
                ? printed(number)
                : value);
        assertThat(read).as("%s%n%s", flag, meant.yaml()).isEqualTo(meant.attributes);
    }

    /** {@code std::ostream} with 15 digits. */
    private static String printed(double number) {
        return "%.15g".formatted(number).replaceFirst("\\.?0+$", "");
    }

    /** Returns what a daemon loads: duration.hpp, bytes.hpp and parse.hpp of stout. */
    private static Object loaded(String flag, String text) throws Exception {
        return switch (flag) {
            case "gc_delay" -> {
                String unit = text.replaceFirst("[0-9.]*", "");
                double nanoseconds = Map.of(
                                "ns", 1.0, "us", 1e3, "ms", 1e6, "secs", 1e9, "mins", 6e10, "hrs", 3.6e12, "days",
                                8.64e13, "weeks", 6.048e14)
                        .get(unit);
                yield (double) (long) (Double.parseDouble(text.replace(unit, "")) * nanoseconds);
            }
            case "fetcher_cache_size" -> {
                String unit = text.replaceFirst("[0-9]*", "");
                int power = 10
                        * java.util.List.of("B", "KB", "MB", "GB", "TB")
                                .indexOf(unit.toUpperCase(java.util.Locale.ROOT));
                yield Math.scalb(Double.parseDouble(text.replace(unit, "")), power);
            }
            case "switch_user" ->
                Map.of("true", true, "1", true, "false", false, "0", false).get(text);
            case "executor_environment_variables" -> Documents.json(text).textMap();
            default -> Double.parseDouble(text);
        };
    }
}
