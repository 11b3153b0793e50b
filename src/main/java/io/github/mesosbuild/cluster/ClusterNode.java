package io.github.mesosbuild.cluster;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One daemon of a cluster, as it is to be started.
 *
 * @param name its name in the {@link Topology}
 * @param role its role
 * @param address the address that it listens on
 * @param directory the directory of its data
 * @param log the file of its output
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

    /** Returns the value of a flag; empty if it is not on the daemon's command line. */
    Optional<String> flag(String name) {
        String start = "--" + name + "=";
        return argv.stream()
                .filter(argument -> argument.startsWith(start))
                .map(argument -> argument.substring(start.length()))
                .findFirst();
    }

    /**
     * The address that a daemon listens on.
     *
     * @param ip the IP address that it binds
     * @param port the port, from 1 to 65535
     * @param tls how it proves itself, if it speaks TLS
     */
    public record Address(String ip, int port, Optional<Tls> tls) {
        /** The IP address that stands for all addresses of the machine. */
        static final String ALL = "0.0.0.0";

        /** An address without TLS. */
        public Address(String ip, int port) {
            this(ip, port, Optional.empty());
        }

        /** Returns {@code ip:port}. */
        @Override
        public String toString() {
            return ip + ":" + port;
        }

        /** Returns the address for connections from this machine; it is the loopback address if the daemon listens on all. */
        Address reachable() {
            return ip.equals(ALL) ? new Address("127.0.0.1", port, tls) : this;
        }

        /** Returns the URL of a path on the daemon's HTTP server. */
        public String url(String path) {
            return (tls.isPresent() ? "https://" : "http://") + reachable() + path;
        }
    }
}
