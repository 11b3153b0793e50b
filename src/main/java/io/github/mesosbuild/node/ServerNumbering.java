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

/** Gives each ZooKeeper server its number: the one that it is given, the one that it has, or the next that nobody has. */
final class ServerNumbering {
    private final ZooKeeperIds known;

    ServerNumbering(ZooKeeperIds known) {
        this.known = known;
    }

    /** The numbers by the names of the hosts; what is wrong is noted at the places of the hosts. */
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
                            .problem("The id " + id + " is given to " + other.get() + " and to " + host.name() + ".");
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
                    host.place().problem("No id from 1 to " + ZooKeeperIds.LARGEST + " is left for " + host.name() + ".");
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
                place.problem("Only servers of ZooKeeper have an id, and " + host.name() + " is none.");
            }
            return OptionalInt.empty();
        }
        if (host.id().isEmpty()) {
            return remembered == null ? OptionalInt.empty() : OptionalInt.of(remembered);
        }
        int id = host.id().getAsInt();
        if (remembered != null && remembered != id) {
            place.problem("The server " + host.name() + " has the id " + remembered + " since it was first written, and "
                    + id + " would make a stranger of it; if it is new, take its line out of the file of ids.");
        }
        holder(known.byHost(), id)
                .filter(holder -> !holder.equals(host.name()) && !names.contains(holder))
                .ifPresent(holder -> place.problem("The id " + id + " is reserved for " + holder
                        + ", which had it; if that machine never comes back, take its line out of the file of ids."));
        return host.id();
    }

    private static Optional<String> holder(Map<String, Integer> numbers, int id) {
        return numbers.entrySet().stream()
                .filter(entry -> entry.getValue() == id)
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
