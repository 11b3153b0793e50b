package io.github.mesosbuild.page;

import io.github.mesosbuild.config.ConfigNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The commands of a build.
 *
 * @param all those with a name and a time, in the order of the record
 * @param criticalPath those on the critical path, in its order
 * @param damaged how many entries lack a name or a time
 */
record CommandList(List<Command> all, List<Command> criticalPath, int damaged) {
    private static final int OBJECTS = 20;

    CommandList {
        all = List.copyOf(all);
        criticalPath = List.copyOf(criticalPath);
    }

    static CommandList read(ConfigNode report) {
        List<ConfigNode> nodes = report.get("commands").list();
        List<Integer> path = report.get("criticalPath").get("commands").list().stream()
                .flatMap(item -> item.jsonNumber().stream())
                .filter(index -> index >= 0 && index < nodes.size())
                .map(Double::intValue)
                .distinct()
                .toList();
        Set<Integer> critical = new HashSet<>(path);
        Map<Integer, Command> read = new LinkedHashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            int index = i;
            Command.read(nodes.get(i), critical.contains(i)).ifPresent(command -> read.put(index, command));
        }
        Map<Integer, Command> placed = inLanes(read);
        return new CommandList(
                List.copyOf(placed.values()),
                path.stream().filter(placed::containsKey).map(placed::get).toList(),
                nodes.size() - read.size());
    }

    /** Gives each command the lowest free lane if the record has none for one of them. */
    private static Map<Integer, Command> inLanes(Map<Integer, Command> commands) {
        if (commands.values().stream()
                .allMatch(command -> command.lane() >= 0 || command.at().isEmpty())) {
            return commands;
        }
        Map<Integer, Command> placed = new LinkedHashMap<>(commands);
        List<Double> ends = new ArrayList<>();
        commands.entrySet().stream()
                .sorted(Comparator.comparingDouble(entry -> entry.getValue().start()))
                .forEach(entry -> {
                    int lane = 0;
                    while (lane < ends.size()
                            && ends.get(lane) > entry.getValue().start()) {
                        lane++;
                    }
                    if (lane == ends.size()) {
                        ends.add(0.0);
                    }
                    ends.set(lane, entry.getValue().end());
                    placed.put(entry.getKey(), entry.getValue().inLane(lane));
                });
        return placed;
    }

    /** Those whose start is known, by their start. */
    List<Command> placed() {
        return all.stream()
                .filter(command -> command.at().isPresent())
                .sorted(Comparator.comparingDouble(Command::start))
                .toList();
    }

    List<Command> slowest(Predicate<Command> of, int most) {
        return all.stream()
                .filter(of)
                .sorted(Comparator.comparingDouble(Command::seconds).reversed())
                .limit(most)
                .toList();
    }

    /** The compilations that the page lists by name. */
    List<Command> slowestObjects() {
        return slowest(Command::isCompile, OBJECTS);
    }

    /** The slowest of them, if there are many. */
    List<Command> outliers() {
        long objects = all.stream().filter(Command::isCompile).count();
        return slowest(Command::isCompile, (int) Math.min(OBJECTS, objects / 10));
    }

    static double seconds(List<Command> commands) {
        return commands.stream().mapToDouble(Command::seconds).sum();
    }

    /** What kinds of commands there are: {@code 853 compilations, 31 links}. */
    String kinds() {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (String kind : List.of(Command.COMPILE, "link", "archive", "")) {
            all.stream()
                    .filter(command -> kind.isEmpty() || command.kind().equals(kind))
                    .filter(command -> !kind.isEmpty() || command.noun().startsWith("other"))
                    .forEach(command -> numbers.merge(command.noun(), 1, Integer::sum));
        }
        List<String> parts = new ArrayList<>();
        numbers.forEach((noun, number) -> parts.add(
                noun.endsWith("y") && number > 1
                        ? Figures.number(number) + " " + noun.substring(0, noun.length() - 1) + "ies"
                        : Figures.count(number, noun)));
        return String.join(", ", parts);
    }
}
