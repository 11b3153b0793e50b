package io.github.mesosbuild.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.it.SampleRelease;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills builds of a larger sample release at random moments of each step, either alone, so that the watchdog ends their
 * processes, or with all their processes, and truncates objects afterwards. {@code -Dmesos.test.rounds=100} sets the
 * number of kills, {@code -Dmesos.test.seed} repeats a run.
 */
@Tag("long")
@Timeout(3600)
class KilledBuildTest {
    private static final int ROUNDS = Integer.getInteger("mesos.test.rounds", 4);
    private static final long SEED = Long.getLong("mesos.test.seed", System.nanoTime());
    private static final int UNITS = 40;

    /** Records each object before and after it is compiled, in two short, atomic writes. */
    private static final String COMPILER = """
            #!/bin/sh
            object=
            previous=
            for word; do
              [ "$previous" = -o ] && object=$word
              previous=$word
            done
            case " $* " in
              *.deps/*' -c '*) echo "begin $object" >> '@log@' ;;
              *) exec g++ "$@" ;;
            esac
            g++ "$@" && echo "end $object" >> '@log@'
            """;

    @TempDir
    static Path shared;

    private static Path archive;
    private static Path compiler;
    private static Path compilations;
    private static Path directory;
    private static Map<String, String> undisturbed;
    private static final Map<Step, Duration> TOOK = new TreeMap<>();

    @BeforeAll
    static void installUndisturbed() throws Exception {
        Path sources = shared.resolve("sample/release");
        Trees.copy(Path.of("src/it/sample"), shared.resolve("sample"));
        StringBuilder units = new StringBuilder();
        for (int i = 0; i < UNITS; i++) {
            units.append(" unit").append(i).append(".o");
            Files.writeString(
                    sources.resolve("src/lib/unit" + i + ".cc"),
                    "#include \"generated.h\"\nint unit" + i + "(int x) { return x == GENERATED + " + i + "; }\n");
        }
        Path makefile = sources.resolve("src/lib/Makefile.in");
        Files.writeString(
                makefile,
                Files.readString(makefile)
                                .replace("OBJECTS = ", "UNITS =" + units + "\nOBJECTS = $(UNITS) ")
                                .replace("CLEANFILES = ", "CLEANFILES = generated.h ")
                        + "\nCPPFLAGS += -I.\n$(UNITS): generated.h\ngenerated.h: $(srcdir)/Makefile.in\n"
                        + "\t(echo '#define GENERATED \\'; sleep 0.3; echo 7) > $@\n");
        Path published = shared.resolve("published");
        SampleRelease.publish(published, sources, java.time.Clock.systemUTC());
        archive = published.resolve(SampleRelease.ARCHIVE);

        compilations = shared.resolve("compilations");
        compiler = shared.resolve("compiler");
        Files.writeString(compiler, COMPILER.replace("@log@", compilations.toString()));
        assertThat(compiler.toFile().setExecutable(true)).isTrue();

        directory = shared.resolve("round");
        Installation installation = KilledBuild.install(archive, directory, compiler.toString(), new Heard());
        undisturbed = contents(installation.prefix());
        for (Step step : Step.values()) {
            TOOK.put(
                    step,
                    KilledBuild.workspace(directory)
                            .journal()
                            .read(step)
                            .orElseThrow()
                            .took());
        }
        assertThat(ended()).hasSizeGreaterThan(UNITS);
    }

    private static Map<String, String> contents(Path prefix) throws Exception {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(prefix)) {
            for (Path file : tree.toList()) {
                String name = prefix.relativize(file).toString();
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    contents.put(name, SampleWorld.sha256(file));
                } else {
                    contents.put(
                            name,
                            Files.isSymbolicLink(file)
                                    ? Files.readSymbolicLink(file).toString()
                                    : "");
                }
            }
        }
        return contents;
    }

    private static List<String> noted(String what) throws IOException {
        return !Files.exists(compilations)
                ? List.of()
                : Files.readAllLines(compilations).stream()
                        .filter(line -> line.startsWith(what + " "))
                        .map(line -> line.substring(what.length() + 1))
                        .toList();
    }

    private static Set<String> ended() throws IOException {
        return new TreeSet<>(noted("end"));
    }

    @Test
    void afterAKillTheNextRunMakesTheSameInstallationAndRecompilesLittle() throws Exception {
        Random random = new Random(SEED);
        int finished = 0;
        int again = 0;
        int cut = 0;
        List<Step> others = new ArrayList<>(List.of(Step.values()));
        others.remove(Step.MAKE);
        Collections.shuffle(others, random);
        for (int round = 0; round < ROUNDS; round++) {
            Trees.delete(directory);
            Files.deleteIfExists(compilations);
            // A build spends most of its time in make, and a kill there is the hardest case, so every second round
            // kills make.
            Step step = round % 2 == 0 ? Step.MAKE : others.get(round / 2 % others.size());
            String as = "round " + round + " of seed " + SEED + ", killed in " + step;
            kill(step, (long) (random.nextDouble() * TOOK.get(step).toMillis()), random.nextBoolean());
            Set<String> ended = ended();
            Set<String> truncated = round % 4 == 0 ? truncate(random, ended) : Set.of();
            Files.deleteIfExists(compilations);

            Installation installation = KilledBuild.install(archive, directory, compiler.toString(), new Heard());
            assertThat(contents(installation.prefix())).as(as).isEqualTo(undisturbed);
            Set<String> repeated = new HashSet<>(noted("begin"));
            assertThat(repeated).as(as).containsAll(truncated);
            repeated.retainAll(ended);
            repeated.removeAll(truncated);
            finished += ended.size();
            again += repeated.size();
            cut += truncated.size();
            // One object of 1 to 9 is more than a tenth.
            assertThat(repeated.size()).as(as + ": " + repeated).isLessThanOrEqualTo(Math.max(1, ended.size() / 10));
        }
        System.out.printf(
                "%d builds killed, seed %d: the same installation each time; of %d finished objects %d compiled again, %d"
                        + " that were cut short made again%n",
                ROUNDS, SEED, finished, again, cut);
        assertThat(again * 10).isLessThanOrEqualTo(finished);
    }

    /** Starts a build and kills it, alone or with all its processes. */
    private static void kill(Step step, long millis, boolean all) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        Process jvm = new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledBuild.class.getName(),
                        archive.toString(),
                        directory.toString(),
                        compiler.toString())
                .redirectErrorStream(true)
                .redirectOutput(shared.resolve("jvm.log").toFile())
                .start();
        Path status = KilledBuild.workspace(directory).status();
        while (jvm.isAlive()
                && !(Files.exists(status) && Files.readString(status).contains("\"step\": \"" + step.id() + "\""))) {
            Thread.sleep(2);
        }
        Thread.sleep(millis);
        // Each by its own handle, never by a number on a command line: procps 4.0.2 takes "kill -s KILL -123" for all
        // processes.
        List<ProcessHandle> started = jvm.descendants().toList();
        jvm.destroyForcibly();
        if (all) {
            started.stream().filter(process -> !isWatchdog(process)).forEach(ProcessHandle::destroyForcibly);
        }
        jvm.waitFor();
        // The watchdog ends last, after it has ended processes that were started in the meantime.
        for (ProcessHandle process : started) {
            process.onExit().get(60, TimeUnit.SECONDS);
        }
    }

    private static boolean isWatchdog(ProcessHandle process) {
        return Stream.of(process.info().arguments().orElse(new String[0]))
                .anyMatch("mesos-maven-plugin-watchdog"::equals);
    }

    /** Truncates an object and empties another, with their times, as if they were being written at the kill. */
    private static Set<String> truncate(Random random, Set<String> ended) throws IOException {
        Map<String, Path> there = new TreeMap<>();
        Path tree = KilledBuild.workspace(directory).tree();
        try (Stream<Path> files = Files.walk(tree)) {
            files.filter(file -> ended.contains(file.getFileName().toString()))
                    .forEach(file -> there.put(file.getFileName().toString(), file));
        }
        Set<String> truncated = new TreeSet<>();
        // On a slow machine make may have finished before the kill.
        if (KilledBuild.workspace(directory).journal().read(Step.MAKE).isPresent()
                || !Files.exists(tree.resolveSibling("steps").resolve("running"))) {
            return truncated;
        }
        List<String> names = new ArrayList<>(there.keySet());
        for (int i = 0; i < 2 && !names.isEmpty(); i++) {
            String name = names.remove(random.nextInt(names.size()));
            FileTime time = Files.getLastModifiedTime(there.get(name));
            try (FileChannel file = FileChannel.open(there.get(name), StandardOpenOption.WRITE)) {
                file.truncate(i == 0 ? random.nextLong(1, file.size()) : 0);
                if (i == 1) {
                    file.write(ByteBuffer.allocate(random.nextInt(500)));
                }
            }
            Files.setLastModifiedTime(there.get(name), time);
            truncated.add(name);
        }
        return truncated;
    }
}
