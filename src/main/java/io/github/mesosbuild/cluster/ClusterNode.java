package io.github.mesosbuild.cluster;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One daemon of a cluster: what is started, and where it answers.
 *
 * @param name as {@link Topology} names it
 * @param role what it does
 * @param address where it listens
 * @param directory its own: what it keeps
 * @param log where its output goes
 * @param argv its program and arguments
 * @param environment the complete environment of its program
 */
public record ClusterNode(
        String name,
        Role role,
        Address address,
        Path directory,
        Path log,
        List<String> argv,
        Map<String, String> environment) {
    public ClusterNode {
        argv = List.copyOf(argv);
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    }

    /** The value of a flag of its daemon; empty if it is not given on the command line. */
    Optional<String> flag(String name) {
        String start = "--" + name + "=";
        return argv.stream()
                .filter(argument -> argument.startsWith(start))
                .map(argument -> argument.substring(start.length()))
                .findFirst();
    }

    /**
     * Where a daemon listens.
     *
     * @param ip as it was told to bind
     * @param port a number from 1 to 65535
     */
    public record Address(String ip, int port) {
        /** All addresses of the machine. */
        static final String ALL = "0.0.0.0";

        /** The address of that form: {@code ip:port}. */
        @Override
        public String toString() {
            return ip + ":" + port;
        }

        /** Where this machine reaches it: a daemon on all addresses is reached on the loopback one. */
        Address reachable() {
            return ip.equals(ALL) ? new Address("127.0.0.1", port) : this;
        }

        /** The URL of a path of its server. */
        public String url(String path) {
            return "http://" + reachable() + path;
        }
    }
}
