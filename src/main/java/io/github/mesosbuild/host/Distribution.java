package io.github.mesosbuild.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The operating system's distribution, from {@code /etc/os-release} (os-release(5)), and the commands of its package manager.
 *
 * @param id the ID, such as {@code debian}; {@code macos} on a Mac, {@code linux} without os-release
 * @param version the version, such as {@code 12}; empty for a rolling release
 * @param prettyName the name to show to users
 * @param family the family, which determines the names of packages
 */
public record Distribution(String id, String version, String prettyName, Family family) {

    /** Distributions with the same package manager and package names. */
    public enum Family {
        DEBIAN("debian", "ubuntu"),
        RHEL("rhel", "centos", "fedora", "rocky", "almalinux", "amzn", "ol", "openeuler"),
        ALPINE("alpine"),
        SUSE("suse", "opensuse", "sles", "sled"),
        ARCH("arch"),
        HOMEBREW("macos"),
        UNKNOWN;

        private final Set<String> ids;

        Family(String... ids) {
            this.ids = Set.of(ids);
        }

        /** Returns the family's key in a recipe's {@code packages}, such as {@code debian}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns the family with a key; {@link #UNKNOWN} if there is none. */
        public static Family ofKey(String key) {
            for (Family family : values()) {
                if (family.key().equals(key)) {
                    return family;
                }
            }
            return UNKNOWN;
        }

        private static Optional<Family> of(String id) {
            for (Family family : values()) {
                if (family.ids.contains(id) || family == SUSE && id.startsWith("opensuse-")) {
                    return Optional.of(family);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Reads this machine's distribution.
     *
     * @param osRelease {@code /etc/os-release}; need not exist
     * @param osName the system property {@code os.name}
     * @throws IOException if the file exists but cannot be read
     */
    public static Distribution read(Path osRelease, String osName) throws IOException {
        if (osName.startsWith("Mac")) {
            return new Distribution("macos", "", osName, Family.HOMEBREW);
        }
        Map<String, String> fields;
        try {
            fields = parse(Files.readAllLines(osRelease));
        } catch (NoSuchFileException e) {
            return new Distribution(osName.toLowerCase(Locale.ROOT), "", osName, Family.UNKNOWN);
        }
        String id = fields.getOrDefault("ID", "linux").toLowerCase(Locale.ROOT);
        List<String> names = new ArrayList<>(List.of(id));
        names.addAll(List.of(
                fields.getOrDefault("ID_LIKE", "").toLowerCase(Locale.ROOT).split("\\s+")));
        Family family = names.stream()
                .flatMap(name -> Family.of(name).stream())
                .findFirst()
                .orElse(Family.UNKNOWN);
        String name = fields.getOrDefault("NAME", id);
        return new Distribution(
                id, fields.getOrDefault("VERSION_ID", ""), fields.getOrDefault("PRETTY_NAME", name), family);
    }

    private static Map<String, String> parse(List<String> lines) {
        Map<String, String> fields = new HashMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                fields.put(
                        line.substring(0, equals).strip(),
                        unquoted(line.substring(equals + 1).strip()));
            }
        }
        return fields;
    }

    private static String unquoted(String value) {
        if (value.length() >= 2 && (value.startsWith("\"") || value.startsWith("'"))) {
            char quote = value.charAt(0);
            int end = value.lastIndexOf(quote);
            value = end > 0 ? value.substring(1, end) : value.substring(1);
        }
        return value.replaceAll("\\\\(.)", "$1");
    }

    /** Returns the command that updates the package lists, if one is needed. It needs root, except with Homebrew. */
    public Optional<List<String>> updateCommand() {
        return switch (family) {
            case DEBIAN -> Optional.of(List.of("apt-get", "update"));
            case ALPINE -> Optional.of(List.of("apk", "update"));
            default -> Optional.empty();
        };
    }

    /**
     * Returns the command that installs packages without prompting. It needs root privileges, except with Homebrew.
     *
     * @return empty if the package manager is not known
     */
    public Optional<List<String>> installCommand(List<String> packages) {
        Optional<List<String>> command = switch (family) {
            case DEBIAN -> Optional.of(List.of("apt-get", "install", "-y", "--no-install-recommends"));
            case RHEL -> Optional.of(List.of(hasOnlyYum() ? "yum" : "dnf", "install", "-y"));
            case ALPINE -> Optional.of(List.of("apk", "add"));
            case SUSE -> Optional.of(List.of("zypper", "--non-interactive", "install"));
            case ARCH -> Optional.of(List.of("pacman", "-S", "--needed", "--noconfirm"));
            case HOMEBREW -> Optional.of(List.of("brew", "install"));
            case UNKNOWN -> Optional.empty();
        };
        return command.map(start -> {
            List<String> argv = new ArrayList<>(start);
            argv.addAll(packages);
            return List.copyOf(argv);
        });
    }

    /** RHEL and its rebuilds have dnf since version 8; Amazon Linux since 2023, which followed 2 and 2018.03. */
    private boolean hasOnlyYum() {
        String major = version.replaceFirst("\\D.*$", "");
        int number = major.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(major);
        return switch (id) {
            case "amzn" -> number < 2022;
            case "fedora", "openeuler" -> false;
            default -> number <= 7;
        };
    }

    /** Returns whether installing needs root. Homebrew refuses to run as root. */
    public boolean installsAsRoot() {
        return family != Family.HOMEBREW;
    }

    @Override
    public String toString() {
        return prettyName;
    }
}
