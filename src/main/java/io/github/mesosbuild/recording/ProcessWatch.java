package io.github.mesosbuild.recording;

import io.github.mesosbuild.jobs.JobLoad;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Watches the processes of one run of make, or of another command of a step, and records its compilers, linkers and the like. A
 * command is the first process of a tree that is one: the driver, or the launcher before it, with the compiler and the assembler
 * that it starts. It is seen in samples, so that very short ones are missed; compilations that make printed and nobody saw are
 * counted.
 *
 * <p>For use by one thread.
 */
public final class ProcessWatch implements AutoCloseable {
    /** The kind of the event at a command's start. */
    public static final String BEGIN = "begin";

    /** The kind of the event at a command's end. */
    public static final String END = "end";

    /** The kind of the event with the load. */
    public static final String LOAD = "load";

    /** The kind of the event that counts compilations that nobody saw. */
    public static final String UNSEEN = "unseen";

    private static final long INTERVAL = 100;
    private static final long SLOW_INTERVAL = 1000;
    private static final long LONGEST_INTERVAL = 5000;
    private static final long LOAD_INTERVAL = 3000;

    /** How often to look at a new process again: a shell of make runs the command in its place, by the same name. */
    private static final int LOOKS = 2;

    private final String step;
    private final Path tree;
    private final ProcessFiles processes;
    private final Clock clock;
    private final Recording recording;
    private final LookBudget budget;
    private final boolean often;
    private final boolean stopped;
    private final Map<Long, Member> members = new HashMap<>();
    private final Set<Long> foreign = new HashSet<>();
    private final Map<String, Integer> announced = new HashMap<>();
    private final Map<String, Set<String>> seen = new HashMap<>();
    private final OptionalLong systemStart;
    private final long created;
    private long looked;
    private long loaded;
    private long treeTicks;
    private int unseen;

    /** A process of the tree. */
    private static final class Member {
        private final long pid;
        private final long parent;
        private final long start;
        private String name = "";
        private int looks;
        private long ticks;
        private long resident;
        private boolean grown = true;
        private Optional<Running> command = Optional.empty();

        Member(long pid, long parent, long start) {
            this.pid = pid;
            this.parent = parent;
            this.start = start;
        }
    }

    /** A command that runs. */
    private static final class Running {
        private final String id;
        private final long root;
        private final long firstTicks;
        private long ticks;
        private long peak;
        private long last;

        Running(String id, long root, long firstTicks, long at) {
            this.id = id;
            this.root = root;
            this.firstTicks = firstTicks;
            this.last = at;
        }
    }

    ProcessWatch(
            String step,
            Path tree,
            boolean often,
            ProcessFiles processes,
            Clock clock,
            LookBudget budget,
            OptionalLong start,
            Recording recording) {
        this.step = step;
        this.tree = real(tree);
        this.processes = processes;
        this.often = often;
        this.clock = clock;
        this.budget = budget;
        this.recording = recording;
        this.stopped = start.isEmpty();
        this.created = start.orElse(0);
        this.looked = created;
        OptionalLong uptime = stopped ? OptionalLong.empty() : processes.uptime();
        this.systemStart = uptime.isPresent() ? OptionalLong.of(looked - uptime.getAsLong()) : OptionalLong.empty();
    }

    private static Path real(Path directory) {
        try {
            return directory.toRealPath();
        } catch (IOException missing) {
            return directory.toAbsolutePath().normalize();
        }
    }

    /** Adds processes that are known to belong to the command, such as those whose parents ended. */
    public void include(Collection<Long> pids) {
        if (stopped) {
            return;
        }
        for (long pid : pids) {
            if (!members.containsKey(pid)) {
                foreign.remove(pid);
                processes.stat(pid).ifPresent(stat -> join(pid, stat));
            }
        }
    }

    /** Counts an object that make printed a compilation of. */
    public void announced(String object) {
        announced.merge(ToolCommand.stem(object), 1, Integer::sum);
    }

    /** Records the load, every few seconds. */
    public void load(JobLoad load) {
        long now = clock.millis();
        if (stopped || loaded != 0 && now - loaded < LOAD_INTERVAL) {
            return;
        }
        loaded = now;
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("step", step);
        values.put("running", load.count().running());
        load.count().allowed().ifPresent(allowed -> values.put("allowed", allowed));
        values.put("memory", load.count().memory());
        load.available().ifPresent(bytes -> values.put("available", bytes));
        load.pressure().ifPresent(percent -> values.put("pressure", percent));
        load.count().why().ifPresent(why -> values.put("why", why.id()));
        recording.add(LOAD, now, values);
        noteUnseen(now);
    }

    /**
     * Looks at the processes, if the last time is long enough ago.
     *
     * @param root a process whose descendants belong to the command
     */
    public void look(long root) {
        long now = clock.millis();
        if (stopped || !members.isEmpty() && !isDue(Math.abs(now - looked))) {
            return;
        }
        budget.begin();
        long before = treeTicks;
        include(List.of(root));
        long[] pids = processes.list();
        Set<Long> alive = new HashSet<>();
        for (long pid : pids) {
            alive.add(pid);
        }
        foreign.retainAll(alive);
        List<Member> ended = members.values().stream()
                .filter(member -> !alive.contains(member.pid))
                .toList();
        ended.forEach(this::leave);
        members.values().stream()
                .sorted(Comparator.comparingLong((Member member) -> member.start)
                        .thenComparingLong(member -> member.pid))
                .toList()
                .forEach(member -> refresh(member, now));
        addNew(pids, now);
        usage(now);
        looked = now;
        recording.flushIfDue();
        budget.end(treeTicks - before);
    }

    private boolean isDue(long since) {
        return since >= LONGEST_INTERVAL || since >= (often ? INTERVAL : SLOW_INTERVAL) && budget.allows();
    }

    private void addNew(long[] pids, long now) {
        Map<Long, ProcessFiles.Stat> strangers = new LinkedHashMap<>();
        for (long pid : pids) {
            if (!members.containsKey(pid) && !foreign.contains(pid)) {
                processes.stat(pid).ifPresent(stat -> strangers.put(pid, stat));
            }
        }
        boolean found = true;
        while (found) {
            List<Member> joined = new ArrayList<>();
            strangers.forEach((pid, stat) -> {
                if (members.containsKey(stat.parent())) {
                    joined.add(join(pid, stat));
                }
            });
            joined.forEach(member -> strangers.remove(member.pid));
            joined.forEach(member -> classify(member, now));
            found = !joined.isEmpty();
        }
        foreign.addAll(strangers.keySet());
    }

    private Member join(long pid, ProcessFiles.Stat stat) {
        Member member = new Member(pid, stat.parent(), stat.start());
        member.name = stat.name();
        member.ticks = stat.ticks();
        members.put(pid, member);
        return member;
    }

    private void refresh(Member member, long now) {
        Optional<ProcessFiles.Stat> stat = processes.stat(member.pid);
        if (stat.isEmpty() || stat.get().start() != member.start) {
            leave(member);
            return;
        }
        boolean renamed = !stat.get().name().equals(member.name);
        member.name = stat.get().name();
        member.ticks = stat.get().ticks();
        member.grown |= stat.get().resident() != member.resident;
        member.resident = stat.get().resident();
        if (member.command.isEmpty() && (renamed || member.looks < LOOKS)) {
            classify(member, now);
        }
    }

    private void leave(Member member) {
        members.remove(member.pid);
        member.command.filter(command -> command.root == member.pid).ifPresent(this::end);
    }

    private void classify(Member member, long now) {
        member.looks++;
        Member parent = members.get(member.parent);
        if (parent != null) {
            member.command = parent.command;
        }
        if (member.command.isEmpty()) {
            ToolCommand.of(processes.arguments(member.pid)).ifPresent(tool -> begin(member, tool, now));
        }
    }

    private void begin(Member member, ToolCommand tool, long now) {
        Path directory = processes.directory(member.pid).orElse(tree);
        long start = systemStart.isPresent() ? systemStart.getAsLong() + member.start * 1000 / ProcessFiles.TICKS : now;
        long from = Math.max(Math.min(looked, now), Math.min(start, now));
        String id = member.pid + "-" + member.start;
        Running running = new Running(id, member.pid, member.looks > 1 ? member.ticks : 0, now);
        member.command = Optional.of(running);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("step", step);
        values.put("id", id);
        values.put("kind", tool.kind().id());
        values.put("what", tool.kind() == ToolCommand.Kind.OTHER ? tool.output() : place(directory, tool.output()));
        values.put("directory", place(directory, ""));
        values.put(
                "inputs",
                tool.inputs().stream().map(input -> place(directory, input)).toList());
        recording.add(BEGIN, from, values);
        if (tool.kind() == ToolCommand.Kind.COMPILE) {
            seen.computeIfAbsent(ToolCommand.stem(tool.output()), stem -> new HashSet<>())
                    .add(directory.toString());
        }
    }

    /** Returns a file as a path in the build tree; as it is, if it is elsewhere. */
    private String place(Path directory, String file) {
        try {
            Path path = directory.resolve(file).normalize();
            if (path.equals(tree)) {
                return ".";
            }
            return path.startsWith(tree) ? tree.relativize(path).toString() : path.toString();
        } catch (IllegalArgumentException invalid) {
            return file;
        }
    }

    /** A child's time counts in its own process until its parent has waited for it, and then in that of the parent. */
    private void usage(long now) {
        Map<Running, Long> ticks = new HashMap<>();
        long all = 0;
        for (Member member : members.values()) {
            all += member.ticks;
            if (member.command.isPresent()) {
                Running command = member.command.get();
                ticks.merge(command, member.ticks, Long::sum);
                command.last = now;
                if (member.grown) {
                    command.peak = Math.max(command.peak, processes.peak(member.pid));
                    member.grown = false;
                }
            }
        }
        treeTicks = Math.max(treeTicks, all);
        ticks.forEach((command, sum) -> command.ticks = Math.max(command.ticks, sum - command.firstTicks));
    }

    private void end(Running command) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("step", step);
        values.put("id", command.id);
        values.put("memory", command.peak);
        values.put("cpu", command.ticks / (double) ProcessFiles.TICKS);
        recording.add(END, command.last, values);
    }

    private void noteUnseen(long now) {
        int count = 0;
        for (Map.Entry<String, Integer> object : announced.entrySet()) {
            count += Math.max(
                    0,
                    object.getValue()
                            - seen.getOrDefault(object.getKey(), Set.of()).size());
        }
        if (count != unseen) {
            unseen = count;
            recording.add(UNSEEN, now, Map.of("step", step, "watch", created, "count", count));
        }
    }

    /** Ends all commands, and counts the compilations that were not seen. */
    @Override
    public void close() {
        if (stopped) {
            return;
        }
        List.copyOf(members.values()).forEach(this::leave);
        noteUnseen(clock.millis());
    }
}
