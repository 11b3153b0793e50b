package io.github.mesosbuild.report;

import io.github.mesosbuild.process.ProcessException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.Optional;

/** What to do next when the machine does not let files be written or processes be started. */
final class MachineRemedies {
    static final String MORE_FILES = "Run the goal again in a shell with a higher limit:\n    ulimit -n 4096\n"
            + "If the shell refuses, the hard limit is lower: root raises it in /etc/security/limits.conf, or for a service with"
            + " LimitNOFILE=.";
    static final String TEMPORARY =
            "Make it a directory that you may write in, with room, or name another one: MAVEN_OPTS=-Djava.io.tmpdir=/var/tmp";

    private MachineRemedies() {}

    /** If somewhere below a failure too many files are open, that is what is wrong, whoever noticed it. */
    static Optional<ExplainedFailure> tooManyFiles(Throwable failure) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 10; cause = cause.getCause(), depth++) {
            if (cause instanceof ProcessException process && process.kind() == ProcessException.Kind.TOO_MANY_FILES) {
                return Optional.of(new ExplainedFailure(process.getMessage(), MORE_FILES));
            }
            if (cause instanceof IOException && said(cause).contains("Too many open files")) {
                return Optional.of(
                        new ExplainedFailure("Too many open files (ulimit -n): " + said(failure) + ".", MORE_FILES));
            }
        }
        return Optional.empty();
    }

    static String starting(ProcessException failure, ParameterPlaces places) {
        return switch (failure.kind()) {
            case PROGRAM_MISSING ->
                "Install it, or put it on the PATH; 'mesos:check-dependencies' says which package gives it.";
            case PROGRAM_NOT_EXECUTABLE ->
                "Make it executable for you with chmod, or put another one of that name on the PATH.";
            case NO_EXEC ->
                "Let root run 'mount -o remount,exec' on that mount point" + places.elsewhere(failure.value()) + ".";
            case DIRECTORY_MISSING -> "Run the goal again; what is gone is made anew.";
            case NOT_ENCODABLE -> "Use plain ASCII there, or run Maven in a UTF-8 locale.";
            case LOG -> "Make room, or make the directory writable" + places.elsewhere(failure.value()) + ".";
            case TEMPORARY -> TEMPORARY;
            case TOO_MANY_FILES -> MORE_FILES;
            case TOO_MANY_PROCESSES ->
                "End other programs of yours, raise the limit (ulimit -u), or run fewer compilers at once: -Dmesos.jobs=1";
            case NO_MEMORY ->
                "End other programs, add memory or swap, or give Maven less (MAVEN_OPTS=-Xmx512m); with -Dmesos.jobs=1 the build"
                        + " needs least.";
            case TOO_LONG -> "Shorten mesos.environment, mesos.configureArguments, or the environment of Maven.";
            case NO_INTERPRETER ->
                "Install the interpreter, or correct the first line of the script; a program of another C library needs the"
                        + " loader of that library.";
            case NOT_FOR_THIS_MACHINE ->
                "Install the program for this machine, or put another one of that name first on the PATH.";
            case BUSY -> "Run the goal again when nobody writes it any more.";
            case NOT_STARTED ->
                "Run the program by hand to see more, and then the goal again: 'mesos:shell' has its environment.";
        };
    }

    /** What is known of a file that could not be read or written; empty if nothing is. */
    static Optional<ExplainedFailure> files(IOException failure, ParameterPlaces places) {
        String reason = said(failure);
        String lower = reason.toLowerCase(Locale.ROOT);
        String file = failure instanceof FileSystemException e && e.getFile() != null ? e.getFile() : reason;
        if (lower.contains("no space left") || lower.contains("quota exceeded")) {
            return Optional.of(new ExplainedFailure(
                    "There is no space left: " + reason + ".",
                    "Make room, or set "
                            + places.parameterOf(file).orElse("mesos.workDirectory and mesos.cacheDirectory")
                            + " to a directory on another file system."));
        }
        if (lower.contains("read-only file system")) {
            return Optional.of(new ExplainedFailure(
                    "Cannot write " + file + ": its file system is mounted read-only.",
                    "Let root mount it for writing" + places.elsewhere(file) + "."));
        }
        if (failure instanceof AccessDeniedException) {
            return Optional.of(new ExplainedFailure(
                    "Permission denied: " + file + ".",
                    "Give yourself the right to read and write it" + places.elsewhere(file) + "."));
        }
        if (failure instanceof NotDirectoryException || lower.contains("not a directory")) {
            return Optional.of(new ExplainedFailure(
                    "Cannot create or open " + file + ": something above it is not a directory.",
                    "Move away what is in the way" + places.elsewhere(file) + "."));
        }
        if (failure instanceof NoSuchFileException || failure instanceof DirectoryNotEmptyException) {
            return Optional.of(new ExplainedFailure(
                    failure instanceof NoSuchFileException
                            ? "The file or directory " + file + " is missing."
                            : "The directory " + file + " was filled by somebody else while it was removed.",
                    "If something removes or makes files there, such as 'mvn clean' in another shell, let it end. Run the goal"
                            + " again; it makes anew what it needs."));
        }
        return Optional.empty();
    }

    private static String said(Throwable failure) {
        return String.valueOf(failure.getMessage()).replaceFirst("\\.$", "");
    }
}
