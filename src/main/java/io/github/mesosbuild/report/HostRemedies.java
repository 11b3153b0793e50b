package io.github.mesosbuild.report;

import io.github.mesosbuild.env.ShellBlockException;
import io.github.mesosbuild.failure.ExplainedFailure;
import io.github.mesosbuild.host.CompilerFlagsException;
import io.github.mesosbuild.host.InstallCommand;
import io.github.mesosbuild.host.InstallationException;
import io.github.mesosbuild.launcher.Launcher;
import io.github.mesosbuild.launcher.LauncherException;
import io.github.mesosbuild.pipeline.DependenciesException;
import io.github.mesosbuild.release.Requirement;
import java.util.List;

/** Remedies for what this machine lacks, and for files outside the build. */
final class HostRemedies {
    private static final int LAST_LINES = 10;
    private static final List<String> COMPILERS = List.of("cc", "c++");
    private static final String ANYWAY = " To build anyway: -Dmesos.checkDependencies.skip=true";

    private HostRemedies() {}

    static ExplainedFailure dependencies(DependenciesException failure) {
        return new ExplainedFailure(
                failure.getMessage(), String.join("\n", RequirementTable.lines(failure.report())), next(failure));
    }

    private static String next(DependenciesException failure) {
        if (failure.packages().isEmpty()) {
            return "The recipe lists no package for it on " + failure.distribution() + "." + ANYWAY;
        }
        if (failure.installed().containsAll(failure.packages())) {
            return "Installing " + String.join(" ", failure.installed())
                    + " did not help: the build uses a compiler or a JDK that looks elsewhere. Check CC, CXX and"
                    + " mesos.javaHome." + ANYWAY;
        }
        return install(failure) + compilerByName(failure);
    }

    private static String install(DependenciesException failure) {
        InstallCommand command = failure.installCommand();
        if (command.line().isEmpty()) {
            return "Install these packages: " + String.join(" ", failure.packages());
        }
        return command.byRoot()
                ? "Install the missing packages as root:\n    " + command.line()
                : "Install the missing packages:\n    " + command.line()
                        + "\nor let this plugin install them: -Dmesos.installDependencies=true";
    }

    /** The recipe's packages do not provide a compiler that was chosen by name. */
    private static String compilerByName(DependenciesException failure) {
        boolean compiler = failure.report().failures().stream()
                .map(finding -> finding.requirement().probe())
                .anyMatch(probe -> probe instanceof Requirement.Tool tool && COMPILERS.contains(tool.tool()));
        return compiler
                ? "\nIf CC or CXX names a compiler (in mesos.environment, mesos.configureArguments or Maven's environment),"
                        + " that compiler must be on the PATH."
                : "";
    }

    static ExplainedFailure installation(InstallationException failure) {
        List<String> output = failure.output().lines().toList();
        return new ExplainedFailure(
                ExplainedFailure.sentence(failure),
                String.join("\n    ", output.subList(Math.max(0, output.size() - LAST_LINES), output.size())),
                failure.commandLine().isEmpty()
                        ? "Install these packages by hand: " + String.join(" ", failure.packages())
                        : (failure.kind() == InstallationException.Kind.NO_PRIVILEGE
                                        ? "Run this as root:\n    "
                                        : "Run this by hand:\n    ")
                                + failure.commandLine());
    }

    static ExplainedFailure flags(CompilerFlagsException failure) {
        return ExplainedFailure.of(
                failure, "Correct " + failure.variable() + " in mesos.environment or mesos.configureArguments.");
    }

    static ExplainedFailure launcher(LauncherException failure) {
        return ExplainedFailure.of(
                failure,
                switch (failure.kind()) {
                    case UNKNOWN -> "Set mesos.compilerLauncher to auto, none, ccache, sccache, distcc or icecc.";
                    case MISSING ->
                        "Install the package "
                                + failure.launcher().map(Launcher::packageName).orElseThrow()
                                + ", or set mesos.compilerLauncher to auto or none.";
                    case NO_HOSTS ->
                        "List the machines in order of preference: -Dmesos.environment.DISTCC_HOSTS='one/8 two/8'.";
                });
    }

    static ExplainedFailure startUpFile(ShellBlockException failure) {
        return ExplainedFailure.of(
                failure,
                failure.line().isPresent()
                        ? "Correct that line by hand, or name another file with mesos.env.file."
                        : "Set mesos.env.file to a regular file that you can read and write, or remove it.");
    }
}
