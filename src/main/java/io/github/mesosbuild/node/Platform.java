package io.github.mesosbuild.node;

import io.github.mesosbuild.release.Version;
import java.util.Map;
import java.util.Optional;

/**
 * A distribution and its version, which determine the file locations and commands of a machine.
 *
 * @param family the family of the distribution
 * @param name the distribution's name, such as {@code rocky}
 * @param version the distribution's version, such as {@code 12} or {@code 14.04}
 */
public record Platform(DistroFamily family, String name, Version version) {
    private static final Map<String, String> DEBIAN = Map.of(
            "7",
            "wheezy",
            "8",
            "jessie",
            "9",
            "stretch",
            "10",
            "buster",
            "11",
            "bullseye",
            "12",
            "bookworm",
            "13",
            "trixie");
    private static final Map<String, String> UBUNTU = Map.of(
            "12.04", "precise", "14.04", "trusty", "16.04", "xenial", "18.04", "bionic", "20.04", "focal", "22.04",
            "jammy", "24.04", "noble");

    /**
     * Parses a platform such as {@code debian 12}, {@code ubuntu 14.04} or {@code centos 7}.
     *
     * @throws IllegalArgumentException if the text is not a supported platform
     */
    public static Platform of(String text) {
        String[] words = text.strip().split("\\s+");
        if (words.length != 2) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a distribution and a version, such as 'debian 12'");
        }
        DistroFamily family = DistroFamily.named(words[0])
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "'" + words[0]
                                        + "' is not a supported distribution. Supported: debian, ubuntu, centos, rhel, rocky, almalinux, ol"));
        if (!words[1].matches("\\d{1,3}(\\.\\d{1,4}){0,3}")) {
            throw new IllegalArgumentException("'" + words[1] + "' is not a distribution version");
        }
        Platform platform = new Platform(family, words[0].toLowerCase(java.util.Locale.ROOT), new Version(words[1]));
        if (platform.oldest().compareTo(platform.version()) > 0) {
            throw new IllegalArgumentException("'" + platform + "' is not supported. The oldest supported version of "
                    + family.title() + " is " + platform.oldest());
        }
        return platform;
    }

    private Version oldest() {
        return new Version(
                switch (family) {
                    case DEBIAN -> "7";
                    case UBUNTU -> "12.04";
                    case CENTOS -> "6";
                });
    }

    private boolean isAtLeast(String other) {
        return version.compareTo(new Version(other)) >= 0;
    }

    /** The init system: systemd since Debian 8, Ubuntu 15.04 and CentOS 7; before, Upstart on Ubuntu and CentOS, and SysV on Debian. */
    public InitSystem initSystem() {
        return switch (family) {
            case DEBIAN -> isAtLeast("8") ? InitSystem.SYSTEMD : InitSystem.SYSV;
            case UBUNTU -> isAtLeast("15.04") ? InitSystem.SYSTEMD : InitSystem.UPSTART;
            case CENTOS -> isAtLeast("7") ? InitSystem.SYSTEMD : InitSystem.UPSTART;
        };
    }

    /** Returns whether apt installs packages, rather than yum or dnf. */
    public boolean hasApt() {
        return family != DistroFamily.CENTOS;
    }

    /** The major version, such as 7 for CentOS 7.9. */
    public String major() {
        return version.text().split("\\.")[0];
    }

    /**
     * The release that a point release belongs to, as /etc/os-release numbers them: {@code 14.04} for Ubuntu 14.04.5, {@code 7} for
     * CentOS 7.9.2009.
     */
    public String release() {
        String[] parts = version.text().split("\\.");
        return family == DistroFamily.UBUNTU && parts.length > 1 ? parts[0] + "." + parts[1] : parts[0];
    }

    /** The code name in apt repositories, such as {@code bookworm}; empty if unknown. */
    public Optional<String> codename() {
        return switch (family) {
            case DEBIAN -> Optional.ofNullable(DEBIAN.get(major()));
            case UBUNTU -> Optional.ofNullable(UBUNTU.get(release()));
            case CENTOS -> Optional.empty();
        };
    }

    /** ZooKeeper's data directory, which contains {@code myid}. */
    public String dataDirectory() {
        return "/var/lib/zookeeper";
    }

    /**
     * The file with the ID of a ZooKeeper server. On Debian and Ubuntu it belongs to the package, and {@code myid} in the data directory is
     * a link to it. Elsewhere it is {@code myid} in the data directory; on CentOS 6, {@code zookeeper-server-initialize} writes it.
     */
    public String myid() {
        return hasApt() ? "/etc/zookeeper/conf/myid" : dataDirectory() + "/myid";
    }

    /**
     * Returns whether {@code zookeeper-server-initialize} from Cloudera's package writes {@code myid}, so that the tree must not
     * contain it.
     */
    public boolean initializesZooKeeper() {
        return family == DistroFamily.CENTOS && !isAtLeast("7");
    }

    /** Returns the distribution and its version, such as {@code debian 12}. */
    @Override
    public String toString() {
        return name + " " + version;
    }
}
