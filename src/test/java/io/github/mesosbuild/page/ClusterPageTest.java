package io.github.mesosbuild.page;

import static io.github.mesosbuild.page.SampleClusterReport.page;
import static io.github.mesosbuild.page.SampleReport.entries;
import static io.github.mesosbuild.page.SampleReport.list;
import static io.github.mesosbuild.page.SampleReport.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ClusterPageTest {
    @TempDir
    private Path directory;

    private final Map<String, Object> report = SampleClusterReport.crashed();

    @Test
    void theHeadHasTheVerdictAndTheFigures() throws Exception {
        Document page = Pages.parsed(page(report));
        assertThat(Pages.text(Pages.elements(page, "title").get(0)))
                .isEqualTo("Mesos 1.11.0: cluster a node ended unexpectedly");
        assertThat(Pages.text(Pages.elements(page, "header").get(0)))
                .isEqualTo("Cluster reportMesos 1.11.0A node ended unexpectedly"
                        + "Started 2026-11-29 23:00:00 UTC, stopped 2026-11-29 23:02:01 UTC."
                        + "Time2 min 1 sfrom the start to the endReady6 safter the start"
                        + "Nodes41 zookeeper, 2 masters, 1 agentElections2of a leading masterTasks31 failed or lost");
    }

    @Test
    void eachVerdictHasItsSentence() throws Exception {
        for (String[] verdict : new String[][] {
            {"stopped", "good", "The goal stop ended the cluster. All nodes ran until then."},
            {"killed", "bad", "The goal stop found no node running."},
            {"left", "bad", "Some processes could not be ended."},
            {"failed", "bad", "The cluster did not become ready, and its nodes were ended."},
            {"dancing", "open", "Not recorded: how the cluster ended."}
        }) {
            report.put("verdict", verdict[0]);
            assertThat(page(report)).contains("class=\"verdict " + verdict[1] + "\"");
            assertThat(Pages.section(page(report), "summary")).contains(verdict[2]);
        }
    }

    @Test
    void theSummaryNamesLeadersAndReasons() throws Exception {
        assertThat(Pages.section(page(report), "summary"))
                .contains("agent-1 ended unexpectedly. Its log has: Check failed: 'framework' Must be non NULL")
                .contains("master-1 led for 36 s.")
                .contains("master-2 led for 28 s, after 12 s without a leader.")
                .contains("master-2 led for 21 s, after 20 s in which it did not lead.")
                .contains("The leading master knew 3 tasks: 1 failed, 2 finished.")
                .contains("NodeEndTimes ")
                .contains("master-2 127.0.0.1:5050with the clusterready after 3 sled for 49 spaused for 20 s ")
                .contains("agent-1 127.0.0.1:5050unexpectedlyready after 3 s ");
    }

    @Test
    void aNodeThatWasNeverReadyIsNamed() throws Exception {
        map(list(report, "nodes").get(0)).put("phases", List.of(entries("state", "starting", "at", 0, "seconds", 9)));
        assertThat(Pages.section(page(report), "summary"))
                .contains("zookeeper-1 127.0.0.1:5050with the clusternever ready ");
    }

    private static List<String> legend(Map<String, Object> report) throws Exception {
        return Pages.elements(Pages.byId(Pages.parsed(page(report)), "life"), "li").stream()
                .map(item -> item.getAttribute("class") + " " + Pages.text(item))
                .toList();
    }

    @Test
    void theLegendExplainsWhatThePictureHasAndNothingElse() throws Exception {
        assertThat(legend(report))
                .containsExactly(
                        "o starting or registering",
                        "c ready",
                        "k leading",
                        "p paused",
                        "u unknown",
                        "e ended",
                        "m election of a leader",
                        "m end of a node before the stop");
        report.put("nodes", List.of(list(report, "nodes").get(0)));
        assertThat(legend(report)).containsExactly("o starting", "c ready");
    }

    private static List<String> ticks(Map<String, Object> report) throws Exception {
        return Pages.elements(Pages.byId(Pages.parsed(page(report)), "life"), "text").stream()
                .filter(text ->
                        ((Element) text.getParentNode()).getAttribute("class").equals("axis"))
                .map(Pages::text)
                .toList();
    }

    @Test
    void theTicksAreRoundAndHaveUnits() throws Exception {
        assertThat(ticks(report)).containsExactly("0 s", "30 s", "60 s", "90 s", "120 s");
        Map<String, Object> zooKeeper = map(list(report, "nodes").get(0));
        report.put("nodes", List.of(zooKeeper));
        zooKeeper.put("phases", List.of(entries("state", "ready", "at", 0, "seconds", 7)));
        assertThat(ticks(report)).containsExactly("0 s", "1 s", "2 s", "3 s", "4 s", "5 s", "6 s", "7 s");
        zooKeeper.put("phases", List.of(entries("state", "ready", "at", 0, "seconds", 3500)));
        assertThat(ticks(report)).containsExactly("0 s", "10 min", "20 min", "30 min", "40 min", "50 min");
        zooKeeper.put("phases", List.of(entries("state", "ready", "at", 0, "seconds", 200_000)));
        assertThat(ticks(report)).containsExactly("0 s", "1 min", "55 h 33 min");
    }

    /** What the picture shows is also in the table, in the order of time. */
    @Test
    void theLifeIsAPictureAndATable() throws Exception {
        Document page = Pages.parsed(page(report));
        Element life = Pages.byId(page, "life");
        assertThat(Pages.elements(life, "rect")).hasSize(16);
        assertThat(Pages.elements(life, "path")).hasSize(4 + 2);
        assertThat(Pages.text(life))
                .contains("leading from 0:52.0 to 1:20.0")
                .contains("0:04.0master-1Elected as the leading master!")
                .contains("0:40.0master-1was killed on purpose")
                .contains("by 2:00.0agent-1had ended unexpectedly when the plugin looked."
                        + " Last sign of life: 1:10.0");
    }

    @Test
    void tasksThatFailedComeFirstAndUnknownOnesAreNotGuessed() throws Exception {
        assertThat(Pages.section(page(report), "tasks"))
                .isEqualTo("Tasks What the leading master knew before the stop: 1 failed, 2 finished."
                        + "Failed and lost tasks first, then by their last changeTaskFrameworkNodeStateSince "
                        + "againmesos-executeagent-1failed2026-11-29 23:01:00 UTC "
                        + "hello hello.1mesos-executeagent-1finished2026-11-29 23:01:00 UTC "
                        + "hello hello.2mesos-executeagent-1finished2026-11-29 23:01:00 UTC");
        report.put("tasks", entries("unknown", "no leading master answered within 2 s", "list", List.of()));
        assertThat(Pages.section(page(report), "tasks"))
                .isEqualTo("Tasks Unknown: no leading master answered within 2 s.");
        report.put("tasks", entries("total", 0, "list", List.of()));
        assertThat(Pages.section(page(report), "tasks")).isEqualTo("Tasks The leading master knew no tasks.");
    }

    @Test
    void manyTasksAreCounted() throws Exception {
        Map<String, Object> tasks = map(report.get("tasks"));
        List<Object> many = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            many.add(entries("id", "t" + i, "name", "t", "state", "TASK_RUNNING"));
        }
        tasks.put("list", many);
        tasks.put("total", 2000);
        assertThat(Pages.section(page(report), "tasks")).endsWith("1,800 more tasks.");
    }

    @Test
    void warningsAndErrorsOfLogsAreMarked() throws Exception {
        Document page = Pages.parsed(page(report));
        Element logs = Pages.byId(page, "logs");
        assertThat(Pages.text(logs)).contains("master-1: 3 lines, 1 warning, 1 error");
        List<Element> details = Pages.elements(logs, "details");
        assertThat(details).hasSize(4);
        assertThat(details).extracting(element -> element.getAttribute("open")).containsExactly("", "", "", "open");
        assertThat(Pages.elements(details.get(1), "strong"))
                .extracting(Pages::text)
                .containsExactly(
                        "master-1",
                        "1 error",
                        "W1129 23:00:02.000000 4711 master.cpp:12] A warning of master-1",
                        "E1129 23:00:03.000000 4711 master.cpp:13] An error of master-1");
        map(list(report, "nodes").get(1)).put("logEnd", List.of("*** Aborted at 1795993206 (unix time) ***", "*** x"));
        assertThat(Pages.section(page(report), "logs")).contains("master-1: 2 lines, 2 errors");
        map(list(report, "nodes").get(1)).put("logEnd", List.of());
        assertThat(Pages.section(page(report), "logs")).contains("The log is empty or cannot be read.");
    }

    /** The times without changes of a cluster that ran for days are cut. */
    @Test
    void longQuietTimesAreCut() throws Exception {
        map(list(report, "nodes").get(0))
                .put("phases", List.of(entries("state", "ready", "at", 0, "seconds", 200_000)));
        assertThat(Pages.section(page(report), "life"))
                .contains("Dotted areas are not to scale: nothing changed there.");
    }

    @Test
    void anEmptyReportNamesWhatIsMissing() throws Exception {
        String page = page(new LinkedHashMap<>());
        assertThat(Pages.text(Pages.elements(Pages.parsed(page), "header").get(0)))
                .isEqualTo("Cluster reportUnknown releaseWithout a verdictNot recorded: when the cluster ran."
                        + "TimeunknownReadyunknownNodesunknownElectionsunknownTasksunknown");
        assertThat(Pages.section(page, "life"))
                .isEqualTo("Life of the nodes Not recorded: what the nodes were when."
                        + "What happenedNot recorded: what happened to the nodes.");
        assertThat(Pages.section(page, "tasks")).isEqualTo("Tasks Not recorded: the tasks.");
        assertThat(Pages.section(page, "logs")).isEqualTo("Ends of the logs Not recorded: the logs.");
    }

    @Test
    void aDamagedFileIsNamedAndThePageIsForTheOwnerAlone() throws Exception {
        Path page = ClusterPage.write(directory);
        assertThat(Files.readString(page)).contains("report.json cannot be used: it cannot be read:");
        Files.writeString(directory.resolve("report.json"), "{\"release\":");
        assertThat(Files.readString(ClusterPage.write(directory))).contains("<h2>No data</h2>");
        Files.writeString(directory.resolve("report.json"), SampleReport.json(report));
        assertThat(Files.readString(ClusterPage.write(directory))).isEqualTo(page(report));
        assertThat(Files.getPosixFilePermissions(page)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aNodeWhoseLogWasTooLongIsNamed() throws Exception {
        String sentence = "The log of master-1 is so long that earlier events in it are missing here.";
        map(list(report, "nodes").get(1)).put("complete", true);
        assertThat(Pages.section(page(report), "life")).doesNotContain(sentence);
        map(list(report, "nodes").get(1)).put("complete", false);
        assertThat(Pages.section(page(report), "life")).contains(sentence).doesNotContain("The log of master-2");
    }
}
