package io.github.mesosbuild.cluster;

import io.github.mesosbuild.cluster.values.FlagValues;
import io.github.mesosbuild.cluster.values.Invalid;
import io.github.mesosbuild.cluster.values.ReadableFiles;
import io.github.mesosbuild.files.SimilarNames;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The flags that a daemon supports. From 1.0 on, some have a former name too. For a cluster on this machine they come from the installed daemon's {@code --help}, which is also right
 * for a version or a build that no table lists ({@code FlagsBase::usage} in
 * 3rdparty/libprocess/3rdparty/stout/include/stout/flags/flags.hpp at tag 0.24.0). For other machines, nothing is installed here to ask, so
 * the flags come from a table of versions.
 */
public final class SupportedFlags {
    private static final Pattern LINE = Pattern.compile(
            "^ {2}--(\\[no-])?([a-z0-9_]+)(=VALUE)?(, --(\\[no-])?([a-z0-9_]+)(=VALUE)?)?(?=\\s|$)", Pattern.MULTILINE);
    private static final int BOOLEAN = 1;
    private static final int NAME = 2;
    private static final int FORMER_NAME = 6;
    private static final String NO = "no-";
    private static final String VARIABLE = "MESOS_";

    private final String program;
    private final Map<String, Boolean> booleanByName;
    private final Map<String, String> nameByFormerName;
    private final Map<String, String> ofOtherVersions;
    private final FlagValues values;
    private final ReadableFiles files;

    private SupportedFlags(
            String program,
            Map<String, Boolean> booleanByName,
            Map<String, String> nameByFormerName,
            Map<String, String> ofOtherVersions,
            FlagValues values,
            ReadableFiles files) {
        this.program = program;
        this.booleanByName = booleanByName;
        this.nameByFormerName = nameByFormerName;
        this.ofOtherVersions = ofOtherVersions;
        this.values = values;
        this.files = files;
    }

    /**
     * Returns flags from a table, for a daemon of another machine.
     *
     * @param program the daemon's name, for messages
     * @param flags the flags by name
     * @param ofOtherVersions sentences about flags that the daemon has in other versions, by name
     * @param values the types of the flags
     */
    static SupportedFlags of(
            String program, Map<String, FlagEntry> flags, Map<String, String> ofOtherVersions, FlagValues values) {
        Map<String, Boolean> booleanByName = new TreeMap<>();
        Map<String, String> nameByFormerName = new TreeMap<>();
        flags.forEach((name, flag) -> {
            booleanByName.put(name, flag.isBoolean());
            flag.formerName().ifPresent(former -> nameByFormerName.put(former, name));
        });
        return new SupportedFlags(
                program, booleanByName, nameByFormerName, ofOtherVersions, values, ReadableFiles.ELSEWHERE);
    }

    /** Returns the same flags of a daemon of this machine, with the types of its version. */
    SupportedFlags with(FlagValues types) {
        return new SupportedFlags(program, booleanByName, nameByFormerName, ofOtherVersions, types, ReadableFiles.HERE);
    }

    /**
     * Reads the output of a daemon's {@code --help}.
     *
     * @param program the daemon's name, for messages
     * @throws ClusterException ({@code NO_INSTALLATION}) if the output lists no flags
     */
    static SupportedFlags parse(String program, String help) throws ClusterException {
        Map<String, Boolean> flags = new TreeMap<>();
        Map<String, String> formerNames = new TreeMap<>();
        Matcher line = LINE.matcher(help);
        while (line.find()) {
            flags.put(line.group(NAME), line.group(BOOLEAN) != null);
            if (line.group(FORMER_NAME) != null) {
                formerNames.put(line.group(FORMER_NAME), line.group(NAME));
            }
        }
        if (flags.isEmpty()) {
            throw new ClusterException(
                    ClusterException.Kind.NO_INSTALLATION,
                    program + " --help lists no flags. Its output starts with: "
                            + help.strip().lines().findFirst().orElse("(nothing)"));
        }
        return new SupportedFlags(
                program, flags, formerNames, Map.of(), FlagValues.ofUnknownVersion(), ReadableFiles.HERE);
    }

    /** Returns whether the daemon supports a flag. */
    public boolean knows(String name) {
        return booleanByName.containsKey(current(name));
    }

    /** The name of a flag, which may be given by its former name. */
    private String current(String name) {
        return nameByFormerName.getOrDefault(name, name);
    }

    /** The types of the flags. */
    public FlagValues values() {
        return values;
    }

    /**
     * Checks flags and returns them in the form that the daemon loads: lower-case names, names instead of former ones,
     * {@code x=false} for {@code no-x}, and {@code true} for a boolean without a value.
     *
     * @param of the owner of the flags, for messages
     * @throws ClusterException ({@code FLAG}) if a flag is not supported or set twice, or has a value that the daemon refuses or misreads
     */
    public Map<String, String> checked(String of, Map<String, String> flags) throws ClusterException {
        Map<String, String> checked = new LinkedHashMap<>();
        for (Map.Entry<String, String> flag : flags.entrySet()) {
            String name = stripped(flag.getKey()).toLowerCase(Locale.ROOT);
            String value = flag.getValue() == null ? "" : flag.getValue().strip();
            if (!knows(name) && name.startsWith(NO) && isBoolean(name.substring(NO.length()))) {
                if (!value.isEmpty()) {
                    throw refused("--" + name + " for " + of + " takes no value, got '" + value + "'.");
                }
                name = name.substring(NO.length());
                value = "false";
            }
            if (!knows(name)) {
                throw refused(program + " has no flag --" + name + ", which is set for " + of + "." + hint(name));
            }
            if (isBoolean(name)) {
                value = checkedBoolean(of, name, value);
                require(of, name, values.checkBoolean(name, value));
            } else {
                require(of, name, values.check(name, value, files));
            }
            if (checked.put(current(name), value) != null) {
                throw refused("--" + current(name) + " is set twice for " + of
                        + formerName(current(name), flags.keySet()) + "; " + program + " accepts it only once.");
            }
        }
        return checked;
    }

    /**
     * Checks environment variables from which the daemon reads flags, {@code MESOS_NAME}. It ignores those of unknown flags.
     *
     * @throws ClusterException ({@code FLAG}) if the daemon refuses or misreads a value
     */
    void checkVariables(String of, Map<String, String> environment) throws ClusterException {
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            String flag = variable.getKey().startsWith(VARIABLE)
                    ? variable.getKey().substring(VARIABLE.length()).toLowerCase(Locale.ROOT)
                    : "";
            if (knows(flag)) {
                checked(of + " (" + variable.getKey() + ")", Map.of(flag, variable.getValue()));
            }
        }
    }

    /** What to add to a message about a flag that is set under its former name too. */
    private String formerName(String name, Set<String> given) {
        return given.stream()
                .map(flag -> stripped(flag).toLowerCase(Locale.ROOT).replaceFirst("^no-", ""))
                .filter(flag -> name.equals(nameByFormerName.get(flag)))
                .findFirst()
                .map(former -> ", once as --" + former)
                .orElse("");
    }

    private static String stripped(String name) {
        return name.startsWith("--") ? name.substring(2) : name;
    }

    /** Returns whether the daemon supports a boolean flag with this name. */
    public boolean isBoolean(String name) {
        return booleanByName.getOrDefault(current(name), false);
    }

    private void require(String of, String name, Optional<Invalid> invalid) throws ClusterException {
        if (invalid.isPresent()) {
            throw refused(invalid.get().sentence("--" + name + " for " + of, program));
        }
    }

    private String checkedBoolean(String of, String name, String value) throws ClusterException {
        return switch (value) {
            case "", "1", "true" -> "true";
            case "0", "false" -> "false";
            default -> {
                if (value.startsWith("file://")) {
                    yield value;
                }
                throw refused("--" + name + " for " + of + " must be true or false, got '" + value + "'. " + program
                        + " would print: Failed to load flag '" + name + "': Failed to load value '" + value
                        + "': Expecting a boolean (e.g., true or false).");
            }
        };
    }

    /** What to add to a message about a flag that is not supported. */
    private String hint(String name) {
        return Optional.ofNullable(ofOtherVersions.get(name))
                .or(() -> similar(name).map(near -> "Did you mean --" + near + "?"))
                .map(" "::concat)
                .orElse("");
    }

    /** The supported flag with the most similar name, if one is close enough. */
    private Optional<String> similar(String name) {
        return SimilarNames.of(name, booleanByName.keySet(), Math.max(2, name.length() / 3)).stream()
                .findFirst();
    }

    private static ClusterException refused(String message) {
        return new ClusterException(ClusterException.Kind.FLAG, message);
    }
}
