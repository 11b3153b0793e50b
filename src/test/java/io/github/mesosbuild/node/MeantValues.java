package io.github.mesosbuild.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A random description of one slave, and what its values mean to a reader who does not know Mesos: {@code 8192MB} is a number, {@code [8080,
 * 9090]} is two ports, and {@code 1.10} as an attribute is a text. The same seed makes the same description.
 */
final class MeantValues {
    private static final List<String> WORDS = List.of("a", "b-1", "ssd", "r_2", "x.y", "web", "eu-west-1a", "4x", "v1");
    private static final List<String> ROLES = List.of("", "", "", "(*)", "(web)", "(db-1)");

    /** Nanoseconds by unit, in the daemons' words and in others. */
    private static final Map<String, Long> UNITS = Map.ofEntries(
            Map.entry("ns", 1L),
            Map.entry("us", 1_000L),
            Map.entry("ms", 1_000_000L),
            Map.entry("secs", 1_000_000_000L),
            Map.entry("mins", 60_000_000_000L),
            Map.entry("hrs", 3_600_000_000_000L),
            Map.entry("days", 86_400_000_000_000L),
            Map.entry("weeks", 604_800_000_000_000L),
            Map.entry("s", 1_000_000_000L),
            Map.entry("sec", 1_000_000_000L),
            Map.entry("min", 60_000_000_000L),
            Map.entry("hours", 3_600_000_000_000L),
            Map.entry("day", 86_400_000_000_000L),
            Map.entry(" mins", 60_000_000_000L));

    private static final Map<String, Integer> SIZES =
            Map.of("B", 0, "KB", 10, "MB", 20, "GB", 30, "TB", 40, "G", 30, "gb", 30, "MiB", 20, " MB", 20, "k", 10);

    private final Random random;

    /** Meanings by key: a {@code Double}, ranges as a set of numbers and their size, a set of words, or a text. */
    final Map<String, Object> resources = new TreeMap<>();

    final Map<String, Object> attributes = new TreeMap<>();

    /** Meanings by flag: nanoseconds, bytes, a number or a truth value; JSON means the text before it was damaged. */
    final Map<String, Object> flags = new TreeMap<>();

    private final Map<String, String> resourceYaml = new LinkedHashMap<>();
    private final Map<String, String> attributeYaml = new LinkedHashMap<>();
    private final Map<String, String> flagYaml = new LinkedHashMap<>();

    MeantValues(long seed) {
        random = new Random(seed);
        for (int i = random.nextInt(4); i > 0; i--) {
            resource();
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            attribute();
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            flag();
        }
    }

    String yaml() {
        return "platform: debian 12\nhosts:\n  - name: n\n    address: 10.0.0.1\n    roles: [zookeeper, master, slave]\n    resources: {"
                + entries(resourceYaml) + "}\n    attributes: {" + entries(attributeYaml) + "}\n    flags: {slave: {"
                + entries(flagYaml) + "}}\n";
    }

    private static String entries(Map<String, String> entries) {
        return entries.entrySet().stream()
                .map(entry -> "'" + entry.getKey() + "': " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private boolean rarely() {
        return random.nextInt(15) == 0;
    }

    /** A blank where Mesos does not mind one, and rarely where it does. */
    private String blank() {
        return random.nextInt(3) == 0 ? " " : "";
    }

    private void resource() {
        String name = pick(List.of(
                "cpus",
                "mem",
                "disk",
                "ports",
                "cpus",
                "mem",
                "disk",
                "ports",
                "gpus",
                "gpus",
                "disks",
                "disks",
                rarely() ? "memory" : "bandwidth"));
        String key = name + pick(ROLES);
        boolean scalar = List.of("cpus", "mem", "disk", "gpus", "bandwidth").contains(name) != rarely();
        if (scalar) {
            double value = random.nextInt(4) == 0 ? random.nextInt(1000) / 8.0 : random.nextInt(100_000);
            String text = value == Math.rint(value) && random.nextBoolean() ? String.valueOf((long) value) : "" + value;
            String unit = rarely() ? pick(List.of("MB", " MB", "m", "e2", "%")) : "";
            String sign = rarely() ? "-" : "";
            put(key, sign.isEmpty() ? value * (unit.equals("e2") ? 100 : 1) : -value, "'" + sign + text + unit + "'");
        } else if (name.equals("disks") != rarely()) {
            words(key);
        } else {
            Map.Entry<Object, String> ranges = ranges();
            put(key, ranges.getKey(), ranges.getValue());
        }
    }

    private void put(String key, Object meaning, String yaml) {
        resources.put(key, meaning);
        resourceYaml.put(key, yaml);
    }

    private void words(String key) {
        List<String> words = IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> pick(WORDS)
                        + (random.nextInt(30) == 0 ? pick(List.of(" b", "{c}", "(d)", "[e]", ":f", "]")) : ""))
                .toList();
        String list = words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(", ", "[", "]"));
        String set = words.stream().map(word -> blank() + word).collect(Collectors.joining(",", "'{", "}'"));
        put(key, new TreeSet<>(words), random.nextBoolean() ? list : set);
    }

    /** Ranges as a set of numbers. */
    private Map.Entry<Object, String> ranges() {
        TreeSet<Long> numbers = new TreeSet<>();
        List<String> items = new ArrayList<>();
        long begin = random.nextInt(50);
        boolean natural = random.nextBoolean();
        for (int i = random.nextInt(4); i > 0; i--) {
            long end = begin + random.nextInt(5);
            boolean single = natural && random.nextInt(3) == 0 || random.nextInt(40) == 0;
            if (single) {
                end = begin;
            }
            for (long number = begin; number <= end; number++) {
                numbers.add(number);
            }
            String dash = blank() + "-" + blank();
            items.add(single ? "" + begin : random.nextInt(40) == 0 ? end + dash + begin : begin + dash + end);
            begin = end + (random.nextInt(20) == 0 ? -1 : 1) + random.nextInt(10);
            begin = Math.max(0, begin);
        }
        String joined = String.join("," + blank(), items);
        String yaml = natural
                ? items.stream().map(item -> "'" + item + "'").collect(Collectors.joining(", ", "[", "]"))
                : rarely() ? "'" + joined + "'" : "'[" + joined + "]'";
        return Map.entry(numbers, yaml);
    }

    private void attribute() {
        String name = pick(List.of("rack", "zone", "os.name", "ports"));
        Supplier<Map.Entry<Object, String>> text = () -> {
            String value = random.nextInt(3) > 0
                    ? pick(List.of(
                            "a",
                            "eu-west-1a",
                            "f(x)",
                            "http://x:80/y",
                            "14.04",
                            "3",
                            "-2.5",
                            "a,b",
                            "a=b",
                            "5-9",
                            "#1"))
                    : pick(List.of(
                            "a b",
                            "{a,b}",
                            "x[2]",
                            "4(rt",
                            "007",
                            "1.10",
                            "1e3",
                            "inf",
                            "nan",
                            "Infinity",
                            "a)b(",
                            "x{1}",
                            "+5",
                            "12345678901234567890",
                            "0x10",
                            "1.0",
                            "[]",
                            "0.1",
                            "-0"));
            return Map.entry(value, "'" + value + "'");
        };
        Map.Entry<Object, String> value = random.nextInt(3) == 0 ? ranges() : text.get();
        if (!value.getValue().contains("[")) {
            // Without brackets, an attribute is a text: a building 11-13.
            String plain = value.getValue().replace("'", "");
            value = Map.entry(plain, value.getValue());
        }
        if (rarely()) {
            value = Map.entry(new TreeSet<>(List.of("a", "b")), "[a, b]");
        }
        attributes.put(name, value.getKey());
        attributeYaml.put(name, value.getValue());
    }

    private void flag() {
        switch (random.nextInt(6)) {
            case 0 -> {
                String unit = random.nextBoolean() ? "mins" : pick(List.copyOf(new TreeSet<>(UNITS.keySet())));
                double count = random.nextInt(3) == 0 ? random.nextInt(100) / 4.0 : random.nextInt(100);
                String number = count == Math.rint(count) ? "" + (long) count : "" + count;
                flag("gc_delay", (double) (long) (count * UNITS.get(unit)), number + unit);
            }
            case 1 -> {
                String unit = random.nextBoolean() ? "MB" : pick(List.copyOf(new TreeSet<>(SIZES.keySet())));
                int count = random.nextInt(100);
                boolean half = rarely();
                flag(
                        "fetcher_cache_size",
                        Math.scalb(count + (half ? 0.5 : 0), SIZES.get(unit)),
                        count + (half ? ".5" : "") + unit);
            }
            case 2 -> {
                String text =
                        pick(List.of("true", "false", "true", "false", "1", "0", "yes", "no", "on", "off", "True"));
                flag("switch_user", List.of("true", "1", "yes", "on", "True").contains(text), text);
            }
            case 3 -> {
                String text = pick(List.of(
                        "0.1", "0", "1", "0.25", "0.5", "0.75", "1.0", "10%", "2", "-0.5", ".5", "0,5", "half"));
                double meant = Map.of("10%", 0.1, "0,5", 0.5, "half", 0.5).getOrDefault(text, 0.0);
                flag("gc_disk_headroom", meant > 0 ? meant : Double.parseDouble(text), text);
            }
            case 4 -> {
                String text =
                        pick(List.of("30", "0", "5", "12", "60", "5x", "1e3", "-1", "5 secs", "99999999999", "07"));
                double meant = Map.of("5x", 5.0, "5 secs", 5.0).getOrDefault(text, 0.0);
                flag("logbufsecs", meant > 0 ? meant : Double.parseDouble(text), text);
            }
            default -> {
                StringBuilder json = new StringBuilder("{\"PATH\": \"/bin\", \"A\": \"b, c\"}");
                if (random.nextBoolean()) {
                    int at = random.nextInt(json.length());
                    if ("{}[]\",: ".indexOf(json.charAt(at)) >= 0
                            && (at < 24 || json.charAt(at) != ' ' && json.charAt(at) != ',')) {
                        json.deleteCharAt(at);
                    }
                }
                flag("executor_environment_variables", Map.of("PATH", "/bin", "A", "b, c"), json.toString());
            }
        }
    }

    private void flag(String name, Object meaning, String text) {
        flags.put(name, meaning);
        flagYaml.put(name, "'" + text + "'");
    }
}
