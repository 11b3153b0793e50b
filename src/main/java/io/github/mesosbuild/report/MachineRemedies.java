package io.github.mesosbuild.report;

import io.github.mesosbuild.failure.ExplainedFailure;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.process.ProcessException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.Optional;

/** Remedies for files that cannot be written and processes that cannot be started. */
final class MachineRemedies {
    static final String MORE_FILES = "Run the goal again in a shell with a higher limit:\n    ulimit -n 4096\n"
            + "If the shell refuses, the hard limit is lower. root can raise it in /etc/security/limits.conf, or for a service with"
            + " LimitNOFILE=.";
    static final String TEMPORARY =
            "Make it a writable directory with free space, or use another one: MAVEN_OPTS=-Djava.io.tmpdir=/var/tmp";

    private MachineRemedies() {}

    /** Explains a failure that was caused, directly or not, by too many open files. */
    static Optional<ExplainedFailure> tooManyFiles(Throwable failure) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 10; cause = cause.getCause(), depth++) {
            if (cause instanceof ProcessException process && process.kind() == ProcessException.Kind.TOO_MANY_FILES) {
                return Optional.of(new ExplainedFailure(process.getMessage(), MORE_FILES));
            }
            if (cause instanceof IOException && reason(cause).contains("Too many open files")) {
                return Optional.of(
                        new ExplainedFailure("Too many open files (ulimit -n): " + reason(failure) + ".", MORE_FILES));
            }
        }
        return Optional.empty();
    }

    static ExplainedFailure process(ProcessException failure, ParameterPlaces places) {
        return ExplainedFailure.of(failure, next(failure, places));
    }

    private static String next(ProcessException failure, ParameterPlaces places) {
        return switch (failure.kind()) {
            case PROGRAM_MISSING ->
                "Install it, or put it on the PATH; 'mesos:check-dependencies' names the package that provides it.";
            case PROGRAM_NOT_EXECUTABLE ->
                "Make it executable with chmod, or put another program of that name on the PATH.";
            case NO_EXEC ->
                "Run 'mount -o remount,exec' on that mount point as root" + places.elsewhere(failure.value()) + ".";
            case DIRECTORY_MISSING -> "Run the goal again; it creates the directory.";
            case NOT_ENCODABLE -> "Use plain ASCII there, or run Maven in a UTF-8 locale.";
            case LOG -> "Free some space, or make the directory writable" + places.elsewhere(failure.value()) + ".";
            case TEMPORARY -> TEMPORARY;
            case TOO_MANY_FILES -> MORE_FILES;
            case TOO_MANY_PROCESSES ->
                "Stop other programs, raise the limit (ulimit -u), or run fewer compilers at once: -Dmesos.jobs=1";
            case NO_MEMORY ->
                "Stop other programs, add memory or swap, or give Maven less memory (MAVEN_OPTS=-Xmx512m). The build needs the least"
                        + " memory with -Dmesos.jobs=1.";
            case TOO_LONG -> "Shorten mesos.environment, mesos.configureArguments or Maven's environment.";
            case NO_INTERPRETER ->
                "Install the interpreter, or correct the script's first line. A program built for another C library needs that"
                        + " library's loader.";
            case NOT_FOR_THIS_MACHINE ->
                "Install the program for this machine's architecture, or put another one of that name first on the PATH.";
            case BUSY -> "Run the goal again once no process is writing the file.";
            case NOT_STARTED ->
                "Run the program by hand to see more; 'mesos:shell' provides its environment. Then run the goal again.";
        };
    }

    /** Explains a file that could not be read or written; empty if the reason is not known. */
    static Optional<ExplainedFailure> files(IOException failure, ParameterPlaces places) {
        String reason = reason(failure);
        String lower = reason.toLowerCase(Locale.ROOT);
        String file = failure instanceof FileSystemException e && e.getFile() != null ? e.getFile() : reason;
        if (lower.contains("no space left") || lower.contains("quota exceeded")) {
            return Optional.of(new ExplainedFailure(
                    "Out of disk space: " + reason + ".",
                    "Free some space, or set "
                            + places.parameterOf(file).orElse("mesos.workDirectory and mesos.cacheDirectory")
                            + " to a directory on another file system."));
        }
        if (lower.contains("read-only file system")) {
            return Optional.of(new ExplainedFailure(
                    "Cannot write " + file + ": its file system is mounted read-only.",
                    "Remount it read-write as root" + places.elsewhere(file) + "."));
        }
        if (reason.contains(Trees.MOUNTED)) {
            return Optional.of(new ExplainedFailure(
                    "Cannot remove " + file + ": " + reason.substring(reason.indexOf(Trees.MOUNTED)) + ".",
                    "Unmount it" + places.elsewhere(file) + ". No files were removed."));
        }
        if (failure instanceof AccessDeniedException) {
            return Optional.of(new ExplainedFailure(
                    "Permission denied: " + file + ".",
                    "Give yourself permission to read and write it" + places.elsewhere(file) + "."));
        }
        if (failure instanceof NotDirectoryException || lower.contains("not a directory")) {
            return Optional.of(new ExplainedFailure(
                    "Cannot create or open " + file + ": one of its parents is not a directory.",
                    "Move that file away" + places.elsewhere(file) + "."));
        }
        if (failure instanceof NoSuchFileException || failure instanceof DirectoryNotEmptyException) {
            return Optional.of(new ExplainedFailure(
                    failure instanceof NoSuchFileException
                            ? "The file or directory " + file + " is missing."
                            : "Another process created files in " + file + " while it was being removed.",
                    "If another process creates or removes files there, such as 'mvn clean' in another shell, wait for it to exit."
                            + " Run the goal again; it recreates what it needs."));
        }
        if (failure instanceof FileSystemException e && e.getFile() != null && e.getReason() != null) {
            return Optional.of(new ExplainedFailure(
                    "Cannot use " + file + ": " + e.getReason() + ".",
                    "Repair or remove that file or directory" + places.elsewhere(file) + "."));
        }
        return Optional.empty();
    }

    private static String reason(Throwable failure) {
        return String.valueOf(failure.getMessage()).replaceFirst("\\.$", "");
    }
}
