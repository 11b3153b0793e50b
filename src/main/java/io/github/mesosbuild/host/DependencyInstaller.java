package io.github.mesosbuild.host;

import io.github.mesosbuild.files.FileObserver;
import io.github.mesosbuild.host.InstallationException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Installs packages with the distribution's package manager, as root or with sudo, but never asks for a password. */
public final class DependencyInstaller {
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private final CommandRunner runner;
    private final Distribution distribution;
    private final boolean root;
    private final Map<String, String> environment;
    private final Path directory;

    /** The command that was run, and its output. */
    public record Outcome(String commandLine, String output) {}

    /**
     * Creates an installer for a distribution.
     *
     * @param root whether the user is root
     * @param environment the package manager's environment
     * @param directory the package manager's working directory
     */
    public DependencyInstaller(
            CommandRunner runner,
            Distribution distribution,
            boolean root,
            Map<String, String> environment,
            Path directory) {
        this.runner = runner;
        this.distribution = distribution;
        this.root = root;
        this.environment = new HashMap<>(environment);
        this.environment.putIfAbsent("DEBIAN_FRONTEND", "noninteractive");
        this.directory = directory;
    }

    /**
     * Returns a shell command that installs packages: {@code sudo apt-get update && sudo apt-get install -y …}, without sudo for root or
     * if sudo is not installed.
     *
     * @throws IOException if a link on the PATH cannot be followed
     */
    public InstallCommand command(List<String> packages) throws IOException {
        if (packages.isEmpty()) {
            return InstallCommand.NONE;
        }
        boolean sudo = sudoNeeded() && isOnPath("sudo");
        return new InstallCommand(line(packages, sudo ? "sudo " : ""), sudoNeeded() && !sudo);
    }

    private boolean isOnPath(String program) throws IOException {
        return new SearchPath(environment, directory, FileObserver.NONE)
                .find(program)
                .isPresent();
    }

    private String line(List<String> packages, String prefix) {
        return commands(packages).stream()
                .map(command -> prefix + String.join(" ", command))
                .collect(Collectors.joining(" && "));
    }

    private List<List<String>> commands(List<String> packages) {
        return distribution
                .installCommand(packages)
                .map(install -> Stream.concat(distribution.updateCommand().stream(), Stream.of(install))
                        .toList())
                .orElse(List.of());
    }

    private boolean sudoNeeded() {
        return !root && distribution.installsAsRoot();
    }

    /**
     * Updates the package lists if necessary, and installs packages.
     *
     * @throws InstallationException if the packages could not be installed
     * @throws IOException if a command could not be started
     */
    public Outcome install(List<String> packages) throws InstallationException, IOException, InterruptedException {
        List<List<String>> commands = commands(packages);
        if (commands.isEmpty()) {
            throw new InstallationException(
                    Kind.NO_PACKAGE_MANAGER,
                    packages,
                    "",
                    "",
                    "Cannot install " + String.join(" ", packages) + ": the package manager of " + distribution
                            + " is not known");
        }
        String manager = commands.get(0).get(0);
        if (!isOnPath(manager)) {
            throw new InstallationException(
                    Kind.NO_PACKAGE_MANAGER,
                    packages,
                    command(packages).line(),
                    "",
                    "Cannot install " + String.join(" ", packages) + ": " + manager + ", the package manager of "
                            + distribution + ", is not on the PATH");
        }
        if (sudoNeeded() && !isOnPath("sudo")) {
            throw noPrivilege(packages, "sudo is not on the PATH", "");
        }
        StringBuilder output = new StringBuilder();
        for (List<String> command : commands) {
            List<String> argv = new ArrayList<>(sudoNeeded() ? List.of("sudo", "-n") : List.of());
            argv.addAll(command);
            CommandRunner.Result result = runner.run(argv, directory, environment, LIMIT);
            output.append(result.output());
            if (!result.ok()) {
                String last = result.lastLine();
                if (sudoNeeded() && last.startsWith("sudo:")) {
                    throw noPrivilege(packages, "sudo refused (" + last + ")", output.toString());
                }
                String how = result.timedOut()
                        ? "did not finish within " + LIMIT.toMinutes() + " minutes"
                        : "exited with status " + result.exitCode();
                throw new InstallationException(
                        Kind.FAILED,
                        packages,
                        command(packages).line(),
                        output.toString(),
                        "'" + String.join(" ", argv) + "' " + how + (last.isEmpty() ? "" : ": " + last));
            }
        }
        return new Outcome(command(packages).line(), output.toString());
    }

    private InstallationException noPrivilege(List<String> packages, String why, String output) {
        return new InstallationException(
                Kind.NO_PRIVILEGE, packages, line(packages, ""), output, "Installing packages needs root, and " + why);
    }
}
