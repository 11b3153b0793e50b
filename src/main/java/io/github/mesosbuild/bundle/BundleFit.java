package io.github.mesosbuild.bundle;

import io.github.mesosbuild.host.Distribution;
import io.github.mesosbuild.text.VisibleText;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Decides whether the programs of a bundle can run on this machine. */
public final class BundleFit {
    /** The numbers of architectures in ELF files (System V ABI, e_machine), by the name that uname prints. */
    private static final Map<String, Integer> MACHINES =
            Map.of("x86_64", 62, "aarch64", 183, "ppc64le", 21, "s390x", 22, "riscv64", 243);

    /** The only big-endian one. POWER can be that too, but then it has another name. */
    private static final int S390 = 22;

    /** A command with more is not readable. */
    private static final int MOST_PACKAGES = 30;

    private final TargetPlatform here;
    private final Distribution distribution;
    private final SharedLibraries libraries;

    public BundleFit(TargetPlatform here, Distribution distribution, SharedLibraries libraries) {
        this.here = here;
        this.distribution = distribution;
        this.libraries = libraries;
    }

    /** Returns the order of the bytes of numbers on a CPU, by its number in ELF files. */
    static ByteOrder order(int machine) {
        return machine == S390 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    /** Returns the platform of this machine. */
    public TargetPlatform here() {
        return here;
    }

    /**
     * Returns why a bundle cannot run here, as a clause that begins with a verb: {@code needs glibc 2.41, here is 2.36}; empty if it can.
     *
     * @throws IOException if this machine cannot start a program
     */
    public Optional<String> obstacle(BundleDescription bundle) throws IOException, InterruptedException {
        TargetPlatform made = bundle.platform();
        if (!here.isLike(made)) {
            return Optional.of("was built for " + made + ", here is " + here);
        }
        if (!here.runs(made)) {
            return Optional.of("needs " + made.libc() + " " + made.libcVersion() + ", here is " + here.libcVersion());
        }
        Integer machine = MACHINES.get(made.cpu());
        if (machine == null) {
            return Optional.of("is for the CPU " + made.cpu() + ", but bundles are for these only: "
                    + String.join(", ", new TreeSet<>(MACHINES.keySet())));
        }
        List<String> missing = new ArrayList<>();
        Set<String> packages = new LinkedHashSet<>();
        for (NeededLibrary needed : bundle.libraries()) {
            Optional<Path> file = libraries.find(needed.name(), machine);
            if (file.isEmpty()) {
                missing.add(needed.name());
                needed.provider().ifPresent(provider -> packages.add(provider.name()));
            } else {
                missing.addAll(undefined(needed, file.get()));
            }
        }
        return missing.isEmpty() ? Optional.empty() : Optional.of(sentence(missing, packages, bundle.family()));
    }

    private static List<String> undefined(NeededLibrary needed, Path file) {
        Set<String> defined =
                new HashSet<>(SharedLibraries.read(file).map(ElfFile::defined).orElse(List.of()));
        return needed.versions().stream()
                .filter(version -> !defined.contains(version))
                .map(version -> VisibleText.of(version) + " of " + needed.name())
                .toList();
    }

    private String sentence(List<String> missing, Set<String> packages, Distribution.Family family) {
        String names = "needs " + BundleSearch.list(missing);
        return packages.isEmpty() || packages.size() > MOST_PACKAGES || family != distribution.family()
                ? names
                : names
                        + distribution
                                .installCommand(List.copyOf(packages))
                                .map(command -> ": " + String.join(" ", command))
                                .orElse("");
    }
}
