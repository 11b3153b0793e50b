package io.github.mesosbuild.bundle;

import java.util.List;
import java.util.Optional;

/**
 * A shared library of the system that the programs of an installation need.
 *
 * @param name the name that the programs ask for, such as {@code libz.so.1}
 * @param versions the symbol versions that it must define, such as {@code GLIBC_2.34}
 * @param provider the package that has it where the installation was made; empty if none is known
 */
public record NeededLibrary(String name, List<String> versions, Optional<SystemPackages.Provider> provider) {
    public NeededLibrary {
        versions = List.copyOf(versions);
    }
}
