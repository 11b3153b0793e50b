package io.github.mesosbuild.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.page.Comparison;
import io.github.mesosbuild.summary.RenewedReport;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import javax.swing.text.AttributeSet;
import org.apache.maven.doxia.sink.Sink;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report as a page of a site, in the events of a sink. */
class ReportSiteTest {
    @TempDir
    Path directory;

    private final StringBuilder written = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();
    private final List<List<String>> sides = new ArrayList<>();
    private final List<List<Object>> heads = new ArrayList<>();
    private RenewedReport report;

    @BeforeEach
    void record() throws Exception {
        Path own = Files.createDirectories(directory.resolve("work/sample-1.0.0/report"));
        Files.createDirectories(directory.resolve("work/sample-1.0.0/logs"));
        Files.writeString(directory.resolve("work/sample-1.0.0/logs/make.log"), "log");
        Files.writeString(own.resolve("recording.jsonl"), """
                {"event":"run","at":1000000,"run":"a","recipe":"sample","title":"Sample <b>","version":"1.0.0","system":"Debian 12"}
                {"event":"step","at":1000000,"step":"make","state":"started","log":"../logs/make.log"}
                {"event":"begin","at":1001000,"step":"make","id":"c1","kind":"compile","what":"src/a.o","directory":"src","inputs":[]}
                {"event":"end","at":1003000,"step":"make","id":"c1","memory":1000,"cpu":1.5}
                {"event":"step","at":1005000,"step":"make","state":"finished"}
                {"event":"tests","at":1005000,"step":"check","passed":4,"failed":1,"skipped":0,"leftOut":0,"millis":9}
                {"event":"test","at":1005000,"step":"check","name":"A.b","program":"tests","verdict":"failed","millis":9,"output":"boom"}
                {"event":"done","at":1005000,"run":"a","verdict":"failed"}
                """);
        report = new RenewedReport(own, Clock.systemUTC());
        report.write();
    }

    /** Writes the names of events, and checks that each that starts something is ended in order. */
    private Sink sink() {
        return (Sink) Proxy.newProxyInstance(
                Sink.class.getClassLoader(), new Class<?>[] {Sink.class}, (proxy, method, arguments) -> {
                    String name = method.getName();
                    if (name.equals("text")) {
                        written.append(arguments[0]).append('|');
                    } else if (name.equals("link")) {
                        open.push(name);
                        written.append('<').append(arguments[0]).append('>');
                    } else if (name.equals("tableRows")) {
                        open.push(name);
                        sides.add(IntStream.of((int[]) arguments[0])
                                .mapToObj(side -> side == Sink.JUSTIFY_RIGHT ? "right" : "left")
                                .toList());
                        heads.add(new ArrayList<>());
                    } else if (name.equals("tableHeaderCell")) {
                        open.push(name);
                        heads.get(heads.size() - 1).add(((AttributeSet) arguments[0]).getAttribute("style"));
                    } else if (name.endsWith("_")) {
                        assertThat(open.pop() + "_").isEqualTo(name);
                    } else if (!name.equals("flush") && !name.equals("close")) {
                        open.push(name);
                    }
                    return null;
                });
    }

    private Path copies() {
        return directory.resolve("site/mesos-report");
    }

    @Test
    void thePageHasTheGistInTablesAndLinksTheCompleteReport() throws Exception {
        ReportSite.write(sink(), report, false, copies());
        assertThat(open).isEmpty();
        assertThat(written.toString())
                .startsWith("Sample <b> 1.0.0: build failed|Sample <b> 1.0.0: build failed|"
                        + "<./mesos-report/index.html>The complete report, with its timeline|.|"
                        + "Summary|Fact|Value|Result|failed|")
                .contains("Machine|Debian 12|")
                .contains("Steps|Step|Time|Result|unpack|-|skipped|configure|-|skipped|make|5 s|run|")
                .contains("Slowest objects|Object|Time|Memory|src/a.o|2 s|1.0 kB|")
                .endsWith("Tests of the release|Tests|Number|Passed|4|Failed|1|Skipped|0|Left out|0|"
                        + "Failed tests|Test|Program|A.b|tests|");
    }

    @Test
    void numbersAndTheirHeadsAreAlignedToTheRight() throws Exception {
        ReportSite.write(sink(), report, false, copies());
        assertThat(sides)
                .containsExactly(
                        List.of("left", "left"),
                        List.of("left", "right", "left"),
                        List.of("left", "right", "right"),
                        List.of("left", "right"),
                        List.of("left", "left"));
        assertThat(heads.get(1)).containsExactly("text-align: left", "text-align: right", "text-align: left");
    }

    @Test
    void theCompleteReportIsPublishedBesideIt() throws Exception {
        ReportSite.write(sink(), report, false, copies());
        assertThat(copies()).isDirectoryContaining(file -> file.endsWith("index.html"));
        assertThat(copies().resolve("report.json"))
                .hasSameBinaryContentAs(report.page().resolveSibling("report.json"));
        assertThat(copies().resolve("trace.json")).exists();
        assertThat(copies().resolve("compare.html")).doesNotExist();
        assertThat(report.page()).content().contains("href=\"../logs/make.log\"");
        assertThat(copies().resolve("index.html"))
                .content()
                .as("the logs are not published")
                .doesNotContain("href=\"../")
                .contains("href=\"report.json\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copies().resolve("index.html"))))
                .isEqualTo("rw-r--r--");
    }

    @Test
    void aComparisonIsPublishedToo() throws Exception {
        report.compare(Comparison.of(report.values(), report.values()), directory.resolve("old.json"));
        ReportSite.write(sink(), report, true, copies());
        assertThat(copies().resolve("compare.html")).exists();
        assertThat(written.toString()).contains("<./mesos-report/compare.html>Comparison with another build|");
    }
}
