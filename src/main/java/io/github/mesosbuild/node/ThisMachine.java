package io.github.mesosbuild.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What this machine is called, and where it is reached.
 *
 * @param name its host name, with or without its domain; may be empty
 * @param addresses those of its interfaces, but for loopback ones, which every machine has
 */
public record ThisMachine(String name, Set<String> addresses) {
    private static final Path NAME = Path.of("/proc/sys/kernel/hostname");

    public ThisMachine {
        addresses = Set.copyOf(addresses);
    }

    /** The machine that this JVM runs on. */
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

    /** Whether it is called so; a name without a domain is that of any. */
    public boolean isCalled(String other) {
        String one = name.toLowerCase(Locale.ROOT);
        String two = other.toLowerCase(Locale.ROOT);
        return !one.isEmpty() && (one.equals(two) || one.startsWith(two + ".") || two.startsWith(one + "."));
    }

    /** The one of a description's hosts that it is. */
    public Optional<Host> among(Description description) {
        return description.hosts().stream()
                .filter(host -> isCalled(host.name()) || isCalled(host.address()) || addresses.contains(host.address()))
                .findFirst();
    }
}
