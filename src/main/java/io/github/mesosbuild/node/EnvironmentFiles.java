package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.text.ShellWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files in {@code /etc/default} with the environment of a daemon, which its starter reads on every init system: {@code mesos-node},
 * or the packages' wrapper. Other users cannot read a file with variables, because some are passwords.
 */
final class EnvironmentFiles {
    static final String DIRECTORY = "etc/default/";

    private static final String HEAD = "# Written by mesos:node-config. Change the description instead of this file.\n";
    private static final Pattern ASSIGNMENT =
            Pattern.compile("^(?:export )?([A-Za-z_][A-Za-z0-9_]*)=", Pattern.MULTILINE);

    private EnvironmentFiles() {}

    /**
     * Returns the file of a daemon.
     *
     * @param first lines before the variables
     */
    static NodeFile of(Description description, Host host, Role role, String first) {
        Map<String, String> variables = new TreeMap<>(host.environment(role));
        StringBuilder text = new StringBuilder(HEAD).append(first);
        variables.forEach((name, value) -> text.append("export ")
                .append(name)
                .append('=')
                .append(ShellWords.quoted(value))
                .append('\n'));
        return new NodeFile(
                DIRECTORY + description.service(host, role),
                text.toString(),
                variables.isEmpty() ? NodeFile.PLAIN : NodeFile.SECRET);
    }

    /** Returns calls of a shell function of {@link FileTransaction} that refuses to drop variables which others set for a daemon. */
    static List<String> guards(List<NodeFile> files) {
        List<String> guards = new ArrayList<>();
        for (NodeFile file : files) {
            if (file.path().startsWith(DIRECTORY)) {
                StringBuilder guard = new StringBuilder("check_environment ").append(file.path());
                Matcher assignment = ASSIGNMENT.matcher(file.text());
                while (assignment.find()) {
                    guard.append(' ').append(assignment.group(1));
                }
                guards.add(guard.toString());
            }
        }
        return guards;
    }
}
