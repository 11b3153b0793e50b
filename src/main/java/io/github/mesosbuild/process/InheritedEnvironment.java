package io.github.mesosbuild.process;

import io.github.mesosbuild.files.PathEntries;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The part of this JVM's environment that builds and daemons receive, so that both give the same result in every terminal. */
public final class InheritedEnvironment {
    private static final Set<String> NAMES = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "TMPDIR",
            "CC",
            "CXX",
            "http_proxy",
            "https_proxy",
            "no_proxy",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "NO_PROXY");

    private static final Pattern COMPILER_LAUNCHERS = Pattern.compile("(S?CCACHE|DISTCC|ICECC)_.*");

    /** The variables that choose the character set, the first that is set counts (locale(7)). */
    private static final List<String> CHARACTERS = List.of("LC_ALL", "LC_CTYPE", "LANG");

    private static final Set<String> ASCII = Set.of("C", "POSIX");

    private InheritedEnvironment() {}

    /** Returns the variables that are passed on, and the C locale, in which messages of tools are known. */
    public static Map<String, String> of(Map<String, String> environment) {
        Map<String, String> inherited = new TreeMap<>(environment);
        inherited
                .keySet()
                .removeIf(name -> !NAMES.contains(name)
                        && !COMPILER_LAUNCHERS.matcher(name).matches());
        inherited.computeIfPresent("PATH", (name, path) -> PathEntries.expressible(path));
        inherited.put("LC_ALL", "C");
        return inherited;
    }

    /**
     * Returns the variables that are passed on to daemons and their tasks: those of {@link #of}, but with the character set of the user's
     * locale. A JVM cannot open a file whose name its locale cannot express.
     */
    public static Map<String, String> ofDaemons(Map<String, String> environment) {
        Map<String, String> inherited = of(environment);
        CHARACTERS.stream()
                .map(environment::get)
                .filter(locale -> locale != null && !locale.isEmpty())
                .findFirst()
                .filter(locale -> !ASCII.contains(locale))
                .ifPresent(locale -> {
                    inherited.remove("LC_ALL");
                    inherited.put("LC_CTYPE", locale);
                });
        return inherited;
    }
}
