package io.github.mesosbuild.node;

import io.github.mesosbuild.release.Version;
import java.util.Map;
import java.util.Optional;

/**
 * A distribution and its version, as far as the places of files and the commands of a machine depend on them.
 *
 * @param name the distribution as it was written, such as {@code rocky}
 * @param version such as {@code 12}, {@code 14.04}
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
     * A platform from its text form, such as {@code debian 12}, {@code ubuntu 14.04} or {@code centos 7}.
     *
     * @throws IllegalArgumentException if it is none; the message is a clause that says why
     */
    public static Platform of(String text) {
        String[] words = text.strip().split("\\s+");
        if (words.length != 2) {
            throw new IllegalArgumentException("a distribution and its version are expected, such as 'debian 12'");
        }
        DistroFamily family = DistroFamily.named(words[0])
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + words[0] + "' is none of debian, ubuntu, centos, rhel, rocky, almalinux, ol"));
        if (!words[1].matches("\\d{1,3}(\\.\\d{1,3}){0,3}")) {
            throw new IllegalArgumentException("'" + words[1] + "' is no version of a distribution");
        }
        Platform platform = new Platform(family, words[0].toLowerCase(java.util.Locale.ROOT), new Version(words[1]));
        if (platform.oldest().compareTo(platform.version()) > 0) {
            throw new IllegalArgumentException(
                    "the oldest " + family.title() + " that is known here is " + platform.oldest());
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

    /** Debian from 8, Ubuntu from 15.04 and CentOS from 7 on have systemd; before, Ubuntu and CentOS have upstart, and Debian neither. */
    public InitSystem initSystem() {
        return switch (family) {
            case DEBIAN -> isAtLeast("8") ? InitSystem.SYSTEMD : InitSystem.SYSV;
            case UBUNTU -> isAtLeast("15.04") ? InitSystem.SYSTEMD : InitSystem.UPSTART;
            case CENTOS -> isAtLeast("7") ? InitSystem.SYSTEMD : InitSystem.UPSTART;
        };
    }

    /** Whether apt puts its packages there, and yum or dnf otherwise. */
    public boolean hasApt() {
        return family != DistroFamily.CENTOS;
    }

    /** The first number of the version, such as 7 of CentOS 7.9. */
    public String major() {
        return version.text().split("\\.")[0];
    }

    /** The name by which a repository of Debian's form calls the release, such as {@code bookworm}; empty if it is not known. */
    public Optional<String> codename() {
        return switch (family) {
            case DEBIAN -> Optional.ofNullable(DEBIAN.get(major()));
            case UBUNTU -> Optional.ofNullable(UBUNTU.get(version.text()));
            case CENTOS -> Optional.empty();
        };
    }

    /** Where ZooKeeper keeps its data, and so looks for {@code myid}. */
    public String dataDirectory() {
        return "/var/lib/zookeeper";
    }

    /**
     * The file with the number of a ZooKeeper server: that of Debian's package, to which {@code myid} in the data directory is a link;
     * {@code myid} in the data directory otherwise. On CentOS 6 {@code zookeeper-server-initialize} writes it.
     */
    public String myid() {
        return hasApt() ? "/etc/zookeeper/conf/myid" : dataDirectory() + "/myid";
    }

    /** Whether {@code myid} is not a file of the tree, but is written by {@code zookeeper-server-initialize} of Cloudera's package. */
    public boolean initializesZooKeeper() {
        return family == DistroFamily.CENTOS && !isAtLeast("7");
    }

    /** The text form, such as {@code debian 12}. */
    @Override
    public String toString() {
        return name + " " + version;
    }
}
