package io.github.mesosbuild.page;

import static io.github.mesosbuild.page.SampleReport.entries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.page.TimeAxis.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the pictures of the timeline are drawn from. */
class TimelineDataTest {
    private static CommandList commands(Object... maps) {
        return CommandList.read(ConfigNode.lenient(Map.of("commands", List.of(maps))));
    }

    private static Map<String, Object> command(String what, double at, double seconds, Object lane) {
        return entries("kind", "compile", "what", what, "at", at, "seconds", seconds, "lane", lane);
    }

    @Test
    void theAxisIsAsLongAsTheBuild() {
        TimeAxis axis = new TimeAxis(List.of(new Span(100, 300), new Span(0, 100)));
        assertThat(axis.at(0)).isZero();
        assertThat(axis.at(150)).isEqualTo(50);
        assertThat(axis.at(999)).isEqualTo(100);
        assertThat(axis.gaps()).isEmpty();
        assertThat(axis.ticks()).containsExactly(0.0, 60.0, 120.0, 180.0, 240.0, 300.0);
    }

    @Test
    void aNightBetweenTwoRunsIsCut() {
        TimeAxis axis = new TimeAxis(List.of(new Span(0, 100), new Span(40_000, 40_100)));
        assertThat(axis.gaps()).containsExactly(new Span(100, 40_000));
        assertThat(axis.at(100)).isEqualTo(47, within(0.01));
        assertThat(axis.at(40_000)).isEqualTo(53, within(0.01));
        assertThat(axis.at(20_000)).isBetween(47.0, 53.01);
        assertThat(axis.at(40_100)).isEqualTo(100, within(0.01));
        assertThat(axis.ticks()).contains(0.0, 40_020.0, 40_080.0).allMatch(tick -> tick <= 100 || tick >= 40_000);
    }

    @Test
    void evenManyGapsLeaveRoomForTheBuild() {
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            spans.add(new Span(i * 10_000, i * 10_000 + 1));
        }
        TimeAxis axis = new TimeAxis(spans);
        assertThat(axis.gaps()).hasSizeLessThan(8);
        assertThat(axis.at(4_990_001)).isEqualTo(100, within(0.01));
    }

    @Test
    void anAxisOfOneMomentDividesByNothing() {
        TimeAxis axis = new TimeAxis(List.of(new Span(5, 5)));
        assertThat(axis.at(5)).isZero();
        assertThat(axis.ticks()).hasSizeLessThan(3);
        assertThat(new TimeAxis(List.of()).at(0)).isZero();
    }

    @Test
    void commandsThatWouldBeNarrowerThanAPixelShareABar() {
        CommandList commands = commands(
                command("a.o", 0, 0.2, 0),
                command("b.o", 0.2, 0.2, 0),
                command("c.o", 0.4, 0.2, 1),
                command("d.o", 0.4, 600, 0),
                command("e.o", 601, 0.2, 0),
                command("f.o", 640, 0.2, 0),
                command("end.o", 900, 100, 0));
        List<Bars.Bar> bars = Bars.of(commands.placed(), new TimeAxis(List.of(new Span(0, 1000))));
        assertThat(bars)
                .extracting(bar -> bar.commands().stream().map(Command::what).toList())
                .containsExactly(
                        List.of("a.o", "b.o"),
                        List.of("d.o"),
                        List.of("e.o"),
                        List.of("f.o"),
                        List.of("end.o"),
                        List.of("c.o"));
        assertThat(bars.get(0).right()).isEqualTo(0.04, within(0.001));
    }

    @Test
    void noMoreBarsThanABrowserDrawsAtOnce() {
        Object[] many = new Object[20_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = command("a" + i + ".o", i, 1, 0);
        }
        List<Bars.Bar> bars = Bars.of(commands(many).placed(), new TimeAxis(List.of(new Span(0, 20_000))));
        assertThat(bars).hasSizeBetween(100, 1500);
        assertThat(bars.stream().mapToInt(bar -> bar.commands().size()).sum()).isEqualTo(20_000);
    }

    @Test
    void commandsWithoutALaneGetTheLowestFreeOne() {
        CommandList commands = commands(
                command("a.o", 0, 10, null),
                command("b.o", 1, 2, 7),
                command("c.o", 4, 2, null),
                command("d.o", 10, 1, null));
        assertThat(commands.all()).extracting(Command::lane).containsExactly(0, 1, 1, 0);
    }

    @Test
    void aCommandWithoutNameOrTimeIsLeftOut() {
        CommandList commands = commands(
                command("a.o", 0, 10, 0),
                entries("what", "b.o"),
                entries("seconds", 3.0),
                "no command",
                command("c.o", 1, -3, 0),
                command("d.o", 1, Double.NaN, 0));
        assertThat(commands.all()).extracting(Command::what).containsExactly("a.o");
        assertThat(commands.damaged()).isEqualTo(5);
    }

    @Test
    void theCriticalPathIsMarked() {
        CommandList commands = CommandList.read(ConfigNode.lenient(Map.of(
                "commands",
                        List.of(command("a.o", 0, 1, 0), "damaged", command("b.o", 1, 1, 0), command("c.o", 2, 1, 0)),
                "criticalPath", Map.of("commands", List.of(3, 0, 1, 0, 99, -1, "x")))));
        assertThat(commands.criticalPath()).extracting(Command::what).containsExactly("c.o", "a.o");
        assertThat(commands.all()).extracting(Command::critical).containsExactly(true, false, true);
    }

    @Test
    void kindsAreCounted() {
        assertThat(commands(
                                entries("kind", "archive", "what", "a", "seconds", 1),
                                entries("kind", "archive", "what", "b", "seconds", 1),
                                entries("kind", "link", "what", "c", "seconds", 1),
                                entries("kind", "javac", "what", "d", "seconds", 1),
                                entries("what", "e", "seconds", 1))
                        .kinds())
                .isEqualTo("1 link, 2 static libraries, 2 other commands");
    }

    @Test
    void aReducedSampleStandsForTheWorstOfItsNeighbours() {
        List<LoadPoint> load = LoadPoint.read(ConfigNode.lenient(Map.of(
                "load",
                List.of(
                        entries(
                                "at",
                                3,
                                "running",
                                2,
                                "allowed",
                                1,
                                "memory",
                                70,
                                "available",
                                20,
                                "pressure",
                                12.5,
                                "why",
                                "MEMORY"),
                        entries(
                                "at",
                                0,
                                "running",
                                1,
                                "allowed",
                                2,
                                "memory",
                                90,
                                "available",
                                10,
                                "pressure",
                                null,
                                "why",
                                "asked"),
                        entries("at", 6, "running", 1),
                        entries("running", 8)))));
        assertThat(load).extracting(LoadPoint::at).containsExactly(0.0, 3.0, 6.0);
        LoadPoint first = LoadCharts.reduced(load, 2).get(0);
        assertThat(first.running()).contains(2.0);
        assertThat(first.allowed()).contains(1.0);
        assertThat(first.memory()).contains(90.0);
        assertThat(first.available()).contains(10.0);
        assertThat(first.pressure()).contains(12.5);
        assertThat(first.why()).contains("memory");
        assertThat(LoadCharts.reduced(load, 3)).hasSize(3);
    }

    private static List<Span> unrecorded(TimeAxis axis, Map<String, Object> report) {
        ConfigNode node = ConfigNode.lenient(report);
        return UnrecordedTimes.of(
                        axis, StepTime.read(node), CommandList.read(node).placed(), LoadPoint.read(node))
                .spans();
    }

    @Test
    void aTimeInAStepWithoutCommandsOrLoadIsUnrecorded() {
        Map<String, Object> make = entries("name", "make", "state", "run", "at", 0, "seconds", 600);
        Map<String, Object> check = entries("name", "check", "state", "run", "at", 600, "seconds", 400);
        Map<String, Object> report = entries(
                "steps",
                List.of(make, check),
                "commands",
                List.of(
                        command("a.o", 15, 485, 0),
                        command("within.o", 100, 5, 1),
                        command("test.o", 600, 100, 0),
                        command("after.o", 985, 60, 0)),
                "load",
                List.of(entries("at", 500), entries("at", 530), entries("at", 561)));
        TimeAxis axis = new TimeAxis(List.of(new Span(0, 1000)));
        assertThat(unrecorded(axis, report))
                .as("not the first 15 s, which are 1.5 %, nor the time between two samples")
                .containsExactly(new Span(530, 561), new Span(561, 600), new Span(700, 985));

        report.put("commands", List.of());
        report.put("load", List.of());
        assertThat(unrecorded(axis, report)).containsExactly(new Span(0, 600), new Span(600, 1000));
        report.put("steps", List.of(entries("name", "make", "state", "skipped", "at", null)));
        assertThat(unrecorded(axis, report)).isEmpty();
    }

    @Test
    void whatIsNotToScaleIsNotUnrecordedToo() {
        Map<String, Object> report = entries(
                "steps", List.of(entries("name", "check", "state", "run", "at", 100, "seconds", 5000)),
                "commands", List.of(command("a.o", 0, 100, 0)));
        TimeAxis axis = new TimeAxis(List.of(new Span(0, 100), new Span(5100, 5200)));
        assertThat(axis.gaps()).containsExactly(new Span(100, 5100));
        assertThat(unrecorded(axis, report)).isEmpty();
    }

    @Test
    void timesWithOneReasonAreOneTime() {
        List<LoadPoint> load = new ArrayList<>();
        String[] why = {null, "memory", "memory", "pressure", null, "asked", "memory", "memory"};
        for (int i = 0; i < why.length; i++) {
            load.addAll(LoadPoint.read(ConfigNode.lenient(
                    Map.of("load", List.of(entries("at", i * 10, "allowed", 8 - i, "why", why[i]))))));
        }
        assertThat(Lowered.of(load))
                .containsExactly(
                        new Lowered(10, 30, 6, "memory", "another job would not fit into memory"),
                        new Lowered(30, 40, 5, "pressure", "processes waited for memory"),
                        new Lowered(60, 70, 1, "memory", "another job would not fit into memory"));
    }

    @Test
    void noLabelOfTheAxisCoversAnother() {
        Html html = new Html();
        TimelineChart.labels(new TimeAxis(List.of(new Span(0, 4700), new Span(40_000, 40_700))), html, 10);
        assertThat(html.document())
                .contains(">0 s</text>", ">10 min</text>", ">1 h 10 min</text>")
                .doesNotContain(">11 h 10 min</text>")
                .contains("<g class=\"minor\"><text")
                .contains(">1 h 12 min</text>");
    }
}
