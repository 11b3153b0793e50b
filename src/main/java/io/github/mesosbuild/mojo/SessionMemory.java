package io.github.mesosbuild.mojo;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.maven.execution.MavenSession;
import org.eclipse.aether.SessionData;

/** Data that all goals of one Maven session share, across projects, threads and class loaders of the plugin. */
final class SessionMemory {
    private static final String PREFIX = "io.github.mesosbuild.";

    private SessionMemory() {}

    /** Returns the map of that topic, which is empty at the start of the session. */
    @SuppressWarnings("unchecked")
    static Map<String, String> of(MavenSession session, String topic) {
        Map<String, String> fresh = new ConcurrentHashMap<>();
        if (session.getRepositorySession() == null) {
            return fresh;
        }
        SessionData data = session.getRepositorySession().getData();
        return data.set(PREFIX + topic, null, fresh) ? fresh : (Map<String, String>) data.get(PREFIX + topic);
    }
}
