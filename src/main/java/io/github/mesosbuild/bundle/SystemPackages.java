package io.github.mesosbuild.bundle;

import io.github.mesosbuild.host.CommandRunner;
import io.github.mesosbuild.host.Distribution;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The packages that provide files of this machine, as its package manager records them. One process answers for all files; dpkg needs a
 * second one for the versions. A file whose package is not known is absent from the answer.
 */
public final class SystemPackages {
    /** How long a package manager may take. */
    static final Duration LIMIT = Duration.ofSeconds(30);

    /** Linux, limits.h: no file has a longer path. */
    private static final int PATH_MAX = 4096;

    /** The top-level directories that a merged {@code /usr} has as links (systemd.io/THE_CASE_FOR_THE_USR_MERGE). */
    private static final Pattern MERGED = Pattern.compile("(?:/usr)?(/(?:bin|sbin|lib|lib32|lib64|libx32)/.*)");

    private static final Pattern OWNED = Pattern.compile("(/.*?)(?: symlink target)? is owned by (\\S+(?: \\S+)?)");

    /** apk-package(5): the version starts with a digit and ends with the release. */
    private static final Pattern ALPINE = Pattern.compile("(.+?)-(\\d[^-]*(?:-r\\d+)?)");

    private final Distribution.Family family;
    private final CommandRunner runner;
    private final Path directory;
    private final Map<String, String> environment;

    /**
     * A package.
     *
     * @param type the type in package URLs: {@code deb}, {@code rpm}, {@code apk} or {@code alpm}
     * @param name the name, without the architecture
     * @param version the version as the package manager compares it, with its epoch, such as {@code 1:1.2.13.dfsg-1}
     * @param architecture the package manager's name of the architecture; empty if it does not print one
     */
    public record Provider(String type, String name, String version, String architecture) {
        public Provider {
            name = MachineText.neutral(name);
            version = MachineText.neutral(version);
            architecture = MachineText.neutral(architecture);
        }
    }

    /**
     * Creates a reader of the records of the distribution's package manager.
     *
     * @param family decides the package manager; there are no answers for {@code HOMEBREW} and {@code UNKNOWN}
     * @param directory the working directory of its commands
     * @param environment their variables, of which only {@code PATH} matters
     */
    public SystemPackages(
            Distribution.Family family, CommandRunner runner, Path directory, Map<String, String> environment) {
        this.family = family;
        this.runner = runner;
        this.directory = directory;
        Map<String, String> variables = new HashMap<>(environment);
        // Messages are read, and dpkg wraps nothing without a terminal's width.
        variables.put("LC_ALL", "C");
        variables.remove("LANGUAGE");
        this.environment = Map.copyOf(variables);
    }

    /**
     * Returns the packages that provide files.
     *
     * @param files absolute paths; one through a link of a merged {@code /usr} is the same file
     * @return the packages by file, without the files of no package
     * @throws IOException if this machine cannot start any program
     * @throws InterruptedException if the thread was interrupted
     */
    public Map<Path, Provider> of(Collection<Path> files) throws IOException, InterruptedException {
        Map<String, Set<Path>> asked = new TreeMap<>();
        for (Path file : files) {
            if (file.isAbsolute()
                    && file.toString().length() <= PATH_MAX
                    && file.toString().chars().allMatch(c -> c >= ' ' && c != 0x7f)) {
                for (String alias : aliases(file.toString())) {
                    asked.computeIfAbsent(alias, name -> new LinkedHashSet<>()).add(file);
                }
            }
        }
        Map<Path, Provider> providers = new LinkedHashMap<>();
        if (!asked.isEmpty()) {
            Map<String, Provider> answers = switch (family) {
                case DEBIAN -> dpkg(asked.keySet());
                case RHEL, SUSE -> rpm(asked.keySet());
                case ALPINE -> owned("apk", List.of("apk", "info", "--who-owns"), asked.keySet());
                case ARCH -> owned("alpm", List.of("pacman", "-Qo"), asked.keySet());
                case HOMEBREW, UNKNOWN -> Map.of();
            };
            asked.forEach((alias, paths) -> {
                if (answers.containsKey(alias)) {
                    paths.forEach(path -> providers.putIfAbsent(path, answers.get(alias)));
                }
            });
        }
        return providers;
    }

    /** A package manager knows a file by the path in its package, which may be with or without {@code /usr}. */
    private static Set<String> aliases(String file) {
        Set<String> aliases = new LinkedHashSet<>(List.of(file));
        Matcher merged = MERGED.matcher(file);
        if (merged.matches()) {
            aliases.add(merged.group(1));
            aliases.add("/usr" + merged.group(1));
        }
        return aliases;
    }

    /** dpkg-query(1): {@code -S} prints {@code PACKAGE[:ARCHITECTURE][, ...]: FILE}, and takes arguments as patterns of fnmatch(3). */
    private Map<String, Provider> dpkg(Set<String> files) throws IOException, InterruptedException {
        Map<String, String> packages = new TreeMap<>();
        List<String> search = new ArrayList<>(List.of("dpkg-query", "-S", "--"));
        files.forEach(file -> search.add(file.replaceAll("[*?\\[\\]\\\\]", "\\\\$0")));
        for (String line : lines(search)) {
            int colon = line.indexOf(": /");
            if (colon > 0 && !line.startsWith("diversion by ") && files.contains(line.substring(colon + 2))) {
                packages.put(line.substring(colon + 2), line.substring(0, colon).split(", ")[0]);
            }
        }
        if (packages.isEmpty()) {
            return Map.of();
        }
        Map<String, Provider> providers = new HashMap<>();
        List<String> show = new ArrayList<>(List.of(
                "dpkg-query", "-W", "-f", "${binary:Package}\\t${Package}\\t${Version}\\t${Architecture}\\n", "--"));
        show.addAll(new TreeSet<>(packages.values()));
        for (String line : lines(show)) {
            String[] fields = line.split("\t", -1);
            if (fields.length == 4) {
                providers.put(fields[0], new Provider("deb", fields[1], fields[2], fields[3]));
            }
        }
        Map<String, Provider> answers = new HashMap<>();
        packages.forEach((file, name) ->
                Optional.ofNullable(providers.get(name)).ifPresent(provider -> answers.put(file, provider)));
        return answers;
    }

    /** rpm(8), queryformat: one line for each file of the packages, since several packages may own a file and others none. */
    private Map<String, Provider> rpm(Set<String> files) throws IOException, InterruptedException {
        List<String> query = new ArrayList<>(List.of(
                "rpm",
                "-qf",
                "--qf",
                "[%{=NAME}\\t%{=EPOCHNUM}:%{=VERSION}-%{=RELEASE}\\t%{=ARCH}\\t%{FILENAMES}\\n]"));
        query.addAll(files);
        Map<String, Provider> answers = new HashMap<>();
        for (String line : lines(query)) {
            String[] fields = line.split("\t", 4);
            if (fields.length == 4 && files.contains(fields[3])) {
                answers.putIfAbsent(
                        fields[3], new Provider("rpm", fields[0], fields[1].replaceFirst("^0:", ""), fields[2]));
            }
        }
        return answers;
    }

    /** {@code FILE is owned by NAME-VERSION} of apk and {@code FILE is owned by NAME VERSION} of pacman. */
    private Map<String, Provider> owned(String type, List<String> program, Set<String> files)
            throws IOException, InterruptedException {
        List<String> query = new ArrayList<>(program);
        query.addAll(files);
        Map<String, Provider> answers = new HashMap<>();
        for (String line : lines(query)) {
            Matcher owned = OWNED.matcher(line);
            if (!owned.matches() || !files.contains(owned.group(1))) {
                continue;
            }
            Matcher nameAndVersion = ALPINE.matcher(owned.group(2));
            int blank = owned.group(2).indexOf(' ');
            if (type.equals("alpm") && blank > 0) {
                answers.put(
                        owned.group(1),
                        new Provider(
                                type,
                                owned.group(2).substring(0, blank),
                                owned.group(2).substring(blank + 1),
                                ""));
            } else if (type.equals("apk") && nameAndVersion.matches()) {
                answers.put(owned.group(1), new Provider(type, nameAndVersion.group(1), nameAndVersion.group(2), ""));
            }
        }
        return answers;
    }

    /** The status says only whether all files have an owner. */
    private List<String> lines(List<String> command) throws IOException, InterruptedException {
        try {
            CommandRunner.Result result = runner.run(command, directory, environment, LIMIT);
            return result.timedOut() ? List.of() : result.output().lines().toList();
        } catch (IOException e) {
            CommandRunner.requireMachine(e);
            return List.of();
        }
    }
}
