package io.github.mesosbuild.summary;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeSet;

/**
 * What is known of the order of a build's commands, as a graph. A command that links or archives needs the objects and
 * libraries of its command line. All commands of a nested package come before any other that started after the last of them, and
 * its configure script before its other commands. The commands of a step come before those of later steps. Nothing else is
 * known, so that the graph allows more at once than the makefiles do: what follows from it is an estimate.
 */
final class CommandGraph {
    private final int commands;
    private final long[] durations;
    private final List<List<Integer>> next = new ArrayList<>();
    private final int[] before;

    private CommandGraph(List<RecordedCommand> all, int groups) {
        this.commands = all.size();
        this.durations = new long[commands + groups];
        this.before = new int[commands + groups];
        for (int i = 0; i < durations.length; i++) {
            durations[i] = i < commands ? all.get(i).duration() : 0;
            next.add(new ArrayList<>());
        }
    }

    /**
     * Builds the graph.
     *
     * @param all the commands by their start
     */
    static CommandGraph of(List<RecordedCommand> all) {
        NestedPackages packages = NestedPackages.of(all);
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < all.size(); i++) {
            int index = i;
            packages.of(all.get(i).directory())
                    .ifPresent(name -> groups.computeIfAbsent("package " + name, none -> new ArrayList<>())
                            .add(index));
            groups.computeIfAbsent("step " + all.get(i).step(), none -> new ArrayList<>())
                    .add(i);
        }
        CommandGraph graph = new CommandGraph(all, groups.size());
        graph.addInputs(all);
        graph.addConfigures(all, packages);
        int group = all.size();
        for (List<Integer> members : groups.values()) {
            graph.addGroup(all, members, group++);
        }
        return graph;
    }

    private void edge(int from, int to) {
        next.get(from).add(to);
        before[to]++;
    }

    private void addInputs(List<RecordedCommand> all) {
        Map<String, List<Integer>> makers = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            int index = i;
            all.get(i).inputs().stream()
                    .map(CommandGraph::stem)
                    .distinct()
                    .forEach(input -> makers.getOrDefault(input, List.of()).forEach(maker -> edge(maker, index)));
            makers.computeIfAbsent(stem(all.get(i).what()), none -> new ArrayList<>())
                    .add(i);
        }
    }

    /** Returns the name that a file has in every form: {@code x.lo} is {@code .libs/x.o} and {@code x.o}. */
    static String stem(String file) {
        return file.replaceFirst("(^|/)\\.libs/(?=[^/]+$)", "$1").replaceFirst("\\.(?:l?o|l?a|so(?:\\.\\d+)*)$", "");
    }

    private void addConfigures(List<RecordedCommand> all, NestedPackages packages) {
        for (int i = 0; i < all.size(); i++) {
            RecordedCommand configure = all.get(i);
            if (!NestedPackages.configures(configure)) {
                continue;
            }
            for (int j = i + 1; j < all.size(); j++) {
                if (all.get(j).start() >= configure.end()
                        && packages.of(all.get(j).directory()).equals(packages.of(configure.directory()))) {
                    edge(i, j);
                }
            }
        }
    }

    private void addGroup(List<RecordedCommand> all, List<Integer> members, int group) {
        long end = members.stream()
                .mapToLong(member -> all.get(member).end())
                .max()
                .orElse(0);
        int last = members.get(members.size() - 1);
        members.forEach(member -> edge(member, group));
        for (int i = last + 1; i < all.size(); i++) {
            if (all.get(i).start() >= end) {
                edge(group, i);
            }
        }
    }

    /** Returns the commands that the longest chain consists of, in their order. */
    List<Integer> criticalPath() {
        long[] finish = new long[durations.length];
        int[] from = new int[durations.length];
        Arrays.fill(from, -1);
        int[] waiting = before.clone();
        Deque<Integer> ready = new ArrayDeque<>();
        for (int i = 0; i < waiting.length; i++) {
            if (waiting[i] == 0) {
                ready.add(i);
            }
        }
        int last = -1;
        while (!ready.isEmpty()) {
            int node = ready.poll();
            finish[node] += durations[node];
            last = last < 0 || finish[node] > finish[last] ? node : last;
            for (int follower : next.get(node)) {
                if (from[follower] < 0 || finish[node] > finish[follower]) {
                    finish[follower] = finish[node];
                    from[follower] = node;
                }
                if (--waiting[follower] == 0) {
                    ready.add(follower);
                }
            }
        }
        List<Integer> path = new ArrayList<>();
        for (int node = last; node >= 0; node = from[node]) {
            if (node < commands) {
                path.add(node);
            }
        }
        Collections.reverse(path);
        return path;
    }

    /**
     * Returns how long the commands take if some of them run at once: whenever a core is free, the first one that is ready
     * starts, in the order in which they started in the build.
     */
    long timeWith(int cores) {
        int[] waiting = before.clone();
        TreeSet<Integer> ready = new TreeSet<>();
        for (int i = 0; i < waiting.length; i++) {
            if (waiting[i] == 0) {
                ready.add(i);
            }
        }
        PriorityQueue<long[]> running = new PriorityQueue<>(Comparator.comparingLong((long[] job) -> job[0]));
        long now = 0;
        int busy = 0;
        while (!ready.isEmpty() || !running.isEmpty()) {
            while (!ready.isEmpty() && (busy < cores || ready.last() >= commands)) {
                int node = ready.last() >= commands ? ready.pollLast() : ready.pollFirst();
                busy += node < commands ? 1 : 0;
                running.add(new long[] {now + durations[node], node});
            }
            long[] ended = running.poll();
            now = ended[0];
            busy -= ended[1] < commands ? 1 : 0;
            for (int follower : next.get((int) ended[1])) {
                if (--waiting[follower] == 0) {
                    ready.add(follower);
                }
            }
        }
        return now;
    }
}
