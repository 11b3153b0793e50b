package io.github.mesosbuild.node;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Distributions that share a package manager and the places of files. */
public enum DistroFamily {
    DEBIAN("Debian"),
    UBUNTU("Ubuntu"),
    /** CentOS and what is built from the same sources: Red Hat Enterprise Linux, Rocky Linux, AlmaLinux, Oracle Linux. */
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

    /** The family of a distribution's {@code ID} in os-release(5), in any case of letters. */
    static Optional<DistroFamily> named(String id) {
        return Optional.ofNullable(NAMES.get(id.toLowerCase(Locale.ROOT)));
    }

    /** As people write it. */
    public String title() {
        return title;
    }
}
