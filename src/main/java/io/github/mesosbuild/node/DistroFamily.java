package io.github.mesosbuild.node;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Distributions that share a package manager and file locations. */
public enum DistroFamily {
    DEBIAN("Debian"),
    UBUNTU("Ubuntu"),
    /** CentOS and distributions with the same sources: Red Hat Enterprise Linux, Rocky Linux, AlmaLinux and Oracle Linux. */
    CENTOS("CentOS");

    private static final Map<String, DistroFamily> NAMES = Map.of(
            "debian", DEBIAN,
            "ubuntu", UBUNTU,
            "centos", CENTOS,
            "rhel", CENTOS,
            "rocky", CENTOS,
            "almalinux", CENTOS,
            "ol", CENTOS);

    private final String title;

    DistroFamily(String title) {
        this.title = title;
    }

    /** The family of a distribution's {@code ID} in os-release(5), ignoring case. */
    static Optional<DistroFamily> named(String id) {
        return Optional.ofNullable(NAMES.get(id.toLowerCase(Locale.ROOT)));
    }

    /** The name as it is usually written. */
    public String title() {
        return title;
    }
}
