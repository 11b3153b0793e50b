package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.config.ConfigNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Assigns an ID to each ZooKeeper server: the one in the description, the one assigned before, or the next free one. */
final class ServerNumbering {
    private final ZooKeeperIds known;

    ServerNumbering(ZooKeeperIds known) {
        this.known = known;
    }

    /** Returns the IDs by host name, and reports problems at the places of the hosts. */
    Map<String, Integer> of(List<HostDraft> hosts) {
        Map<String, Integer> numbers = new HashMap<>();
        Set<String> names = hosts.stream()
                .filter(host -> host.is(Role.ZOOKEEPER))
                .map(HostDraft::name)
                .collect(Collectors.toSet());
        for (HostDraft host : hosts) {
            given(host, names).ifPresent(id -> {
                Optional<String> other = holder(numbers, id);
                if (other.isPresent()) {
                    host.place()
                            .get("id")
                            .problem("ID " + id + " is used by both " + other.get() + " and " + host.name() + ".");
                }
                numbers.put(host.name(), id);
            });
        }
        Set<Integer> taken = new TreeSet<>(numbers.values());
        taken.addAll(known.byHost().values());
        int next = 1;
        for (HostDraft host : hosts) {
            if (host.is(Role.ZOOKEEPER) && !numbers.containsKey(host.name())) {
                while (taken.contains(next)) {
                    next++;
                }
                if (next > ZooKeeperIds.LARGEST) {
                    host.place().problem("No free ID from 1 to " + ZooKeeperIds.LARGEST + " for " + host.name() + ".");
                }
                taken.add(next);
                numbers.put(host.name(), next);
            }
        }
        return numbers;
    }

    private OptionalInt given(HostDraft host, Set<String> names) {
        ConfigNode place = host.place().get("id");
        Integer remembered = known.byHost().get(host.name());
        if (!host.is(Role.ZOOKEEPER)) {
            if (place.isPresent()) {
                place.problem(
                        "Only ZooKeeper servers have an ID, but " + host.name() + " does not have the role zookeeper.");
            }
            return OptionalInt.empty();
        }
        if (host.id().isEmpty()) {
            return remembered == null ? OptionalInt.empty() : OptionalInt.of(remembered);
        }
        int id = host.id().getAsInt();
        if (remembered != null && remembered != id) {
            place.problem(host.name() + " already has ID " + remembered + ", and cannot rejoin its ensemble with ID "
                    + id + ". If the machine is new, delete its line from the ID file.");
        }
        holder(known.byHost(), id)
                .filter(holder -> !holder.equals(host.name()) && !names.contains(holder))
                .ifPresent(
                        holder -> place.problem(
                                "ID " + id + " is reserved for " + holder
                                        + ", which had it before. If that machine never comes back, delete its line from the ID file."));
        return host.id();
    }

    private static Optional<String> holder(Map<String, Integer> numbers, int id) {
        return numbers.entrySet().stream()
                .filter(entry -> entry.getValue() == id)
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
