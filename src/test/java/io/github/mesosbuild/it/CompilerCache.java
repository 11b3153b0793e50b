package io.github.mesosbuild.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * ccache for the sample release, which most tests compile and few change. It is used where {@code /usr/lib/ccache} has its links,
 * as Debian's package has them; elsewhere the same tests take longer.
 */
public final class CompilerCache {
    private static final Path LINKS = Path.of("/usr/lib/ccache");
    private static final Path CACHE = Path.of("target", "ccache").toAbsolutePath();

    private CompilerCache() {}

    /** Returns an environment with the cache's links at the beginning of its PATH, and with the cache's settings. */
    public static Map<String, String> with(Map<String, String> environment) {
        if (!Files.isExecutable(LINKS.resolve("g++"))) {
            return environment;
        }
        Map<String, String> cached = new HashMap<>(environment);
        cached.put("PATH", LINKS + ":" + environment.get("PATH"));
        cached.put("CCACHE_DIR", CACHE.toString());
        // Each test has a directory of its own; the paths from one to another in it are the same.
        cached.put("CCACHE_BASEDIR", System.getProperty("java.io.tmpdir"));
        cached.put("CCACHE_NOHASHDIR", "true");
        return Map.copyOf(cached);
    }
}
