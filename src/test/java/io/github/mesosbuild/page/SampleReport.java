package io.github.mesosbuild.page;

import io.github.mesosbuild.config.ConfigNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Reports of builds that never ran, with the proportions of those of Mesos: many small libraries first, then large objects. */
final class SampleReport {
    private static final String[] DIRECTORIES = {
        "src/master",
        "src/slave",
        "src/slave/containerizer/mesos/isolators",
        "src/tests",
        "src/tests/containerizer",
        "src/common",
        "src/log",
        "src/messages",
        "src/v1",
        "src/sched",
        "src/resource_provider",
        "src/linux"
    };
    private static final String[] LIBRARIES = {
        "3rdparty/zookeeper-3.4.8/src/c/src",
        "3rdparty/leveldb-1.19/db",
        "3rdparty/protobuf-3.5.0/src/google/protobuf",
        "3rdparty/glog-0.4.0/src",
        "3rdparty/grpc-1.10.0/src/core/lib",
        "3rdparty/libprocess/src",
        "3rdparty/stout/tests"
    };
    static final String[] NOUNS = {
        "allocator",
        "registrar",
        "validation",
        "metrics",
        "quota",
        "weights",
        "maintenance",
        "http",
        "flags",
        "gc",
        "state",
        "paths",
        "status_update_manager",
        "fetcher",
        "volume",
        "cgroups",
        "perf",
        "network",
        "docker",
        "provisioner",
        "appc",
        "replica",
        "coordinator"
    };
    private static final double UNPACK = 6.4;
    private static final double CONFIGURE = 142.7;

    private final Random random;
    private final int cores;
    private final List<Map<String, Object>> commands = new ArrayList<>();
    private double end;

    private SampleReport(int number, int cores) {
        this.random = new Random(42);
        this.cores = cores;
        double[] free = new double[cores];
        java.util.Arrays.fill(free, UNPACK + CONFIGURE + 0.4);
        for (int i = 0; i < number; i++) {
            command(i, number, free);
        }
        for (double lane : free) {
            end = Math.max(end, lane);
        }
    }

    private void command(int i, int number, double[] free) {
        boolean library = i < number * 55 / 100;
        String directory = library
                ? LIBRARIES[Math.min(LIBRARIES.length - 1, i * LIBRARIES.length * 100 / (number * 55))]
                : DIRECTORIES[random.nextInt(DIRECTORIES.length)];
        boolean link = i == number - 1 || i % 29 == 28;
        String kind = link ? i % 2 == 0 || i == number - 1 ? "link" : "archive" : i % 97 == 50 ? "other" : "compile";
        double seconds = library
                ? 0.3 + Math.abs(random.nextGaussian()) * (directory.contains("protobuf") ? 6 : 1.6)
                : 6 + Math.abs(random.nextGaussian()) * 19 + (random.nextInt(25) == 0 ? 60 : 0);
        seconds = link ? 0.6 + seconds / 6 : seconds;
        String noun = NOUNS[random.nextInt(NOUNS.length)];
        String what = i == number - 1
                ? "src/libmesos.la"
                : directory + "/"
                        + (link ? "lib" + noun + (kind.equals("link") ? ".la" : ".a") : noun + "_" + i + ".o");
        int lane = 0;
        for (int other = 1; other < cores; other++) {
            lane = free[other] < free[lane] ? other : lane;
        }
        Map<String, Object> command = new LinkedHashMap<>();
        command.put("kind", kind);
        command.put("what", what);
        command.put("step", "make");
        command.put("directory", directory.startsWith("src") ? "src" : directory);
        command.put("at", round(free[lane]));
        command.put("seconds", round(seconds));
        command.put("peakMemory", (long) (60e6 + seconds * 24e6 * (0.8 + random.nextDouble() / 2)));
        command.put("cpu", round(seconds * 0.96));
        command.put("lane", lane);
        commands.add(command);
        free[lane] += seconds + 0.02;
    }

    private static double round(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    /** A build that succeeded, as what {@code report.json} has. */
    static Map<String, Object> succeeded(int commands, int cores) {
        return new SampleReport(commands, cores).report();
    }

    /** A build that failed in make. */
    static Map<String, Object> failed(int commands, int cores) {
        Map<String, Object> report = succeeded(commands, cores);
        report.put("verdict", "failed");
        report.put("tests", null);
        report.put("installation", null);
        report.put("steps", new ArrayList<>(list(report, "steps").subList(0, 3)));
        map(list(report, "steps").get(2)).put("state", "failed");
        report.put(
                "failure",
                entries(
                        "step",
                        "make",
                        "message",
                        "'makedev' was not declared in this scope; did you mean 'makecontext'?",
                        "log",
                        "../logs/make.log",
                        "line",
                        18211,
                        "context",
                        List.of(
                                "../../src/linux/fs.cpp: In static member function 'static Try<Nothing> mesos::internal::fs::chroot::prepare(const string&)':",
                                "../../src/linux/fs.cpp:614:28: error: 'makedev' was not declared in this scope; did you mean 'makecontext'?",
                                "  614 |     {\"full\",    S_IFCHR, 0666, makedev(1, 7)},",
                                "      |                                ^~~~~~~",
                                "make[2]: *** [Makefile:7612: linux/libmesos_no_3rdparty_la-fs.lo] Error 1"),
                        "command",
                        "cd /home/ana/web/target/mesos/mesos-1.11.0/build/src && /bin/bash ../libtool --tag=CXX --mode=compile g++"
                                + " -std=c++11 -DHAVE_CONFIG_H -I. -I../../src -O2 -c -o linux/libmesos_no_3rdparty_la-fs.lo ../../src/linux/fs.cpp",
                        "remedy",
                        "Run the goal again after fixing the error. Completed work is kept."));
        return report;
    }

    /** A build that failed before its first step, after one that succeeded. */
    static Map<String, Object> failedEarly() {
        Map<String, Object> report = succeeded(5, 1);
        report.put("verdict", "failed");
        report.put(
                "shown",
                entries("verdict", "succeeded", "finished", "2026-03-02T10:14:08Z", "last", "2026-03-03T07:00:00Z"));
        report.put(
                "failure",
                entries(
                        "step",
                        null,
                        "message",
                        "This machine cannot build mesos-1.11.0: libcurl is missing.",
                        "log",
                        null,
                        "line",
                        null,
                        "context",
                        List.of("requirement  status   found", "libcurl      missing  -"),
                        "command",
                        null,
                        "remedy",
                        "Install the missing packages as root:\n    apt-get install -y libcurl4-openssl-dev\n"
                                + "If CC names a compiler, it must be on the PATH."));
        return report;
    }

    private Map<String, Object> report() {
        Map<String, Object> report = entries(
                "format",
                1,
                "release",
                entries("name", "mesos", "title", "Apache Mesos", "version", "1.11.0"),
                "verdict",
                "succeeded",
                "generated",
                "2026-03-02T10:14:09Z",
                "started",
                "2026-03-02T08:20:00Z",
                "finished",
                "2026-03-02T10:14:08Z",
                "plugin",
                "1.0.0",
                "buildType",
                "release",
                "directory",
                "/home/ana/web/target/mesos/mesos-1.11.0",
                "logs",
                "../logs",
                "archive",
                entries(
                        "file",
                        "mesos-1.11.0.tar.gz",
                        "bytes",
                        34_000_812L,
                        "sha256",
                        "5d2ba1ee1e1bd3e3ae4f5d1f8e1c3f0d".repeat(2),
                        "trust",
                        "Signed on 2020-11-10 by a key of the release managers, and the pinned SHA-256 matches."),
                "machine",
                entries("system", "Debian 12 on x86_64", "cores", cores, "memory", 4L * cores << 30),
                "toolchain",
                entries(
                        "support", "measured",
                        "sentence", "Measured: this release was built and tested with GCC 12.",
                        "facts",
                                List.of(
                                        entries("name", "gcc", "version", "12.2.0"),
                                        entries("name", "glibc", "version", "2.36"),
                                        entries("name", "make", "version", "4.3"),
                                        entries("name", "jdk", "version", "1.8.0"))),
                "quirks",
                List.of(
                        entries(
                                "name", "warnings",
                                "because",
                                        "The release compiles with -Wall -Werror, and newer compilers report more warnings.",
                                "evidence", "measured: GCC 11",
                                "testsOnly", false),
                        entries(
                                "name", "older-standard",
                                "because",
                                        "The compiler defaults to a newer C++ standard, and bundled libraries do not compile with it.",
                                "evidence", "derived: GCC 11 porting guide",
                                "testsOnly", false),
                        entries(
                                "name", "no-systemd-tests",
                                "because", "The test needs a running systemd.",
                                "evidence", "measured: Debian 12",
                                "testsOnly", true)),
                "cache",
                entries("kind", "ccache", "hits", 112, "misses", commands.size()),
                "bundle",
                null);
        double check = end + 0.5;
        report.put(
                "steps",
                new ArrayList<>(List.of(
                        step("unpack", 0, UNPACK),
                        step("configure", UNPACK, CONFIGURE),
                        step("make", UNPACK + CONFIGURE, end - UNPACK - CONFIGURE),
                        step("check", check, 1180.4),
                        step("install", check + 1181, 18.2))));
        report.put("commands", commands);
        report.put("unseen", 37);
        report.put("load", load());
        report.put("criticalPath", criticalPath());
        report.put("failure", null);
        report.put("tests", SampleResults.tests());
        report.put("installation", SampleResults.installation());
        return report;
    }

    private static Map<String, Object> step(String name, double at, double seconds) {
        return entries(
                "name",
                name,
                "state",
                "run",
                "at",
                round(at),
                "seconds",
                round(seconds),
                "log",
                "../logs/" + name + ".log");
    }

    private List<Map<String, Object>> load() {
        List<Map<String, Object>> load = new ArrayList<>();
        double length = end - UNPACK - CONFIGURE;
        double interval = Math.max(3, length / 900);
        for (double at = 0; at < length; at += interval) {
            double part = at / length;
            boolean memory = part > 0.62 && part < 0.71;
            boolean pressure = part > 0.83 && part < 0.86;
            double job = part < 0.5 ? 160e6 : 620e6;
            double used = cores * job * (0.7 + random.nextDouble() * 0.5) * (memory ? 1.5 : 1);
            load.add(entries(
                    "at",
                    round(UNPACK + CONFIGURE + at),
                    "running",
                    memory || pressure ? Math.max(1, cores / 2) : random.nextInt(12) == 0 ? cores - 1 : cores,
                    "allowed",
                    memory || pressure ? Math.max(1, cores / 2) : cores,
                    "memory",
                    (long) used,
                    "available",
                    (long) Math.max(2e8, 3.9e9 * cores - used),
                    "pressure",
                    round(pressure ? 18 + random.nextInt(15) : memory ? random.nextInt(9) : 0.1),
                    "why",
                    memory ? "memory" : pressure ? "pressure" : null));
        }
        return load;
    }

    private Map<String, Object> criticalPath() {
        double busy = commands.stream()
                .mapToDouble(command -> (double) command.get("seconds"))
                .sum();
        int last = commands.size() - 1;
        List<Integer> path = List.of(last / 9, last / 3, last * 2 / 3, last);
        double least = path.stream()
                .mapToDouble(index -> (double) commands.get(index).get("seconds"))
                .sum();
        List<Map<String, Object>> estimates = new ArrayList<>();
        for (int number : new int[] {1, 2, 4, 8, 16}) {
            estimates.add(entries(
                    "cores", number, "seconds", round(Math.max(least, busy / number * (1 + number / 90.0)))));
        }
        return entries("seconds", round(least), "commands", path, "estimates", estimates);
    }

    /** A map of keys and values in turn, that can be changed. */
    static Map<String, Object> entries(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Map<String, Object> report, String key) {
        return (List<Object>) report.get(key);
    }

    static String page(Map<String, Object> report) {
        return ReportPage.of(ConfigNode.lenient(report));
    }

    /** The report as a file has it. */
    static String json(Object value) {
        StringBuilder text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    private static void write(Object value, StringBuilder to) {
        if (value instanceof Map<?, ?> map) {
            String separator = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                to.append(separator).append(quoted((String) entry.getKey())).append(':');
                write(entry.getValue(), to);
                separator = ",";
            }
            to.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> items) {
            String separator = "[";
            for (Object item : items) {
                to.append(separator);
                write(item, to);
                separator = ",";
            }
            to.append(items.isEmpty() ? "[]" : "]");
        } else {
            to.append(value instanceof String string ? quoted(string) : String.valueOf(value));
        }
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            quoted.append(
                    c < ' ' || c == '"' || c == '\\' || c > '~'
                            ? String.format(java.util.Locale.ROOT, "\\u%04x", (int) c)
                            : "" + c);
        }
        return quoted.append('"').toString();
    }
}
