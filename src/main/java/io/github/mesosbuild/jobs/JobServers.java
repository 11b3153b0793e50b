package io.github.mesosbuild.jobs;

import io.github.mesosbuild.host.Machine;
import io.github.mesosbuild.process.CapturedOutput;
import io.github.mesosbuild.process.Command;
import io.github.mesosbuild.process.LaunchOptions;
import io.github.mesosbuild.process.Outcome;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.release.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts a job server for each run of make. */
public final class JobServers {
    private static final String SCRIPT = script();
    private static final String NAME = "mesos-maven-plugin-jobs";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Supervisor supervisor;
    private final Machine machine;
    private final JobLimits limits;
    private final MakeVersion makeVersion;
    private final String outerMakeFlags;
    private final Path proc;

    /** Finds the version of GNU make. */
    @FunctionalInterface
    public interface MakeVersion {
        /** Returns the version; empty if it is unknown. */
        Optional<Version> find() throws IOException, InterruptedException;
    }

    /**
     * Creates the job servers of a build.
     *
     * @param outerMakeFlags the variable {@code MAKEFLAGS} of Maven's own environment; empty if there is none
     * @param proc {@code /proc}
     */
    public JobServers(
            Supervisor supervisor,
            Machine machine,
            JobLimits limits,
            MakeVersion makeVersion,
            String outerMakeFlags,
            Path proc) {
        this.supervisor = supervisor;
        this.machine = machine;
        this.limits = limits;
        this.makeVersion = makeVersion;
        this.outerMakeFlags = outerMakeFlags;
        this.proc = proc;
    }

    /**
     * Starts the server for one run of make. If that is impossible, because the version of make is unknown or the file
     * system has no named pipes, the number of jobs is fixed.
     *
     * @param make the command that will run
     * @param pipe the path of the named pipe
     * @param start the number of jobs at the start
     * @param cap the maximum number of jobs; if it is several, a server of its own keeps it even under an outer make
     * @throws IOException if the state of the machine or the pipe cannot be read
     * @throws InterruptedException if the thread was interrupted
     */
    public JobServer open(Command make, Path pipe, int start, JobCap cap) throws IOException, InterruptedException {
        JobGovernor governor = new JobGovernor(limits, start, cap);
        if (MakeFlags.asksForJobs(make.environment().getOrDefault("MAKEFLAGS", ""), make.argv())) {
            int asked = MakeFlags.jobs(make.environment().getOrDefault("MAKEFLAGS", ""), make.argv());
            return asked <= cap.most()
                    ? server(JobServer.Kind.USER, governor, LaunchOptions.PLAIN)
                    : server(JobServer.Kind.LOWERED, new JobGovernor(limits, cap.most(), cap), LaunchOptions.PLAIN);
        }
        int most = Math.min(cap.most(), limits.asked() > 0 ? limits.asked() : machine.cores());
        if (most == 1) {
            return server(JobServer.Kind.OWN, new JobGovernor(limits, 1, cap), LaunchOptions.PLAIN);
        }
        Optional<Version> version = makeVersion.find();
        if (version.isEmpty()) {
            return server(JobServer.Kind.FIXED, governor, LaunchOptions.PLAIN);
        }
        Optional<OuterJobServer> outer = OuterJobServer.find(outerMakeFlags, proc.resolve("self/fd"));
        if (outer.isPresent() && !cap.several()) {
            OuterJobServer found = outer.get();
            return server(
                    JobServer.Kind.OUTER, governor, launch(version.get(), found.read(), found.write(), found.fifo()));
        }
        Files.deleteIfExists(pipe);
        if (!makePipe(make, pipe)) {
            return server(JobServer.Kind.FIXED, governor, LaunchOptions.PLAIN);
        }
        TokenPipe tokens = new TokenPipe(pipe);
        try {
            tokens.allow(governor.allowed());
        } catch (IOException e) {
            tokens.close();
            throw e;
        }
        LaunchOptions launch = launch(version.get(), pipe, pipe, true);
        return new JobServer(
                JobServer.Kind.OWN, governor, launch, Optional.of(tokens), pipe, machine, new ProcessSizes(proc));
    }

    private JobServer server(JobServer.Kind kind, JobGovernor governor, LaunchOptions launch) {
        return new JobServer(kind, governor, launch, Optional.empty(), proc, machine, new ProcessSizes(proc));
    }

    private boolean makePipe(Command make, Path pipe) throws InterruptedException {
        List<String> argv = List.of("mkfifo", "-m", "600", pipe.toString());
        try {
            CapturedOutput made = supervisor.capture(argv, make.directory(), make.environment(), LIMIT);
            return made.end() == Outcome.End.EXITED && made.exitCode() == 0;
        } catch (ProcessException noSuchProgram) {
            return false;
        }
    }

    /** Make splits MAKEFLAGS at spaces, so a path that contains one must be opened by the launcher script. */
    private static LaunchOptions launch(Version make, Path read, Path write, boolean fifo) {
        boolean blank = read.toString().chars().anyMatch(Character::isWhitespace);
        if (fifo && MakeFlags.opensFifo(make) && !blank) {
            return new LaunchOptions(List.of(), Map.of("MAKEFLAGS", MakeFlags.fifo(read.toString())));
        }
        return new LaunchOptions(
                List.of("/bin/sh", "-c", SCRIPT, NAME, read.toString(), write.toString()),
                Map.of("MAKEFLAGS", MakeFlags.descriptors(make)));
    }

    private static String script() {
        try (InputStream script = JobServers.class.getResourceAsStream("launcher.sh")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^#.*\\n", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
