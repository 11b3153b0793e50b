package io.github.mesosbuild.node;

import java.util.Optional;

/** The way Mesos is delivered to the machines. */
public sealed interface DeliveryMethod {
    /**
     * An installation built from source, which is unpacked on each machine.
     *
     * @param prefix the absolute path of the installation on the machines
     */
    record Source(String prefix) implements DeliveryMethod {}

    /**
     * Packages from a repository.
     *
     * @param url the repository's base URL without a trailing slash; it contains {@code debian}, {@code ubuntu} and {@code el}
     * @param key the armored OpenPGP key that signs the repository, if it is copied to the machines
     * @param keyUrl the URL where the machines download that key otherwise
     * @param releaseRpm the URL of the package that configures the repository for yum; if empty, it is derived from the base URL
     */
    record Packages(String url, Optional<String> key, Optional<String> keyUrl, Optional<String> releaseRpm)
            implements DeliveryMethod {}
}
