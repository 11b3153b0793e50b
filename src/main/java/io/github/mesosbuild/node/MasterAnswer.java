package io.github.mesosbuild.node;

import io.github.mesosbuild.config.ConfigNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a master says of itself and of the cluster, in its {@code state.json} (src/master/http.cpp at tag 0.24.0).
 *
 * @param address its own, {@code ip:port}
 * @param leader the address of the master that leads, as far as it knows
 * @param elected whether it leads itself
 * @param flags those that it runs with
 */
record MasterAnswer(
        String address, Optional<String> leader, boolean elected, Map<String, String> flags, List<Slave> slaves) {
    /**
     * A slave that registered.
     *
     * @param address {@code ip:port}
     * @param hostname what it calls itself
     * @param active whether it is there and gets offers made
     */
    record Slave(String address, String hostname, boolean active, Map<String, String> attributes) {}

    static MasterAnswer of(ConfigNode state) {
        String own = address(state.get("pid"));
        Optional<String> leader = Optional.of(address(state.get("leader"))).filter(address -> !address.isEmpty());
        List<Slave> slaves = new ArrayList<>();
        for (ConfigNode slave : state.get("slaves").list()) {
            slaves.add(new Slave(
                    address(slave.get("pid")),
                    slave.get("hostname").text().orElse(""),
                    slave.get("active").flag(),
                    texts(slave.get("attributes"))));
        }
        return new MasterAnswer(
                own,
                leader,
                leader.filter(own::equals).isPresent()
                        && state.get("elected_time").jsonNumber().isPresent(),
                texts(state.get("flags")),
                slaves);
    }

    /** Of {@code slave(1)@127.0.0.1:5051}, the address behind the name of the actor. */
    private static String address(ConfigNode pid) {
        String text = pid.text().orElse("");
        return text.substring(text.indexOf('@') + 1);
    }

    private static Map<String, String> texts(ConfigNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.map()
                .forEach((name, value) -> value.jsonNumber()
                        .map(MasterAnswer::plain)
                        .or(value::text)
                        .ifPresent(text -> texts.put(name, text)));
        return texts;
    }

    /** Mesos has no integers: what was given as 2 is 2.0 in some versions. */
    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? String.valueOf((long) number)
                : String.valueOf(number);
    }
}
