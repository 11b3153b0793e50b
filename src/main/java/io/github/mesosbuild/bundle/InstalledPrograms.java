package io.github.mesosbuild.bundle;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the programs and shared libraries of an installation need together. */
final class InstalledPrograms {
    private InstalledPrograms() {}

    /** Returns the symbol versions that are needed of each library of the system, by the library's name. */
    static SortedMap<String, Set<String>> needed(Map<Path, ElfFile> programs) {
        Set<String> own = new HashSet<>();
        programs.forEach((path, elf) -> {
            own.add(path.getFileName().toString());
            elf.soname().ifPresent(own::add);
        });
        SortedMap<String, Set<String>> needed = new TreeMap<>();
        for (ElfFile elf : programs.values()) {
            elf.needed().stream()
                    .filter(name -> !own.contains(name))
                    .forEach(name -> needed.computeIfAbsent(name, library -> new TreeSet<>()));
            elf.versions().stream()
                    .filter(version -> needed.containsKey(version.library()))
                    .forEach(version -> needed.get(version.library()).add(version.version()));
        }
        return needed;
    }
}
