package io.github.mesosbuild.release;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A small release for tests. Each test changes the fields that it is about. */
public final class ReleaseBuilder {
    public String archive = "sample-1.0.0.tar.gz";
    public String directory = "sample-1.0.0";
    public List<String> signatureSuffixes = List.of();
    public List<Pin> pins = List.of();
    public List<Requirement> requirements = List.of();
    public long diskBytes;
    public String subdirectory = "";
    public boolean separate = true;
    public List<List<String>> prepare = List.of();
    public List<String> command = List.of();
    public List<String> configureArguments = List.of();
    public List<String> makeArguments = List.of();
    public Map<String, String> environment = Map.of();
    public Optional<Release.Test> test = Optional.empty();
    public Release.Install install = new Release.MakeInstall("install", false);
    public List<Release.Proof> proofs = List.of();
    public Optional<String> library = Optional.empty();
    public Optional<Release.Java> java = Optional.empty();
    public Map<String, String> moved = Map.of();
    public Map<String, Release.Type> types = Map.of();
    public StepJobs jobs = StepJobs.UNLIMITED;
    public List<Quirk> quirks = List.of();
    public Composition composition = Composition.UNKNOWN;

    public Release build() {
        return new Release(
                "sample",
                "Sample",
                new Version("1.0.0"),
                new Release.Source(
                        archive,
                        directory,
                        List.of(),
                        Optional.empty(),
                        signatureSuffixes,
                        pins,
                        Optional.empty(),
                        Set.of()),
                requirements,
                false,
                diskBytes,
                0,
                new Release.Build(
                        subdirectory,
                        separate,
                        prepare,
                        command,
                        configureArguments,
                        makeArguments,
                        environment,
                        test,
                        install,
                        proofs,
                        library,
                        java,
                        moved,
                        types,
                        jobs),
                Optional.empty(),
                quirks,
                List.of(),
                composition);
    }
}
