package io.github.mesosbuild.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ports that nobody listens on, found by listening on them; they are kept until the daemons are about to take them. */
final class Ports implements AutoCloseable {
    private final String ip;
    private final List<ServerSocket> held = new ArrayList<>();

    Ports(String ip) {
        this.ip = ip;
    }

    /**
     * A free port.
     *
     * @throws ClusterException ({@code ADDRESS}) if the machine does not have the address
     */
    int free() throws ClusterException {
        try {
            return listen(0).getLocalPort();
        } catch (IOException e) {
            throw noAddress(e);
        }
    }

    private ClusterException noAddress(IOException e) {
        return new ClusterException(
                ClusterException.Kind.ADDRESS, "Nobody can listen on " + ip + " here: " + e.getMessage() + ".");
    }

    /**
     * Fixed ports, all of them tried before anything is started.
     *
     * @param byNode the port by the node's name
     * @throws ClusterException ({@code PORT}) if somebody listens on one; ({@code ADDRESS}) as {@link #free}
     */
    Map<String, Integer> fixed(Map<String, Integer> byNode) throws ClusterException {
        Map<String, Integer> taken = new LinkedHashMap<>();
        for (Map.Entry<String, Integer> entry : byNode.entrySet()) {
            free();
            try {
                taken.put(entry.getKey(), listen(entry.getValue()).getLocalPort());
            } catch (IOException e) {
                throw new ClusterException(
                        ClusterException.Kind.PORT,
                        "The port " + entry.getValue() + " on " + ip + ", which " + entry.getKey() + " is to have"
                                + " (mesos.cluster.ports." + entry.getKey() + ", or its flag 'port'), is not free: "
                                + e.getMessage() + ".");
            }
        }
        return taken;
    }

    private ServerSocket listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByName(ip), port));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        held.add(socket);
        return socket;
    }

    /** Lets them go. */
    @Override
    public void close() throws IOException {
        for (ServerSocket socket : held) {
            socket.close();
        }
        held.clear();
    }
}
