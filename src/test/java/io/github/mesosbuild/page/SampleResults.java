package io.github.mesosbuild.page;

import static io.github.mesosbuild.page.SampleReport.entries;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The results of tests that never ran, and an installation that does not exist. */
final class SampleResults {
    private SampleResults() {}

    static Map<String, Object> tests() {
        List<Map<String, Object>> slowest = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            slowest.add(entries(
                    "name",
                    "MasterAllocatorTest/" + i % 2 + "." + SampleReport.NOUNS[i % SampleReport.NOUNS.length]
                            + "Rebalances",
                    "program",
                    "mesos-tests",
                    "seconds",
                    42.0 / (1 + i * 0.3)));
        }
        return entries(
                "passed",
                1204,
                "failed",
                2,
                "skipped",
                5,
                "leftOut",
                61,
                "seconds",
                1171.3,
                "slowest",
                slowest,
                "failures",
                List.of(
                        entries(
                                "name",
                                "SlaveRecoveryTest.Reboot",
                                "program",
                                "mesos-tests",
                                "output",
                                "[ RUN      ] SlaveRecoveryTest.Reboot\n../../src/tests/slave_recovery_tests.cpp:2710: Failure\n"
                                        + "Failed to wait 15secs for offers\n[  FAILED  ] SlaveRecoveryTest.Reboot (15213 ms)\n"),
                        entries(
                                "name",
                                "OsTest.User",
                                "program",
                                "stout-tests",
                                "output",
                                "../../3rdparty/stout/tests/os_tests.cpp:511: Failure\nValue of: os::user().isError()\n"
                                        + "  Actual: true\nExpected: false\n")),
                "flaky",
                List.of(
                        entries("name", "FetcherCacheTest.Simple", "runs", 2, "known", null),
                        entries(
                                "name",
                                "HierarchicalAllocatorTest.Weights",
                                "runs",
                                3,
                                "known",
                                "The test expects two events in one order.")),
                "leftOutBecause",
                List.of(
                        entries(
                                "names",
                                List.of("*DOCKER*", "*Docker*"),
                                "tests",
                                48,
                                "because",
                                "No Docker daemon is running."),
                        entries("names", List.of("PerfTest.*"), "tests", 13, "because", "perf is not installed.")),
                "results",
                new ArrayList<>(List.of(
                        result("AllocatorTest.Weights", "passed"),
                        result("OsTest.User", "failed"),
                        result("SlaveRecoveryTest.Reboot", "failed"),
                        result("FetcherCacheTest.Simple", "flaky"),
                        result("PerfTest.Version", "skipped"))));
    }

    static Map<String, Object> result(String name, String verdict) {
        return entries("name", name, "program", "mesos-tests", "verdict", verdict);
    }

    static Map<String, Object> file(String path, long bytes, String sha256) {
        return entries("path", path, "bytes", bytes, "sha256", sha256);
    }

    static Map<String, Object> installation() {
        return entries(
                "directory",
                "/home/ana/.m2/repository/.cache/mesos-maven-plugin/installations/mesos-1.11.0-4d1f",
                "files",
                1412,
                "bytes",
                188_204_551L,
                "largest",
                List.of(
                        entries("path", "lib/libmesos-1.11.0.so", "bytes", 92_120_336L),
                        entries("path", "share/java/mesos-1.11.0-shaded-protobuf.jar", "bytes", 21_404_112L),
                        entries("path", "libexec/mesos/mesos-containerizer", "bytes", 8_231_004L),
                        entries("path", "sbin/mesos-agent", "bytes", 3_050_221L),
                        entries("path", "sbin/mesos-master", "bytes", 2_201_733L)),
                "contents",
                new ArrayList<>(List.of(
                        file("include/mesos/mesos.hpp", 3011, "aa"),
                        file("lib/libmesos-1.11.0.so", 92_120_336L, null),
                        file("sbin/mesos-agent", 3_050_221L, "bb"))),
                "libraries",
                List.of(
                        "libapr-1.so.0",
                        "libc.so.6",
                        "libcurl.so.4",
                        "libgcc_s.so.1",
                        "libm.so.6",
                        "libsasl2.so.2",
                        "libstdc++.so.6",
                        "libsvn_delta-1.so.1",
                        "libsvn_subr-1.so.1",
                        "libz.so.1"),
                "licences",
                List.of(
                        entries("name", "boost", "version", "1.65.0", "licence", "BSL-1.0"),
                        entries("name", "glog", "version", "0.4.0", "licence", "BSD-3-Clause"),
                        entries("name", "leveldb", "version", "1.19", "licence", "BSD-3-Clause"),
                        entries("name", "protobuf", "version", "3.5.0", "licence", "BSD-3-Clause"),
                        entries("name", "zookeeper", "version", "3.4.8", "licence", "Apache-2.0")));
    }
}
