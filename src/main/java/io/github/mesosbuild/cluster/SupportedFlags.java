package io.github.mesosbuild.cluster;

import io.github.mesosbuild.files.SimilarNames;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The flags that a daemon of this version has, as its {@code --help} prints them ({@code FlagsBase::usage} in
 * 3rdparty/libprocess/3rdparty/stout/include/stout/flags/flags.hpp at tag 0.24.0).
 */
public final class SupportedFlags {
    private static final Pattern LINE =
            Pattern.compile("^ {2}--(\\[no-])?([a-z0-9_]+)(=VALUE)?(?=\\s|$)", Pattern.MULTILINE);
    private static final String NO = "no-";

    private final String program;
    private final Map<String, Boolean> booleanByName;

    private SupportedFlags(String program, Map<String, Boolean> booleanByName) {
        this.program = program;
        this.booleanByName = booleanByName;
    }

    /**
     * The flags of a daemon that are known without asking it.
     *
     * @param program its name, for messages
     * @param booleanByName each flag's name, and whether it is true or false and needs no value
     */
    public static SupportedFlags of(String program, Map<String, Boolean> booleanByName) {
        return new SupportedFlags(program, new TreeMap<>(booleanByName));
    }

    /**
     * Reads what a daemon prints.
     *
     * @param program its name, for messages
     * @throws ClusterException ({@code NO_INSTALLATION}) if there is no flag in it
     */
    static SupportedFlags parse(String program, String help) throws ClusterException {
        Map<String, Boolean> flags = new TreeMap<>();
        Matcher line = LINE.matcher(help);
        while (line.find()) {
            flags.put(line.group(2), line.group(1) != null);
        }
        if (flags.isEmpty()) {
            throw new ClusterException(
                    ClusterException.Kind.NO_INSTALLATION,
                    program + " --help lists no flags, but says: "
                            + help.strip().lines().findFirst().orElse("nothing"));
        }
        return new SupportedFlags(program, flags);
    }

    /** Whether the daemon has a flag of that name. */
    public boolean knows(String name) {
        return booleanByName.containsKey(name);
    }

    /**
     * Flags by the names under which the daemon loads them: in small letters, {@code no-x} as {@code x} with the value false, and a
     * boolean without a value as true.
     *
     * @param of whose flags they are, for messages
     * @throws ClusterException ({@code FLAG}) if there is no such flag, one is given twice, or a boolean has another value
     */
    public Map<String, String> checked(String of, Map<String, String> flags) throws ClusterException {
        Map<String, String> checked = new LinkedHashMap<>();
        for (Map.Entry<String, String> flag : flags.entrySet()) {
            String name = stripped(flag.getKey()).toLowerCase(Locale.ROOT);
            String value = flag.getValue() == null ? "" : flag.getValue().strip();
            if (!knows(name) && name.startsWith(NO) && isBoolean(name.substring(NO.length()))) {
                if (!value.isEmpty()) {
                    throw refused("The flag '" + name + "' of " + of + " takes no value, and has '" + value + "'.");
                }
                name = name.substring(NO.length());
                value = "false";
            }
            if (!knows(name)) {
                throw refused("The flag '" + name + "', which is given to " + of + ", is none of " + program + "."
                        + alike(name).map(near -> " Is it '" + near + "'?").orElse(""));
            }
            if (isBoolean(name)) {
                value = ofBoolean(of, name, value);
            }
            if (checked.put(name, value) != null) {
                throw refused(
                        "The flag '" + name + "' is given to " + of + " twice, which " + program + " does not take.");
            }
        }
        return checked;
    }

    private static String stripped(String name) {
        return name.startsWith("--") ? name.substring(2) : name;
    }

    /** Whether the daemon has a flag of that name which is true or false. */
    public boolean isBoolean(String name) {
        return booleanByName.getOrDefault(name, false);
    }

    private static String ofBoolean(String of, String name, String value) throws ClusterException {
        return switch (value) {
            case "", "1", "true" -> "true";
            case "0", "false" -> "false";
            default -> {
                if (value.startsWith("file://")) {
                    yield value;
                }
                throw refused("The flag '" + name + "' of " + of + " is true or false, and has '" + value + "'.");
            }
        };
    }

    /** The flag that was meant, if one is near. */
    private Optional<String> alike(String name) {
        return SimilarNames.of(name, booleanByName.keySet(), Math.max(2, name.length() / 3)).stream()
                .findFirst();
    }

    private static ClusterException refused(String message) {
        return new ClusterException(ClusterException.Kind.FLAG, message);
    }
}
