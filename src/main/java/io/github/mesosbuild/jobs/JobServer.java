package io.github.mesosbuild.jobs;

import io.github.mesosbuild.host.Machine;
import io.github.mesosbuild.process.Command;
import io.github.mesosbuild.process.LaunchOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The control of the jobs of one run of make: our own job server, that of an outer make, or a fixed number. For use by
 * one thread.
 */
public final class JobServer implements AutoCloseable {
    private static final String VARIABLE = "MAKEFLAGS";

    /** The number of jobs, for programs that make calls and that do not know its job server, such as older versions of Ninja. */
    private static final String JOBS = "PLUGIN_JOBS";

    private final Kind kind;
    private final JobGovernor governor;
    private final LaunchOptions launch;
    private final Optional<TokenPipe> pipe;
    private final Path file;
    private final Machine machine;
    private final ProcessSizes processes;
    private int running;
    private long memory;
    private OptionalLong available = OptionalLong.empty();
    private OptionalDouble pressure = OptionalDouble.empty();

    /** The party that decides the number of jobs. */
    enum Kind {
        /** Our own server, or none if there can be only one job. */
        OWN,
        /** The server of a make that runs Maven. */
        OUTER,
        /** Nothing: the number stays as it was at the start. */
        FIXED,
        /** The user, with an argument of make. */
        USER,
        /** The recipe, which allows fewer jobs than the user's argument of make. */
        LOWERED
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
     * Returns the command that runs make with this server. Logs show it as a person would type it: with the number of
     * jobs, not the server.
     *
     * @param make a command without an argument for the number of jobs
     */
    public Command serve(Command make) {
        if (kind == Kind.USER) {
            return make;
        }
        if (kind == Kind.LOWERED) {
            List<String> argv = new ArrayList<>(make.argv());
            argv.add("-j" + governor.allowed());
            return new Command(
                    make.name(),
                    argv,
                    make.directory(),
                    make.environment(),
                    make.log(),
                    make.timeout(),
                    make.silentTimeout());
        }
        String own = make.environment().getOrDefault(VARIABLE, "").strip();
        boolean letters = own.matches("[^-\\s=]+(\\s.*)?");
        String rest = own.isEmpty() ? "" : (letters ? " -" : " ") + own;
        Map<String, String> environment = new TreeMap<>(make.environment());
        if (governor.allowed() > 1) {
            environment.put(VARIABLE, "-j" + governor.allowed() + rest);
        }
        Map<String, String> added = new TreeMap<>(launch.environment());
        added.put(JOBS, String.valueOf(governor.allowed()));
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
     * Measures the machine and the processes of make, and allows more or fewer jobs.
     *
     * @param elapsed the time since the start of make
     * @param pids the processes of make, including make itself
     */
    public void look(Duration elapsed, Collection<Long> pids) {
        ProcessSizes.Sizes sizes = processes.read(pids);
        running = sizes.running();
        memory = sizes.used();
        if (kind != Kind.OWN) {
            return;
        }
        try {
            available = machine.memoryAvailable();
            pressure = machine.memoryPressure();
            int allowed = governor.decide(
                    elapsed, new LoadSample(machine.cores(), available, pressure, sizes.jobs(), sizes.used()));
            if (pipe.isPresent()) {
                pipe.get().allow(allowed);
                pipe.get().look(running);
            }
        } catch (IOException unreadable) {
            // The number stays until the next measurement.
        }
    }

    /** Returns the number of jobs as of the last measurement. */
    public JobCount count() {
        return kind == Kind.OUTER || kind == Kind.USER
                ? new JobCount(running, OptionalInt.empty(), memory, Optional.empty())
                : new JobCount(running, OptionalInt.of(governor.allowed()), memory, governor.why());
    }

    /** Returns the load as of the last measurement. */
    public JobLoad load() {
        return new JobLoad(count(), available, pressure);
    }

    /**
     * Returns the number of jobs for another try after a compiler was killed because memory ran out: half of the allowed
     * number, or one if another make decides.
     *
     * @return empty if there is only one job already, or if the user decides
     */
    public OptionalInt half() {
        return switch (kind) {
            case USER -> OptionalInt.empty();
            case OUTER -> OptionalInt.of(1);
            case OWN, FIXED, LOWERED ->
                governor.allowed() > 1 ? OptionalInt.of(governor.allowed() / 2) : OptionalInt.empty();
        };
    }

    /** Stops the server and removes its pipe. */
    @Override
    public void close() throws IOException {
        if (pipe.isPresent()) {
            pipe.get().close();
            Files.deleteIfExists(file);
        }
    }
}
