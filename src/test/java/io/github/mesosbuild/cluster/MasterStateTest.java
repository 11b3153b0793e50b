package io.github.mesosbuild.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.mesosbuild.config.Documents;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MasterStateTest {
    private static MasterState state(String json) throws IOException {
        return MasterState.of(Documents.json(json));
    }

    @Test
    void aLeaderReportsItsSlaves() throws IOException {
        MasterState state = state("""
                {"pid":"master@127.0.0.1:5050","leader":"master@127.0.0.1:5050","elected_time":1.5,
                 "slaves":[{"id":"S0","pid":"slave(1)@127.0.0.1:5051","hostname":"n1","active":true,
                            "registered_time":1448280000.25,"attributes":{"rack":2.0,"zone":"a"}},
                           {"id":"S1","pid":"slave(1)@127.0.0.1:5052","active":false,"registered_time":0}]}
                """);
        assertThat(state.leads()).isTrue();
        assertThat(state.slaves())
                .containsExactly(
                        new MasterState.Slave(
                                "S0",
                                "127.0.0.1:5051",
                                "n1",
                                true,
                                Instant.parse("2015-11-23T12:00:00.250Z"),
                                Map.of("rack", "2", "zone", "a")),
                        new MasterState.Slave("S1", "127.0.0.1:5052", "", false, Instant.EPOCH, Map.of()));
    }

    /** The form of Master::ReadOnlyHandler::state in src/master/readonly_handler.cpp at tag 1.11.0. */
    @Test
    void theStateOfTheNewestVersionHasTheSameNames() throws IOException {
        MasterState state = state("""
                {"version":"1.11.0","start_time":1606600000.1,"elected_time":1606600000.5,"id":"8f0a","pid":"master@127.0.0.1:5050",
                 "hostname":"127.0.0.1","capabilities":["AGENT_UPDATE"],"activated_slaves":1.0,"unreachable_slaves":0.0,
                 "leader":"master@127.0.0.1:5050",
                 "leader_info":{"id":"8f0a","pid":"master@127.0.0.1:5050","port":5050,"hostname":"127.0.0.1"},
                 "flags":{"quorum":"1","authenticate_agents":"false"},
                 "slaves":[{"id":"8f0a-S0","hostname":"127.0.0.1","port":5051,"attributes":{"rack":2,"zone":"a"},
                            "pid":"slave(1)@127.0.0.1:5051","registered_time":1606600001.25,"resources":{"cpus":2.0},
                            "active":true,"deactivated":false,"version":"1.11.0","capabilities":[]}],
                 "recovered_slaves":[{"id":"8f0a-S1"}],"frameworks":[],"completed_frameworks":[],"orphan_tasks":[],
                 "unregistered_frameworks":[]}
                """);
        assertThat(state.leads()).isTrue();
        assertThat(state.address()).isEqualTo("127.0.0.1:5050");
        assertThat(state.flags()).isEqualTo(Map.of("quorum", "1", "authenticate_agents", "false"));
        assertThat(state.slaves())
                .containsExactly(new MasterState.Slave(
                        "8f0a-S0",
                        "127.0.0.1:5051",
                        "127.0.0.1",
                        true,
                        Instant.parse("2020-11-28T21:46:41.250Z"),
                        Map.of("rack", "2", "zone", "a")));
    }

    @Test
    void flagsAreStringsAndIntegersHaveNoPoint() throws IOException {
        assertThat(state(
                                "{\"pid\":\"master@a:1\",\"flags\":{\"quorum\":2.0,\"zk\":\"zk://a:1/m\",\"x\":1.5,\"y\":null}}")
                        .flags())
                .isEqualTo(Map.of("quorum", "2", "zk", "zk://a:1/m", "x", "1.5"));
    }

    @Test
    void aFollowerKnowsWhoLeads() throws IOException {
        MasterState state = state("""
                {"pid":"master@127.0.0.1:5060","leader":"master@127.0.0.1:5050","slaves":[]}""");
        assertThat(state.leads()).isFalse();
        assertThat(state.leader()).contains("127.0.0.1:5050");
    }

    @Test
    void aMasterThatIsBeingElectedDoesNotLeadYet() throws IOException {
        assertThat(state("{\"pid\":\"master@a:1\",\"leader\":\"master@a:1\"}").leads())
                .isFalse();
        assertThat(state("{\"pid\":\"master@a:1\",\"leader\":\"\",\"elected_time\":1}")
                        .leader())
                .isEqualTo(Optional.empty());
    }

    @Test
    void missingValuesAndThoseOfAnotherTypeAreEmpty() throws IOException {
        MasterState state = state("{\"pid\":7,\"slaves\":{\"a\":null},\"leader\":[1,\"x\",true]}");
        assertThat(state.leads()).isFalse();
        assertThat(state.slaves()).isEmpty();
    }

    @Test
    void otherTextIsRefused() {
        assertThatIOException().isThrownBy(() -> state("{\"pid\":"));
        assertThatIOException().isThrownBy(() -> state(""));
        assertThatIOException().isThrownBy(() -> state("<html>"));
    }
}
