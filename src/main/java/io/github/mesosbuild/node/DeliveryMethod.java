package io.github.mesosbuild.node;

import java.util.Optional;

/** How Mesos gets onto a machine. */
public sealed interface DeliveryMethod {
    /**
     * An installation that was built from source and is unpacked there.
     *
     * @param prefix the absolute path of the installation on the machines
     */
    record Source(String prefix) implements DeliveryMethod {}

    /**
     * Packages of a repository.
     *
     * @param url the repository's base, without a slash at its end: {@code URL/debian}, {@code URL/ubuntu}, {@code URL/el} are below it
     * @param key the armored OpenPGP key that signs the repository, if it is brought along
     * @param keyUrl where the machine gets that key, if it is not brought along
     * @param releaseRpm the URL of the package that names the repository to yum; if empty, it is made from the base
     */
    record Packages(String url, Optional<String> key, Optional<String> keyUrl, Optional<String> releaseRpm)
            implements DeliveryMethod {}
}
