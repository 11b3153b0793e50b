package io.github.mesosbuild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZooKeeperUrlTest {
    @Test
    void theParts() {
        assertThat(ZooKeeperUrl.parse("zk://user:secret@a:1,b:2/a/b"))
                .contains(new ZooKeeperUrl(Optional.of("user:secret"), List.of("a:1", "b:2"), "/a/b"));
        assertThat(ZooKeeperUrl.parse("zk://a:1"))
                .contains(new ZooKeeperUrl(Optional.empty(), List.of("a:1"), ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zk://host:2181/mesos", "zk://user:secret@a:1,b:2/a/b", "zk://127.0.0.1/x", "zk://a:1"})
    void aUrlIsPrintedAsItWasRead(String text) {
        assertThat(ZooKeeperUrl.parse(text).orElseThrow()).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://a:1/x", "zk://", "zk:///mesos", "zk://a b/mesos", "zk://a,,b/x", "zk://u:p@/x"})
    void otherTextsAreRefused(String text) {
        assertThat(ZooKeeperUrl.parse(text)).isEmpty();
    }

    @Test
    void theRootIsNoPath() {
        assertThat(ZooKeeperUrl.parse("zk://a:1/x")).get().matches(ZooKeeperUrl::hasPath);
        for (String text : List.of("zk://a:1", "zk://a:1/", "zk://a:1//x", "zk://a:1/a b")) {
            assertThat(ZooKeeperUrl.parse(text)).get().as(text).matches(url -> !url.hasPath());
        }
    }

    @Test
    void whatAShellCouldMisreadIsNotPlain() {
        assertThat(ZooKeeperUrl.parse("zk://u:p+w@a.example.com:2181,10.0.0.1:2/x")).get().matches(ZooKeeperUrl::isPlain);
        for (String text : List.of("zk://a/x", "zk://a:1;b:2/x", "zk://u:$p@a:1/x", "zk://u@a:1/x", "zk://a_b:1/x")) {
            assertThat(ZooKeeperUrl.parse(text)).get().as(text).matches(url -> !url.isPlain());
        }
    }
}
