package io.github.mesosbuild.steps;

import io.github.mesosbuild.files.PathNames;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.release.StepJobs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Everything about a build that is decided before it starts: the quirks to fix, the arguments and the environment of
 * each step, where to install, and the inputs of each step.
 *
 * @param release the release to build
 * @param quirks the quirks that affect this machine
 * @param configureArguments all arguments of {@code configure}, the prefix first
 * @param makeArguments the arguments of every {@code make}, without the jobs
 * @param environment the complete environment of a step
 * @param prefix the directory to install into
 * @param configured the directory that the release is configured for: the prefix, or one that is the same on every machine
 * @param ownStore whether the prefix is in the store of installations, not a directory that the user chose
 * @param javaHome the home of the selected JDK
 * @param java what takes the place of a JDK and of Maven; empty if no Java bindings are built
 * @param strip whether to strip the installation
 * @param inputs everything that the result of each step depends on
 * @param identity what the installation is, wherever it is
 */
public record BuildPlan(
        Release release,
        List<Quirk> quirks,
        List<String> configureArguments,
        List<String> makeArguments,
        Map<String, String> environment,
        Path prefix,
        Path configured,
        boolean ownStore,
        Path javaHome,
        Optional<JavaTools> java,
        boolean strip,
        Map<Step, StepInputs> inputs,
        BuildIdentity identity) {

    private static final String ARCHIVE = "archive";

    /**
     * Raise a number when the step does something different, so that results of earlier plugin versions are not reused.
     */
    private static final Map<Step, String> STEP_VERSIONS =
            Map.of(Step.UNPACK, "1", Step.CONFIGURE, "1", Step.MAKE, "1", Step.CHECK, "4", Step.INSTALL, "1");

    /** Variables that do not change what is built. Tools count by their identity, not by the PATH. */
    private static final Set<String> INSIGNIFICANT = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "TMPDIR",
            "http_proxy",
            "https_proxy",
            "no_proxy",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "NO_PROXY");

    /** Prefixes of the variables of compiler launchers, which do not change what is built. */
    private static final Set<String> LAUNCHERS = Set.of("CCACHE", "SCCACHE", "DISTCC", "ICECC");

    /** The variable that names the JDK to programs. */
    public static final String JAVA_HOME = "JAVA_HOME";

    /** The name of the program that strips binaries. */
    static final String STRIP = "strip";

    public BuildPlan {
        quirks = List.copyOf(quirks);
        configureArguments = List.copyOf(configureArguments);
        makeArguments = List.copyOf(makeArguments);
        environment = Map.copyOf(environment);
        inputs = Map.copyOf(inputs);
    }

    /**
     * Plans a build.
     *
     * @param archive the archive's SHA-256 in hexadecimal
     * @param installations the directory that holds installations
     */
    public static BuildPlan of(
            Release release, String archive, Toolchain toolchain, BuildOptions options, Path installations) {
        List<Quirk> quirks = release.quirksOn(tool -> tool.equals(ReproducibleBuild.FACT)
                ? ReproducibleBuild.fact(options.reproducible())
                : toolchain.versionOf(tool));
        Map<String, String> environment = new LinkedHashMap<>(toolchain.environment());
        if (options.reproducible()) {
            environment.putAll(ReproducibleBuild.ENVIRONMENT);
        }
        environment.putAll(release.build().environment());
        Optional<Release.Java> java =
                release.build().java().filter(bindings -> toolchain.java().isPresent());
        java.ifPresent(bindings -> environment.putAll(bindings.environment()));
        quirks.forEach(quirk -> environment.putAll(quirk.environment()));
        environment.putAll(options.environment());

        Release.Type type = release.build()
                .types()
                .getOrDefault(
                        options.type(),
                        options.type().equals(BuildOptions.DEBUG) ? Release.Type.DEBUG : Release.Type.PLAIN);
        List<String> arguments = ConfigureArguments.of(release, java, type, quirks, options, environment);
        List<String> makeArguments = new ArrayList<>(release.build().makeArguments());
        makeArguments.addAll(options.makeArguments());

        StepInputs unpack = new StepInputs(unpackInputs(archive, release, quirks));
        Map<String, String> configure = stepInputs(Step.CONFIGURE, unpack);
        configure.put("arguments", String.join("\n", arguments));
        if (!release.build().command().isEmpty()) {
            configure.put("command", String.join("\n", release.build().command()));
        }
        environment.forEach((name, value) -> {
            if (isSignificant(name)) {
                configure.put("environment." + name, value);
            }
        });
        toolchain.identities().forEach((name, identity) -> configure.put("tool." + name, identity));
        // A different strip does not change what is compiled.
        Optional<String> strip = options.strip().orElse(type.strip())
                ? Optional.of(configure.getOrDefault("tool." + STRIP, "not there"))
                : Optional.empty();
        configure.remove("tool." + STRIP);
        Optional<JavaTools> tools = java.flatMap(bindings -> toolchain.java())
                .map(plain -> plain.with(
                        quirks.stream().anyMatch(quirk -> quirk.jdkLayout().isPresent())));
        tools.ifPresent(given -> {
            configure.put("tool.jdk", given.jdk().identity());
            configure.put("tool.java-tools", JavaTools.version());
        });
        toolchain.libraries().forEach((name, version) -> configure.put("library." + name, version));
        configure.put(
                "layout", release.build().subdirectory() + (release.build().separate() ? " separate" : " copy"));
        // make does not notice that its arguments changed. Only a fresh tree has no objects of the former ones.
        configure.put("make.arguments", String.join("\n", makeArguments));
        if (options.reproducible()) {
            configure.put(ReproducibleBuild.FACT, ReproducibleBuild.VERSION);
        }

        Map<String, String> identity = new TreeMap<>(configure);
        String rule = rule(release, java);
        identity.put("install", rule);
        strip.ifPresent(program -> identity.put("strip", "yes"));
        StepInputs portable = new StepInputs(identity);
        String name = release.name().replace(' ', '-') + "-" + BuildIdentity.id(portable);
        Path prefix = options.installDirectory().orElse(PathNames.child(installations, name));
        Path configuredPrefix = options.reproducible() ? ReproducibleBuild.prefix(release) : prefix;
        if (release.build().command().isEmpty()) {
            arguments.add(0, "--prefix=" + configuredPrefix);
        }
        configure.put("prefix", configuredPrefix.toString());

        StepInputs configured = new StepInputs(configure);
        StepInputs made = new StepInputs(stepInputs(Step.MAKE, configured));

        List<String> excluded =
                quirks.stream().flatMap(quirk -> quirk.excludedTests().stream()).toList();
        Map<String, String> tests = Map.of(
                "tests",
                release.build().test().map(Release.Test::toString).orElse("none"),
                "tests.excluded",
                String.join(":", excluded));
        Map<String, String> check = stepInputs(Step.CHECK, made);
        check.putAll(tests);

        Map<String, String> install = stepInputs(Step.INSTALL, made);
        install.put("rule", rule);
        strip.ifPresent(program -> install.put("strip", program));
        install.put("prefix", prefix.toString());

        Map<Step, StepInputs> inputs = new HashMap<>();
        inputs.put(Step.UNPACK, unpack);
        inputs.put(Step.CONFIGURE, configured);
        inputs.put(Step.MAKE, made);
        inputs.put(Step.CHECK, new StepInputs(check));
        inputs.put(Step.INSTALL, new StepInputs(install));
        return new BuildPlan(
                release,
                quirks,
                arguments.stream().map(argument -> filled(argument, tools)).toList(),
                makeArguments,
                environment.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> filled(entry.getValue(), tools))),
                prefix,
                configuredPrefix,
                options.installDirectory().isEmpty(),
                toolchain.javaHome(),
                tools,
                strip.isPresent(),
                inputs,
                BuildIdentity.of(
                        archive, portable, tests, choices(options, toolchain, tools.isPresent(), strip.isPresent())));
    }

    /** Returns what the user chose, by name: the choices of two builds that are interchangeable on suitable machines are equal. */
    private static StepInputs choices(BuildOptions options, Toolchain toolchain, boolean java, boolean strip) {
        Map<String, String> choices = new TreeMap<>();
        choices.put("buildType", options.type());
        choices.put("configureArguments", String.join("\n", options.configureArguments()));
        choices.put("makeArguments", String.join("\n", options.makeArguments()));
        choices.put("java", java ? "yes" : "no");
        choices.put("python", toolchain.versionOf("python").isPresent() ? "yes" : "no");
        choices.put("strip", strip ? "yes" : "no");
        options.environment().forEach((name, value) -> {
            if (isSignificant(name)) {
                choices.put("environment." + name, value);
            }
        });
        return new StepInputs(choices);
    }

    /** Fills in the paths of the JDK and of Maven. They are not inputs, because the work directory is not one. */
    private static String filled(String text, Optional<JavaTools> tools) {
        return tools.isEmpty()
                ? text
                : text.replace(Release.Java.HOME, tools.get().home().toString())
                        .replace(Release.Java.MAVEN, tools.get().maven().toString());
    }

    private static String rule(Release release, Optional<Release.Java> java) {
        return release.build().install()
                + java.map(bindings -> new TreeMap<>(bindings.files()).toString())
                        .orElse("");
    }

    private static boolean isSignificant(String variable) {
        return !INSIGNIFICANT.contains(variable) && !LAUNCHERS.contains(variable.replaceFirst("_.*", ""));
    }

    /** Returns the same plan with another way to call the same compilers. What is built, and where, does not change. */
    public BuildPlan calling(Map<String, String> variables, List<String> arguments) {
        return new BuildPlan(
                release,
                quirks,
                arguments,
                makeArguments,
                variables,
                prefix,
                configured,
                ownStore,
                javaHome,
                java,
                strip,
                inputs,
                identity);
    }

    /** Returns the same plan with the same quirks, whose patches were fetched in the meantime. */
    public BuildPlan fetched(List<Quirk> withPatches) {
        return new BuildPlan(
                release,
                withPatches,
                configureArguments,
                makeArguments,
                environment,
                prefix,
                configured,
                ownStore,
                javaHome,
                java,
                strip,
                inputs,
                identity);
    }

    /**
     * Returns the environment of the release's tests and installed programs. It is that of a step, with {@code
     * JAVA_HOME} set to the selected JDK unless the recipe or the user sets it. Steps that compile do not see this
     * variable, so it is not an input.
     */
    public Map<String, String> runEnvironment() {
        Map<String, String> running = new HashMap<>(environment);
        running.putIfAbsent(JAVA_HOME, javaHome.toString());
        return running;
    }

    /** Returns whether the same inputs give the same bytes in any directory, at any time and for any user. */
    public boolean reproducible() {
        return ReproducibleBuild.made(identity.build().values());
    }

    /** Returns whether the installation is in another directory than the one that it was configured for. */
    boolean moved() {
        return !configured.equals(prefix);
    }

    /** Returns the most jobs of a step, if the recipe has a limit. It changes when things are made, not what is made. */
    public OptionalInt jobs(Step step) {
        StepJobs jobs = release.build().jobs();
        return switch (step) {
            case UNPACK, CONFIGURE -> OptionalInt.empty();
            case MAKE -> jobs.make();
            case CHECK -> jobs.test();
            case INSTALL -> jobs.install();
        };
    }

    /** Returns the inputs of a step. */
    public StepInputs inputsOf(Step step) {
        return inputs.get(step);
    }

    /** Returns the SHA-256 of the archive; empty if it is not known yet. */
    Optional<Digest> archive() {
        String hex = inputsOf(Step.UNPACK).values().getOrDefault(ARCHIVE, "");
        return hex.length() == Digest.Algorithm.SHA256.hexLength()
                ? Optional.of(new Digest(Digest.Algorithm.SHA256, hex))
                : Optional.empty();
    }

    private static Map<String, String> stepInputs(Step step, StepInputs before) {
        Map<String, String> inputs = new TreeMap<>();
        inputs.put("plugin." + step.id(), STEP_VERSIONS.get(step));
        inputs.put("before", before.fingerprint());
        return inputs;
    }

    private static Map<String, String> unpackInputs(String archive, Release release, List<Quirk> quirks) {
        Map<String, String> inputs = new TreeMap<>();
        inputs.put("plugin." + Step.UNPACK.id(), STEP_VERSIONS.get(Step.UNPACK));
        inputs.put(ARCHIVE, archive);
        inputs.put("archive.directory", release.source().directory());
        for (Quirk quirk : quirks) {
            if (!quirk.edits().isEmpty()) {
                inputs.put("quirk." + quirk.name(), quirk.edits().toString());
            }
        }
        int position = 1;
        for (Quirk quirk : quirks) {
            if (quirk.patch().isPresent()) {
                // Their order counts.
                inputs.put(
                        "patch." + position + "." + quirk.name(),
                        quirk.patch().get().identity());
                position++;
            }
        }
        if (!release.build().prepare().isEmpty()) {
            // The commands change the sources, so others need fresh ones.
            inputs.put("prepare", release.build().prepare().toString());
        }
        return inputs;
    }
}
