package io.github.mesosbuild.cluster;

import io.github.mesosbuild.config.ConfigNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A master's view of itself and of the cluster, from its {@code state.json} or {@code state}: what it has here
 * did not change from 0.23.0 to 1.11.0 (src/master/http.cpp at tags 0.24.0, 1.0.4 and 1.4.3, and readonly_handler.cpp at 1.11.0).
 *
 * @param address its own address, {@code ip:port}
 * @param leads whether it is the leading master
 * @param leader the address of the leading master, if it knows one
 * @param flags the flags that it runs with, by name
 * @param slaves the slaves that have registered with it
 */
public record MasterState(
        String address, boolean leads, Optional<String> leader, Map<String, String> flags, List<Slave> slaves) {
    public MasterState {
        flags = Collections.unmodifiableMap(new LinkedHashMap<>(flags));
        slaves = List.copyOf(slaves);
    }

    /**
     * A slave that has registered with a master.
     *
     * @param id the master's name for it
     * @param address its address, {@code ip:port}
     * @param hostname its own name for its machine
     * @param active whether it is connected and receives offers
     * @param registered the time of its registration
     * @param attributes its attributes, by name
     */
    public record Slave(
            String id,
            String address,
            String hostname,
            boolean active,
            Instant registered,
            Map<String, String> attributes) {
        public Slave {
            attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        }
    }

    /**
     * Returns the state of a master that names only the leader.
     *
     * @param leader the leader's host name and port, if it knows one
     */
    static MasterState follower(String address, Optional<String> leader) {
        return new MasterState(address, false, leader, Map.of(), List.of());
    }

    /** Returns this state with the flags that the master reports elsewhere. */
    public MasterState with(Map<String, String> reported) {
        return new MasterState(address, leads, leader, reported, slaves);
    }

    /** Reads a master's answer; a missing value, or one of another type, counts as empty. */
    public static MasterState of(ConfigNode state) {
        String own = address(state.get("pid"));
        Optional<String> leader = Optional.of(address(state.get("leader"))).filter(address -> !address.isEmpty());
        List<Slave> slaves = new ArrayList<>();
        for (ConfigNode slave : state.get("slaves").list()) {
            slaves.add(new Slave(
                    slave.get("id").text().orElse(""),
                    address(slave.get("pid")),
                    slave.get("hostname").text().orElse(""),
                    slave.get("active").flag(),
                    Instant.ofEpochMilli(
                            (long) (slave.get("registered_time").jsonNumber().orElse(0.0) * 1000)),
                    texts(slave.get("attributes"))));
        }
        boolean elected = state.get("elected_time").jsonNumber().isPresent();
        return new MasterState(
                own, elected && leader.filter(own::equals).isPresent(), leader, texts(state.get("flags")), slaves);
    }

    /** The part of {@code slave(1)@127.0.0.1:5051} after the actor's name. */
    private static String address(ConfigNode pid) {
        String text = pid.text().orElse("");
        return text.substring(text.indexOf('@') + 1);
    }

    /** Returns the texts and numbers of an object. */
    static Map<String, String> texts(ConfigNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.map()
                .forEach((name, value) -> value.jsonNumber()
                        .map(MasterState::plain)
                        .or(value::text)
                        .ifPresent(text -> texts.put(name, text)));
        return texts;
    }

    /** Some versions print all numbers with a point: 2 becomes 2.0. */
    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? String.valueOf((long) number)
                : String.valueOf(number);
    }
}
