package io.github.mesosbuild.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reserves free ports by listening on them, until the daemons are about to bind them. */
final class Ports implements AutoCloseable {
    private final String ip;
    private final List<ServerSocket> held = new ArrayList<>();

    Ports(String ip) {
        this.ip = ip;
    }

    /**
     * Reserves a free port.
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
                ClusterException.Kind.ADDRESS, "Cannot listen on " + ip + ": " + e.getMessage() + ".");
    }

    /**
     * Reserves fixed ports.
     *
     * @param byNode the port of each node, by the node's name
     * @throws ClusterException ({@code PORT}) if one is in use; ({@code ADDRESS}) if the machine does not have the address
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
                        "Cannot use port " + entry.getValue() + " on " + ip + " for " + entry.getKey() + ": "
                                + e.getMessage() + ". The port is set by mesos.cluster.ports." + entry.getKey()
                                + " or by the flag --port.");
            }
        }
        return taken;
    }

    /** Reserves a port if it is free; returns whether it was. */
    boolean reserved(int port) {
        try {
            listen(port);
            return true;
        } catch (IOException inUse) {
            return false;
        }
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

    /** Releases the ports. */
    @Override
    public void close() throws IOException {
        for (ServerSocket socket : held) {
            socket.close();
        }
        held.clear();
    }
}
