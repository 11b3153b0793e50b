package io.github.mesosbuild.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
    @ParameterizedTest
    @CsvSource({
        "debian 7, DEBIAN, SYSV, wheezy",
        "debian 8, DEBIAN, SYSTEMD, jessie",
        "Debian 12, DEBIAN, SYSTEMD, bookworm",
        "debian 12.5, DEBIAN, SYSTEMD, bookworm",
        "ubuntu 12.04, UBUNTU, UPSTART, precise",
        "ubuntu 14.04, UBUNTU, UPSTART, trusty",
        "ubuntu 14.04.5, UBUNTU, UPSTART, trusty",
        "ubuntu 15.04, UBUNTU, SYSTEMD, ''",
        "ubuntu 24.04, UBUNTU, SYSTEMD, noble",
        "centos 6, CENTOS, UPSTART, ''",
        "centos 6.9, CENTOS, UPSTART, ''",
        "centos 7, CENTOS, SYSTEMD, ''",
        "centos 7.9.2009, CENTOS, SYSTEMD, ''",
        "rocky 9, CENTOS, SYSTEMD, ''",
        "rhel 8.4, CENTOS, SYSTEMD, ''",
        "almalinux 9, CENTOS, SYSTEMD, ''"
    })
    void derivesThePropertiesOfAPlatform(String text, DistroFamily family, InitSystem initSystem, String codename) {
        Platform platform = Platform.of(text);
        assertThat(platform.family()).isEqualTo(family);
        assertThat(platform.initSystem()).isEqualTo(initSystem);
        assertThat(platform.codename().orElse("")).isEqualTo(codename);
        assertThat(platform).hasToString(text.toLowerCase(java.util.Locale.ROOT));
    }

    @Test
    void locatesMyid() {
        assertThat(Platform.of("debian 12").myid()).isEqualTo("/etc/zookeeper/conf/myid");
        assertThat(Platform.of("ubuntu 14.04").myid()).isEqualTo("/etc/zookeeper/conf/myid");
        assertThat(Platform.of("centos 7").myid()).isEqualTo("/var/lib/zookeeper/myid");
        assertThat(Platform.of("centos 6").initializesZooKeeper()).isTrue();
        assertThat(Platform.of("rocky 9").initializesZooKeeper()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "debian, is not a distribution and a version",
        "debian twelve, is not a distribution version",
        "gentoo 1, is not a supported distribution",
        "ubuntu 10.04, The oldest supported version of Ubuntu is 12.04",
        "centos 5, The oldest supported version of CentOS is 6"
    })
    void rejectsUnsupportedPlatforms(String text, String why) {
        assertThatIllegalArgumentException().isThrownBy(() -> Platform.of(text)).withMessageContaining(why);
    }
}
