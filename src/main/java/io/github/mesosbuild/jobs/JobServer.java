package io.github.mesosbuild.jobs;

import io.github.mesosbuild.host.Machine;
import io.github.mesosbuild.process.Command;
import io.github.mesosbuild.process.LaunchOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What decides the jobs of one run of make: a job server of our own, that of an outer make, or a number that stays. For use by
 * one thread.
 */
public final class JobServer implements AutoCloseable {
    private static final String VARIABLE = "MAKEFLAGS";

    private final Kind kind;
    private final JobGovernor governor;
    private final LaunchOptions launch;
    private final Optional<TokenPipe> pipe;
    private final Path file;
    private final Machine machine;
    private final ProcessSizes processes;
    private int running;
    private long memory;

    /** Who decides. */
    enum Kind {
        /** Our own server, or nobody if there can be only one job. */
        OWN,
        /** The server of a make that runs Maven. */
        OUTER,
        /** Nobody: it is the number of the start. */
        FIXED,
        /** The user, with an argument of make. */
        USER
    }

    JobServer(
            Kind kind,
            JobGovernor governor,
            LaunchOptions launch,
            Optional<TokenPipe> pipe,
            Path file,
            Machine machine,
            ProcessSizes processes) {
        this.kind = kind;
        this.governor = governor;
        this.launch = launch;
        this.pipe = pipe;
        this.file = file;
        this.machine = machine;
        this.processes = processes;
    }

    /**
     * The command that runs a make under this server. What its log and other places show of it is what a person would type: the
     * number of jobs, not the server.
     *
     * @param make a command without an argument for the jobs
     */
    public Command serve(Command make) {
        if (kind == Kind.USER) {
            return make;
        }
        String own = make.environment().getOrDefault(VARIABLE, "").strip();
        boolean letters = own.matches("[^-\\s=]+(\\s.*)?");
        String rest = own.isEmpty() ? "" : (letters ? " -" : " ") + own;
        Map<String, String> environment = new TreeMap<>(make.environment());
        if (governor.allowed() > 1) {
            environment.put(VARIABLE, "-j" + governor.allowed() + rest);
        }
        Map<String, String> added = new TreeMap<>(launch.environment());
        added.computeIfPresent(VARIABLE, (name, flags) -> flags + rest);
        return new Command(
                make.name(),
                make.argv(),
                make.directory(),
                environment,
                make.log(),
                make.timeout(),
                make.silentTimeout(),
                new LaunchOptions(launch.prefix(), added));
    }

    /**
     * Looks at the machine and at the processes of make, and lets more or fewer jobs run.
     *
     * @param elapsed since the start of make
     * @param pids the processes of make, itself included
     */
    public void look(Duration elapsed, Collection<Long> pids) {
        ProcessSizes.Sizes sizes = processes.read(pids);
        running = sizes.running();
        memory = sizes.used();
        if (kind != Kind.OWN) {
            return;
        }
        try {
            int allowed = governor.decide(
                    elapsed,
                    new LoadSample(
                            machine.cores(),
                            machine.memoryAvailable(),
                            machine.memoryPressure(),
                            sizes.jobs(),
                            sizes.used()));
            if (pipe.isPresent()) {
                pipe.get().allow(allowed);
                pipe.get().look(running);
            }
        } catch (IOException unreadable) {
            // The number stays until the next look.
        }
    }

    /** The jobs at the last look. */
    public JobCount count() {
        return kind == Kind.OUTER || kind == Kind.USER
                ? new JobCount(running, OptionalInt.empty(), memory, Optional.empty())
                : new JobCount(running, OptionalInt.of(governor.allowed()), memory, governor.why());
    }

    /**
     * With how many jobs to go on after a compiler was killed for memory: half of what is allowed now, one if another make
     * decides.
     *
     * @return empty if there is only one already, or the user decides
     */
    public OptionalInt half() {
        return switch (kind) {
            case USER -> OptionalInt.empty();
            case OUTER -> OptionalInt.of(1);
            case OWN, FIXED -> governor.allowed() > 1 ? OptionalInt.of(governor.allowed() / 2) : OptionalInt.empty();
        };
    }

    /** Takes the server away. */
    @Override
    public void close() throws IOException {
        if (pipe.isPresent()) {
            pipe.get().close();
            Files.deleteIfExists(file);
        }
    }
}
