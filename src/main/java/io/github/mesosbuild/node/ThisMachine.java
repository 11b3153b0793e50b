package io.github.mesosbuild.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The name and the addresses of this machine.
 *
 * @param name the host name, with or without its domain; may be empty
 * @param addresses the addresses of its network interfaces, without loopback addresses, which every machine has
 */
public record ThisMachine(String name, Set<String> addresses) {
    private static final Path NAME = Path.of("/proc/sys/kernel/hostname");

    public ThisMachine {
        addresses = Set.copyOf(addresses);
    }

    /** Returns the machine that this JVM runs on. */
    public static ThisMachine find() {
        Set<String> addresses = new TreeSet<>();
        try (Stream<NetworkInterface> interfaces = NetworkInterface.networkInterfaces()) {
            interfaces
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress())
                    .map(InetAddress::getHostAddress)
                    .forEach(addresses::add);
        } catch (SocketException none) {
            addresses.clear();
        }
        String name;
        try {
            name = Files.isReadable(NAME)
                    ? Files.readString(NAME).strip()
                    : InetAddress.getLocalHost().getHostName();
        } catch (IOException unknown) {
            name = "";
        }
        return new ThisMachine(name, addresses);
    }

    /** Returns whether the machine has that name. A name without a domain matches any domain. */
    public boolean isCalled(String other) {
        String one = name.toLowerCase(Locale.ROOT);
        String two = other.toLowerCase(Locale.ROOT);
        return !one.isEmpty() && (one.equals(two) || one.startsWith(two + ".") || two.startsWith(one + "."));
    }

    /** Returns whether the machine has that address or name. */
    public boolean is(String address) {
        return addresses.contains(address) || isCalled(address);
    }

    /**
     * Returns the hosts of a description that are this machine: the one with its address or full name, else the only one with its name and
     * another domain or none, and those of the same address.
     *
     * @return empty also if hosts of several addresses could be this machine
     */
    public List<Host> among(Description description) {
        List<Host> exact = description.hosts().stream()
                .filter(host -> addresses.contains(host.address())
                        || host.name().equalsIgnoreCase(name)
                        || host.address().equalsIgnoreCase(name))
                .toList();
        List<Host> alike = description.hosts().stream()
                .filter(host -> isCalled(host.name()) || isCalled(host.address()))
                .toList();
        List<Host> found = exact.isEmpty() ? alike : exact;
        return found.stream().allMatch(found.isEmpty() ? host -> true : found.get(0)::isSameMachine)
                ? found.stream()
                        .limit(1)
                        .flatMap(host -> description.onMachineOf(host).stream())
                        .toList()
                : List.of();
    }
}
