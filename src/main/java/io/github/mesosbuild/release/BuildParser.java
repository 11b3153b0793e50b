package io.github.mesosbuild.release;

import io.github.mesosbuild.config.ConfigNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads how to configure, build, test and install a release. */
final class BuildParser {
    private BuildParser() {}

    static Release.Build build(ConfigNode node, Version version) {
        return new Release.Build(
                BuildKeys.DIRECTORY.of(node),
                BuildKeys.SEPARATE.of(node),
                BuildKeys.PREPARE.of(node),
                BuildKeys.COMMAND.of(node),
                BuildKeys.CONFIGURE.of(node),
                BuildKeys.MAKE.of(node),
                BuildKeys.ENVIRONMENT.of(node),
                BuildKeys.TEST.find(node).isEmpty()
                        ? Optional.of(Release.Test.IF_ANY)
                        : BuildKeys.TEST.of(node).map(test -> test(test, version)),
                install(BuildKeys.INSTALL.of(node)),
                BuildKeys.PROOFS.of(node).stream().map(BuildParser::proof).toList(),
                BuildKeys.LIBRARY.find(node),
                BuildKeys.JAVA.find(node).map(BuildParser::java),
                BuildKeys.MOVED.of(node),
                types(BuildKeys.TYPES.of(node)),
                jobs(BuildKeys.JOBS.of(node)));
    }

    private static StepJobs jobs(ConfigNode node) {
        return new StepJobs(
                BuildKeys.Jobs.MAKE.of(node), BuildKeys.Jobs.TEST.of(node), BuildKeys.Jobs.INSTALL.of(node));
    }

    private static Release.Install install(ConfigNode node) {
        Optional<Map<String, String>> files = BuildKeys.Install.FILES.find(node);
        Release.MakeInstall target =
                new Release.MakeInstall(BuildKeys.Install.TARGET.of(node), BuildKeys.Install.PARALLEL.of(node));
        return files.isPresent() ? new Release.CopyInstall(files.get()) : target;
    }

    private static Release.Proof proof(ConfigNode node) {
        return new Release.Proof(
                BuildKeys.Proof.COMMAND.of(node),
                BuildKeys.Proof.ENVIRONMENT.of(node),
                BuildKeys.Proof.PRINTS.of(node));
    }

    private static Release.Java java(ConfigNode node) {
        return new Release.Java(
                BuildKeys.Java.CONFIGURE.of(node),
                BuildKeys.Java.ENVIRONMENT.of(node),
                BuildKeys.Java.SOURCES.of(node),
                BuildKeys.Java.POM.find(node),
                BuildKeys.Java.FILES.of(node));
    }

    private static Map<String, Release.Type> types(ConfigNode node) {
        Map<String, Release.Type> types = new LinkedHashMap<>();
        for (Key<ConfigNode> key : List.of(BuildKeys.Type.RELEASE, BuildKeys.Type.DEBUG)) {
            key.find(node)
                    .ifPresent(type -> types.put(
                            key.name(),
                            new Release.Type(BuildKeys.Type.FLAGS.of(type), BuildKeys.Type.STRIP.of(type))));
        }
        return types;
    }

    private static Release.Test test(ConfigNode node, Version version) {
        return new Release.Test(
                BuildKeys.Test.TARGET.of(node),
                programs(BuildKeys.Test.PROGRAMS.of(node), version),
                BuildKeys.Test.LEAVES.of(node),
                BuildKeys.Test.FLAKY.of(node).stream().map(BuildParser::flaky).toList(),
                BuildKeys.Test.ENVIRONMENT.of(node),
                BuildKeys.Test.DIRECTORY.find(node),
                true);
    }

    private static List<String> programs(List<BuildKeys.Program.Of> programs, Version version) {
        return programs.stream()
                .filter(program ->
                        program.range().isEmpty() || program.range().get().contains(Optional.of(version)))
                .map(BuildKeys.Program.Of::path)
                .toList();
    }

    private static Release.Flaky flaky(ConfigNode node) {
        return new Release.Flaky(
                BuildKeys.Flaky.TESTS.of(node), BuildKeys.Flaky.RATE.of(node), BuildKeys.Flaky.BECAUSE.of(node));
    }
}
