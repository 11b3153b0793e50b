package io.github.mesosbuild.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.host.Distribution.Family;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistributionTest {
    @TempDir
    Path directory;

    private static Distribution of(String fixture) throws Exception {
        return Distribution.read(resource(fixture), "Linux");
    }

    private static Path resource(String fixture) throws URISyntaxException {
        return Path.of(
                DistributionTest.class.getResource("os-release/" + fixture).toURI());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            debian-12           | debian              | 12        | DEBIAN | apt-get install -y --no-install-recommends
            ubuntu-22.04        | ubuntu              | 22.04     | DEBIAN | apt-get install -y --no-install-recommends
            linuxmint-21.3      | linuxmint           | 21.3      | DEBIAN | apt-get install -y --no-install-recommends
            centos-7            | centos              | 7         | RHEL   | yum install -y
            rhel-8.10           | rhel                | 8.10      | RHEL   | dnf install -y
            rocky-8.9           | rocky               | 8.9       | RHEL   | dnf install -y
            almalinux-9.6       | almalinux           | 9.6       | RHEL   | dnf install -y
            fedora-37           | fedora              | 37        | RHEL   | dnf install -y
            amazon-2            | amzn                | 2         | RHEL   | yum install -y
            amazon-2023         | amzn                | 2023      | RHEL   | dnf install -y
            openeuler-24.03     | openeuler           | 24.03     | RHEL   | dnf install -y
            alpine-3.20         | alpine              | 3.20.7    | ALPINE | apk add
            opensuse-tumbleweed | opensuse-tumbleweed | 20240823  | SUSE   | zypper --non-interactive install
            sles-15             | sles                | 15.7      | SUSE   | zypper --non-interactive install
            arch                | arch                | ''        | ARCH   | pacman -S --needed --noconfirm
            manjaro             | manjaro             | ''        | ARCH   | pacman -S --needed --noconfirm
            """)
    void knowsDistributionAndInstallCommand(
            String fixture, String id, String version, Family family, String installCommand) throws Exception {
        Distribution distribution = of(fixture);

        assertThat(distribution.id()).isEqualTo(id);
        assertThat(distribution.version()).isEqualTo(version);
        assertThat(distribution.family()).isEqualTo(family);
        assertThat(distribution.installCommand(List.of("a", "b")).orElseThrow())
                .containsExactly((installCommand + " a b").split(" "));
        assertThat(distribution.installsAsRoot()).isTrue();
    }

    @Test
    void namesThePrettyName() throws Exception {
        assertThat(of("debian-12")).hasToString("Debian GNU/Linux 12 (bookworm)");
    }

    @Test
    void listsAreUpdatedOnlyWhereThePackageManagerDoesNotDoItItself() throws Exception {
        assertThat(of("debian-12").updateCommand()).contains(List.of("apt-get", "update"));
        assertThat(of("alpine-3.20").updateCommand()).contains(List.of("apk", "update"));
        assertThat(of("fedora-37").updateCommand()).isEmpty();
    }

    @Test
    void anUnknownDistributionHasNoInstallCommand() throws Exception {
        Distribution distribution = of("buildroot-2019.02");

        assertThat(distribution.family()).isEqualTo(Family.UNKNOWN);
        assertThat(distribution.family().key()).isEqualTo("unknown");
        assertThat(distribution.installCommand(List.of("a"))).isEmpty();
    }

    @Test
    void withoutOsReleaseTheSystemIsUnknown() throws Exception {
        Distribution distribution = Distribution.read(directory.resolve("os-release"), "FreeBSD");

        assertThat(distribution).isEqualTo(new Distribution("freebsd", "", "FreeBSD", Family.UNKNOWN));
    }

    @Test
    void aMacHasHomebrewWhichIsNotRunAsRoot() throws Exception {
        Distribution distribution = Distribution.read(directory.resolve("os-release"), "Mac OS X");

        assertThat(distribution.family()).isEqualTo(Family.HOMEBREW);
        assertThat(distribution.installCommand(List.of("apr"))).contains(List.of("brew", "install", "apr"));
        assertThat(distribution.installsAsRoot()).isFalse();
    }

    @Test
    void valuesMayBeInSingleQuotesEscapedOrDamaged() throws Exception {
        Path file = TestFiles.write(
                directory.resolve("os-release"),
                "ID='mine'\nNAME=\"a \\\"b\\\" \\$c\"\nnonsense\n=x\nVERSION_ID=\"1\n# ID=other\nID_LIKE=\"x  Debian\"\n");

        assertThat(Distribution.read(file, "Linux"))
                .isEqualTo(new Distribution("mine", "1", "a \"b\" $c", Family.DEBIAN));
    }
}
