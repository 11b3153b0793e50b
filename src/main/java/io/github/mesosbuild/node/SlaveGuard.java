package io.github.mesosbuild.node;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calls of the shell functions of {@code slave-info.sh}, which find out whether a slave would come back with other flags. A slave ends if
 * its host name, port, attributes or resources differ from those that it registered with ({@code Slave::recover} in
 * src/slave/slave.cpp at tag 0.24.0).
 */
final class SlaveGuard {
    private static final Pattern WORK = Pattern.compile("etc/(mesos-(?:slave|agent)(?:-[^/]+)?)/work_dir");

    private SlaveGuard() {}

    /** Returns the shell functions, for a script that has those of {@code machine-root.sh}. */
    static String functions() {
        return Template.filled("slave-info.sh", Map.of());
    }

    /** Returns the daemon whose flags are among files, such as {@code mesos-slave}. */
    static Optional<String> daemon(List<NodeFile> files) {
        return files.stream()
                .map(file -> WORK.matcher(file.path()))
                .filter(Matcher::matches)
                .map(work -> work.group(1))
                .findFirst();
    }

    /** Returns what the slave whose flags are among files is called: {@code slave} or {@code agent}. */
    static String slaveName(List<NodeFile> files) {
        return RoleWords.slave(daemon(files).orElse(""));
    }

    /** Returns the files that set a daemon's flags. */
    static List<NodeFile> flags(List<NodeFile> files, String daemon) {
        return files.stream()
                .filter(file -> file.path().startsWith("etc/" + daemon + "/"))
                .toList();
    }

    /**
     * Returns the call of a function with the flags in a script's own directory.
     *
     * @param function such as {@code check_slave}
     */
    static String call(String function, String daemon) {
        return function + " " + daemon + " etc/" + daemon;
    }

    /** Returns the lines of {@code restart.sh} that refuse to restart a slave that would not come back. */
    static List<String> beforeRestart(String daemon) {
        String flags = " " + daemon + " \"$root/$(place etc/" + daemon + ")\"";
        return List.of(
                "",
                "# With MESOS_NODE_ROOT, the " + RoleWords.slave(daemon) + "'s files are in that directory.",
                "label='restart.sh: '",
                "root=${MESOS_NODE_ROOT:-}",
                Template.filled("machine-root.sh", Map.of()) + functions(),
                "case \" $* \" in",
                "    *' " + daemon + " '*)",
                "        check_slave" + flags,
                "        forget_slave" + flags,
                "        ;;",
                "esac");
    }
}
