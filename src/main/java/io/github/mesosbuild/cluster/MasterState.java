package io.github.mesosbuild.cluster;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.config.Documents;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a master says of the cluster ({@code state.json}; src/master/http.cpp at tag 0.24.0).
 *
 * @param leads whether it is the leader itself
 * @param leader the address of the leader that it knows of
 * @param slaves those that registered with it
 */
public record MasterState(boolean leads, Optional<String> leader, List<Slave> slaves) {
    public MasterState {
        slaves = List.copyOf(slaves);
    }

    /**
     * A slave that registered.
     *
     * @param id what the master calls it
     * @param address its IP address and port
     * @param active whether it is there and gets offers made
     * @param registered when
     */
    public record Slave(String id, String address, boolean active, Instant registered) {}

    /**
     * @throws IOException if the text is not JSON
     */
    static MasterState parse(String text) throws IOException {
        ConfigNode state = Documents.json(text);
        Optional<String> own = state.get("pid").text().map(MasterState::address);
        Optional<String> leader =
                state.get("leader").text().map(MasterState::address).filter(address -> !address.isEmpty());
        List<Slave> slaves = new ArrayList<>();
        for (ConfigNode slave : state.get("slaves").list()) {
            slaves.add(new Slave(
                    slave.get("id").text().orElse(""),
                    slave.get("pid").text().map(MasterState::address).orElse(""),
                    slave.get("active").flag(),
                    Instant.ofEpochMilli(
                            (long) (slave.get("registered_time").jsonNumber().orElse(0.0) * 1000))));
        }
        return new MasterState(
                leader.isPresent()
                        && leader.equals(own)
                        && state.get("elected_time").jsonNumber().isPresent(),
                leader,
                slaves);
    }

    /** Of {@code slave(1)@127.0.0.1:5051}, the address behind the name of the actor. */
    private static String address(String pid) {
        return pid.substring(pid.indexOf('@') + 1);
    }
}
