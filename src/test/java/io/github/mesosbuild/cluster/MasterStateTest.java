package io.github.mesosbuild.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MasterStateTest {
    @Test
    void aLeaderReportsItsSlaves() throws IOException {
        MasterState state = MasterState.parse("""
                {"pid":"master@127.0.0.1:5050","leader":"master@127.0.0.1:5050","elected_time":1.5,
                 "slaves":[{"id":"S0","pid":"slave(1)@127.0.0.1:5051","active":true,"registered_time":1448280000.25},
                           {"id":"S1","pid":"slave(1)@127.0.0.1:5052","active":false,"registered_time":0}]}
                """);
        assertThat(state.leads()).isTrue();
        assertThat(state.slaves())
                .containsExactly(
                        new MasterState.Slave("S0", "127.0.0.1:5051", true, Instant.parse("2015-11-23T12:00:00.250Z")),
                        new MasterState.Slave("S1", "127.0.0.1:5052", false, Instant.EPOCH));
    }

    @Test
    void aFollowerKnowsWhoLeads() throws IOException {
        MasterState state = MasterState.parse("""
                {"pid":"master@127.0.0.1:5060","leader":"master@127.0.0.1:5050","slaves":[]}""");
        assertThat(state.leads()).isFalse();
        assertThat(state.leader()).contains("127.0.0.1:5050");
    }

    @Test
    void aMasterThatIsBeingElectedDoesNotLeadYet() throws IOException {
        assertThat(MasterState.parse("{\"pid\":\"master@a:1\",\"leader\":\"master@a:1\"}")
                        .leads())
                .isFalse();
        assertThat(MasterState.parse("{\"pid\":\"master@a:1\",\"leader\":\"\",\"elected_time\":1}")
                        .leader())
                .isEqualTo(Optional.empty());
    }

    @Test
    void whatIsNotThereOrOfAnotherKindIsEmpty() throws IOException {
        MasterState state = MasterState.parse("{\"pid\":7,\"slaves\":{\"a\":null},\"leader\":[1,\"x\",true]}");
        assertThat(state.leads()).isFalse();
        assertThat(state.slaves()).isEmpty();
    }

    @Test
    void whatIsNoJsonIsRefused() {
        assertThatIOException().isThrownBy(() -> MasterState.parse("{\"pid\":"));
        assertThatIOException().isThrownBy(() -> MasterState.parse(""));
        assertThatIOException().isThrownBy(() -> MasterState.parse("<html>"));
    }
}
