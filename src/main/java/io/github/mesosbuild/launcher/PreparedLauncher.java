package io.github.mesosbuild.launcher;

import io.github.mesosbuild.host.CommandRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A launcher that is prepared for one build. */
public final class PreparedLauncher {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Launcher launcher;
    private final Path program;
    private final boolean asked;
    private final Map<String, String> environment;
    private final List<String> configureArguments;
    private final Optional<Path> serverLog;
    private final CommandRunner runner;

    PreparedLauncher(
            Launcher launcher,
            Path program,
            boolean asked,
            Map<String, String> environment,
            List<String> configureArguments,
            Optional<Path> serverLog,
            CommandRunner runner) {
        this.launcher = launcher;
        this.program = program;
        this.asked = asked;
        this.environment = Map.copyOf(environment);
        this.configureArguments = List.copyOf(configureArguments);
        this.serverLog = serverLog;
        this.runner = runner;
    }

    public Launcher launcher() {
        return launcher;
    }

    /** Returns the environment of the build's steps, whose PATH starts with the launcher's links. */
    public Map<String, String> environment() {
        return environment;
    }

    /** Returns the arguments of {@code configure}, with the launcher before a compiler that is named by its path. */
    public List<String> configureArguments() {
        return configureArguments;
    }

    /** Returns a sentence about the launcher for the log. */
    public String sentence() {
        String where = switch (launcher) {
            case CCACHE -> ", with the cache " + environment.get("CCACHE_DIR");
            case SCCACHE -> ", with the cache " + environment.get("SCCACHE_DIR");
            case DISTCC ->
                environment.containsKey("DISTCC_HOSTS")
                        ? ", on " + environment.get("DISTCC_HOSTS")
                        : ", on the machines in its hosts file";
            case ICECC -> ", on its scheduler's machines";
        };
        return "Compiling through " + program + where
                + (asked ? "" : "; use -Dmesos.compilerLauncher=none to compile without it");
    }

    /**
     * Returns the hits and misses so far; empty for a launcher that does not count them.
     *
     * @throws IOException if the launcher cannot be started or its log cannot be read
     */
    public Optional<Statistics> statistics() throws IOException, InterruptedException {
        if (launcher == Launcher.CCACHE) {
            return Statistics.ofCcache(
                    runner.run(List.of(program.toString(), "--print-stats"), Path.of("/"), environment, LIMIT)
                            .output());
        }
        if (serverLog.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                Files.exists(serverLog.get())
                        ? Statistics.ofSccache(Files.readString(serverLog.get(), StandardCharsets.ISO_8859_1))
                        : new Statistics(0, 0));
    }
}
