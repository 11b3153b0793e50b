package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.release.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The files that tell apt about the package repository. The key is given to this repository alone (sources.list(5), signed-by),
 * because a key from apt-key would be trusted for every repository.
 */
final class RepositoryFiles {
    static final String KEY = "etc/apt/keyrings/mesosphere.asc";
    static final String LIST = "etc/apt/sources.list.d/mesosphere.list";

    /** The path of the key for yum. */
    static final String RPM_KEY = "etc/pki/rpm-gpg/RPM-GPG-KEY-mesosphere";

    private RepositoryFiles() {}

    static List<NodeFile> of(Description description, Host host) {
        if (!(description.delivery() instanceof DeliveryMethod.Packages packages)
                || !host.is(Role.MASTER) && !host.is(Role.SLAVE)) {
            return List.of();
        }
        List<NodeFile> files = new ArrayList<>();
        Platform platform = host.platform();
        packages.key()
                .ifPresent(key ->
                        files.add(new NodeFile(platform.hasApt() ? KEY : RPM_KEY, key.strip() + "\n", NodeFile.PLAIN)));
        if (!platform.hasApt()) {
            return files;
        }
        String option = knowsSignedBy(platform) ? "[signed-by=/" + keyring(platform) + "] " : "";
        files.add(new NodeFile(
                LIST,
                "deb " + option + packages.url() + "/"
                        + platform.family().title().toLowerCase(Locale.ROOT) + " "
                        + platform.codename().orElseThrow() + " main\n",
                NodeFile.PLAIN));
        return files;
    }

    private static boolean isAtLeast(Platform platform, String debian, String ubuntu) {
        return platform.version().compareTo(new Version(platform.family() == DistroFamily.DEBIAN ? debian : ubuntu))
                >= 0;
    }

    /** Returns whether apt supports {@code signed-by}: since 1.1, in Debian 9 and Ubuntu 16.04. */
    private static boolean knowsSignedBy(Platform platform) {
        return isAtLeast(platform, "9", "16.04");
    }

    /** Returns whether apt reads armored keys: since 1.4, in Debian 9 and Ubuntu 18.04 (17.04). */
    static boolean readsArmoredKeys(Platform platform) {
        return isAtLeast(platform, "9", "18.04");
    }

    /** Returns the file from which apt reads the repository's key. */
    static String keyring(Platform platform) {
        return readsArmoredKeys(platform)
                ? KEY
                : knowsSignedBy(platform) ? "etc/apt/keyrings/mesosphere.gpg" : "etc/apt/trusted.gpg.d/mesosphere.gpg";
    }

    /** Returns the URL of the package that configures the repository for yum. */
    static String releaseRpm(DeliveryMethod.Packages packages, Platform platform) {
        String release = platform.major().equals("6") ? "6-2" : platform.major() + "-1";
        return packages.releaseRpm()
                .orElse(packages.url() + "/el/" + platform.major() + "/noarch/RPMS/mesosphere-el-repo-" + release
                        + ".noarch.rpm");
    }
}
