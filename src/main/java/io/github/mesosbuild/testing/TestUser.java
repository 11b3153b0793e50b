package io.github.mesosbuild.testing;

import io.github.mesosbuild.host.SearchPath;
import io.github.mesosbuild.process.CapturedOutput;
import io.github.mesosbuild.process.Outcome;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.testing.TestUserException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The user that test programs run as.
 *
 * @param name the user's name
 * @param uid the user's ID
 * @param gid the ID of the user's own group
 * @param privileged whether this process runs as root
 * @param become a program and arguments that run the rest of a command line as the user; empty if this process runs as
 *     that user already
 */
record TestUser(String name, String uid, String gid, boolean privileged, List<String> become) {
    /** The default for root: a user that every common distribution has and that owns nothing. */
    static final String OF_ROOT = "nobody";

    private static final String ROOT = "0";
    private static final Duration SHORT = Duration.ofSeconds(30);

    TestUser {
        become = List.copyOf(become);
    }

    /** Returns whether the user is not that of this process. */
    boolean another() {
        return !become.isEmpty();
    }

    /** Returns whether the user only runs tests; one that a person named may do other things. */
    boolean onlyTests() {
        return another() && name.equals(OF_ROOT);
    }

    /**
     * Returns the user to run the tests as.
     *
     * @param wanted the name of a user; if empty, {@link #OF_ROOT} for root, else the current user
     * @param environment the variables of commands, with their PATH
     * @throws TestUserException if there is no such user, or this process cannot become it
     */
    static TestUser of(
            Optional<String> wanted, Supervisor supervisor, Map<String, String> environment, SearchPath programs)
            throws TestUserException, ProcessException, IOException, InterruptedException {
        Ids ids = new Ids(supervisor, environment);
        String own = ids.ask("-u").orElseThrow(() -> new TestUserException(Reason.UNKNOWN, "", "the user of this JVM"));
        boolean privileged = own.equals(ROOT);
        String ownName = ids.ask("-un").orElse(own);
        if (wanted.isEmpty() && !privileged) {
            // In a container the uid may have no entry in passwd.
            String gid = ids.ask("-g").orElseThrow(() -> new TestUserException(Reason.UNKNOWN, ownName, ownName));
            return new TestUser(ownName, own, gid, false, List.of());
        }
        String name = wanted.orElse(OF_ROOT);
        String uid = ids.ask("-u", name).orElseThrow(() -> new TestUserException(Reason.UNKNOWN, name, name));
        String gid = ids.ask("-g", name).orElseThrow(() -> new TestUserException(Reason.UNKNOWN, name, name));
        if (uid.equals(own)) {
            return new TestUser(name, uid, gid, privileged, List.of());
        }
        if (!privileged) {
            throw new TestUserException(Reason.NOT_ROOT, name, ownName);
        }
        return new TestUser(name, uid, gid, true, become(name, uid, gid, programs));
    }

    /** Returns a command of util-linux. setpriv(1) replaces itself by the program; the others wait for it. */
    private static List<String> become(String name, String uid, String gid, SearchPath programs)
            throws TestUserException, IOException {
        Optional<Path> setpriv = programs.find("setpriv");
        if (setpriv.isPresent()) {
            return List.of(setpriv.get().toString(), "--reuid=" + uid, "--regid=" + gid, "--init-groups", "--");
        }
        Optional<Path> runuser = programs.find("runuser");
        if (runuser.isPresent()) {
            return List.of(runuser.get().toString(), "-u", name, "--");
        }
        Optional<Path> su = programs.find("su");
        if (su.isPresent()) {
            return List.of(su.get().toString(), "-m", "-s", "/bin/sh", "-c", "exec \"$0\" \"$@\"", "--", name);
        }
        throw new TestUserException(Reason.NO_PROGRAM, name, "setpriv, runuser and su");
    }

    private record Ids(Supervisor supervisor, Map<String, String> environment) {
        Optional<String> ask(String... arguments) throws ProcessException, InterruptedException {
            List<String> argv = new ArrayList<>(List.of("id"));
            argv.addAll(List.of(arguments));
            CapturedOutput captured = supervisor.capture(argv, Path.of("/"), environment, SHORT);
            String answer = captured.output().strip();
            return captured.end() == Outcome.End.EXITED && captured.exitCode() == 0 && !answer.isEmpty()
                    ? Optional.of(answer)
                    : Optional.empty();
        }
    }
}
