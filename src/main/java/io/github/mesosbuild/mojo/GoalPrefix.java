package io.github.mesosbuild.mojo;

import io.github.mesosbuild.report.GoalNames;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginManagement;
import org.apache.maven.project.MavenProject;

/** Finds out whether Maven resolves the prefix of the goals in this directory with these settings. */
final class GoalPrefix {
    private GoalPrefix() {}

    /** Returns the short names if the settings have the plugin's group, the POM has the plugin, or a goal was called by prefix. */
    static GoalNames names(MavenSession session, String pluginVersion) {
        boolean found = session.getPluginGroups().contains(GoalNames.GROUP)
                || session.getGoals().stream().anyMatch(goal -> goal.startsWith(GoalNames.PREFIX))
                || isDeclared(session.getTopLevelProject());
        return new GoalNames(found, pluginVersion);
    }

    /** Maven looks for a prefix among the plugins of the project in which it was started, and in their management. */
    private static boolean isDeclared(MavenProject project) {
        Build build = project == null ? null : project.getModel().getBuild();
        if (build == null) {
            return false;
        }
        PluginManagement managed = build.getPluginManagement();
        return isAmong(build.getPlugins()) || managed != null && isAmong(managed.getPlugins());
    }

    private static boolean isAmong(List<Plugin> plugins) {
        return plugins.stream()
                .anyMatch(plugin -> plugin.getGroupId().equals(GoalNames.GROUP)
                        && plugin.getArtifactId().equals(GoalNames.ARTIFACT));
    }
}
