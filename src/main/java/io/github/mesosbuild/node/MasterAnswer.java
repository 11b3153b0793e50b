package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state of a master and its cluster as the master reports it in {@code state.json} (src/master/http.cpp at tag 0.24.0).
 *
 * @param address the master's own address, {@code ip:port}
 * @param leader the address of the leading master, if it knows one
 * @param elected whether it leads itself
 * @param flags the flags that it runs with
 * @param slaves the slaves that registered with it
 */
record MasterAnswer(
        String address, Optional<String> leader, boolean elected, Map<String, String> flags, List<Slave> slaves) {
    /**
     * A registered slave.
     *
     * @param address {@code ip:port}
     * @param hostname the host name that it reports
     * @param active whether it is connected and its resources are offered
     */
    record Slave(String address, String hostname, boolean active, Map<String, String> attributes) {}

    static MasterAnswer of(JsonValue state) {
        String own = address(state.get("pid"));
        Optional<String> leader = Optional.of(address(state.get("leader"))).filter(address -> !address.isEmpty());
        List<Slave> slaves = new ArrayList<>();
        for (JsonValue slave : state.get("slaves").list()) {
            slaves.add(new Slave(
                    address(slave.get("pid")),
                    slave.get("hostname").text().orElse(""),
                    slave.get("active").isTrue(),
                    texts(slave.get("attributes"))));
        }
        return new MasterAnswer(
                own,
                leader,
                leader.filter(own::equals).isPresent()
                        && state.get("elected_time").number().isPresent(),
                texts(state.get("flags")),
                slaves);
    }

    /** Returns the address in an actor's id such as {@code slave(1)@127.0.0.1:5051}. */
    private static String address(JsonValue pid) {
        String text = pid.text().orElse("");
        return text.substring(text.indexOf('@') + 1);
    }

    private static Map<String, String> texts(JsonValue object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.members()
                .forEach((name, value) -> value.text()
                        .or(() -> value.number().map(MasterAnswer::plain))
                        .ifPresent(text -> texts.put(name, text)));
        return texts;
    }

    /** Prints a whole number without a fraction: some versions report the flag value 2 as 2.0. */
    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? String.valueOf((long) number)
                : String.valueOf(number);
    }
}
