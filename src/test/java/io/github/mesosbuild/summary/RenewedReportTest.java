package io.github.mesosbuild.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.page.Comparison;
import io.github.mesosbuild.page.ReportFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenewedReportTest {
    private static final String RECORDING = """
            {"event":"run","at":1000000,"run":"a","recipe":"sample","title":"Sample","version":"1.0.0"}
            {"event":"step","at":1000000,"step":"make","state":"started"}
            {"event":"step","at":1005000,"step":"make","state":"finished"}
            {"event":"done","at":1005000,"run":"a","verdict":"succeeded"}
            """;

    @TempDir
    Path work;

    private Path directory;
    private RenewedReport report;

    @BeforeEach
    void create() throws IOException {
        directory = Files.createDirectories(work.resolve("sample-1.0.0/report"));
        report = new RenewedReport(directory, Clock.fixed(Instant.ofEpochSecond(2000), ZoneOffset.UTC));
    }

    private void record(String text) throws IOException {
        Files.writeString(BuildReport.recording(directory), text);
    }

    @Test
    void allFilesAreMadeAnew() throws Exception {
        record(RECORDING);
        assertThat(report.isRecorded()).isTrue();
        assertThat(report.write()).hasValue(0);
        assertThat(directory).isDirectoryContaining(file -> file.endsWith("trace.json"));
        assertThat(report.page()).content().contains("Sample 1.0.0").contains("Succeeded");
        ConfigNode values = report.values();
        assertThat(BuildReport.isReport(values)).isTrue();
        assertThat(values.get("generated").text()).contains("1970-01-01T00:33:20Z");
        String first = Files.readString(report.page());
        Files.delete(report.page());
        report.write();
        assertThat(report.page()).hasContent(first);
    }

    @Test
    void damageIsNamedAndTheRestIsShown() throws Exception {
        record(RECORDING.replace("\"state\":\"started\"", "\"state\":\"sta") + "\u0000\u0000\n{");
        assertThat(report.write()).hasValue(3);
        assertThat(report.page())
                .content()
                .contains("3 lines of the recording are damaged: what they recorded is missing here.")
                .contains("Sample 1.0.0");
        record(RECORDING + "{");
        assertThat(report.write()).hasValue(1);
        assertThat(report.page())
                .content()
                .contains("1 line of the recording is damaged: what it recorded is missing here.");
    }

    @Test
    void withoutAnEventNothingIsWritten() throws Exception {
        assertThat(report.isRecorded()).isFalse();
        record("\u0000\u0001\n{}\n");
        assertThat(report.isRecorded()).isFalse();
        assertThat(RenewedReport.recordedIn(work)).isEmpty();
        assertThat(report.write()).isEmpty();
        assertThat(report.page()).doesNotExist();
        Files.delete(BuildReport.recording(directory));
        Files.createDirectory(BuildReport.recording(directory));
        assertThat(report.isRecorded()).isFalse();
        assertThat(report.write()).isEmpty();
    }

    @Test
    void anotherReportIsFoundByItsFileAndByEachOfItsDirectories() throws Exception {
        Path other = Files.createDirectories(work.resolve("other/sample-1.0.0/report"));
        Path file = Files.writeString(other.resolve("report.json"), "{}");
        assertThat(report.other(file)).contains(file);
        assertThat(report.other(other)).contains(file);
        assertThat(report.other(other.getParent())).contains(file);
        assertThat(report.other(work.resolve("other"))).contains(file);
        assertThat(report.other(work.resolve("none"))).isEmpty();
        assertThat(report.other(work)).as("no report yet").isEmpty();
    }

    @Test
    void theReportItselfIsKnownByEveryPath() throws Exception {
        record(RECORDING);
        Path copy = Files.writeString(work.resolve("copy.json"), "{}");
        assertThat(report.isOwn(copy)).as("before there is a report").isFalse();
        report.write();
        assertThat(report.isOwn(directory.resolve("report.json"))).isTrue();
        assertThat(report.isOwn(Files.createSymbolicLink(work.resolve("link"), directory.resolve("report.json"))))
                .isTrue();
        assertThat(report.isOwn(copy)).isFalse();
    }

    @Test
    void theReleasesOfAWorkDirectoryAreListed() throws Exception {
        assertThat(RenewedReport.recordedIn(work.resolve("none"))).isEmpty();
        assertThat(RenewedReport.recordedIn(work)).isEmpty();
        record(RECORDING);
        Files.createDirectories(work.resolve("cluster"));
        assertThat(RenewedReport.recordedIn(work)).containsExactly("sample-1.0.0");
    }

    @Test
    void aComparisonIsWrittenBesideThePage() throws Exception {
        record(RECORDING);
        report.write();
        Path page = report.compare(Comparison.of(report.values(), report.values()), work.resolve("old.json"));
        assertThat(page).isEqualTo(directory.resolve("compare.html")).content().contains("old.json");
    }

    @Test
    void otherDocumentsAreNotReports() throws Exception {
        for (String text : new String[] {"{}", "[]", "{\"format\":2}", "{\"format\":\"1\"}"}) {
            Path file = Files.writeString(work.resolve("x.json"), text);
            assertThat(BuildReport.isReport(ReportFile.read(file))).as(text).isFalse();
        }
        assertThatThrownBy(() -> ReportFile.read(work.resolve("none.json")))
                .isInstanceOf(ReportFile.UnusableException.class)
                .hasMessageStartingWith(work.resolve("none.json") + " cannot be used: it cannot be read: ");
        assertThatThrownBy(() -> ReportFile.read(Files.writeString(work.resolve("x.json"), "{")))
                .isInstanceOf(ReportFile.UnusableException.class);
        assertThatThrownBy(() ->
                        ReportFile.read(Files.write(work.resolve("x.json"), new byte[] {'"', (byte) 0xff, '"'})))
                .hasMessageEndingWith(" cannot be used: it is not UTF-8");
    }
}
