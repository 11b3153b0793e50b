package io.github.mesosbuild.steps;

import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.release.Release;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Everything about a build that is decided before it starts: which quirks are cured, with which arguments and which
 * environment each step runs, where it installs, and the inputs of each step.
 *
 * @param release what is built
 * @param quirks those that show on this machine
 * @param configureArguments all arguments of {@code configure}, the prefix first
 * @param makeArguments the arguments of every {@code make}, without the jobs
 * @param environment all that a step sees
 * @param prefix where it installs
 * @param ownStore whether that is a place in the store of installations
 * @param javaHome the home of the selected JDK
 * @param java what stands in for a JDK and for Maven, if Java bindings are built
 * @param strip whether what is installed is stripped
 * @param inputs what the result of each step depends on
 */
public record BuildPlan(
        Release release,
        List<Quirk> quirks,
        List<String> configureArguments,
        List<String> makeArguments,
        Map<String, String> environment,
        Path prefix,
        boolean ownStore,
        Path javaHome,
        Optional<JavaTools> java,
        boolean strip,
        Map<Step, StepInputs> inputs) {

    /** Raised when what a step does changes, so that results of earlier plugins are not taken for its own. */
    private static final Map<Step, String> STEP_VERSIONS =
            Map.of(Step.UNPACK, "1", Step.CONFIGURE, "1", Step.MAKE, "1", Step.CHECK, "3", Step.INSTALL, "1");

    /** Variables that say where things are or who is at work, not what is built; tools count by their identity. */
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

    /** Of compiler launchers: with and without one the same is built. */
    private static final Set<String> LAUNCHERS = Set.of("CCACHE", "SCCACHE", "DISTCC", "ICECC");

    /** The variable in which programs look for a JDK. */
    public static final String JAVA_HOME = "JAVA_HOME";

    /** The program that strips. */
    static final String STRIP = "strip";

    private static final int ID_LENGTH = 12;

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
     * @param installations the store of installations
     */
    public static BuildPlan of(
            Release release, String archive, Toolchain toolchain, BuildOptions options, Path installations) {
        List<Quirk> quirks = release.quirksOn(toolchain::versionOf);
        Map<String, String> environment = new LinkedHashMap<>(toolchain.environment());
        environment.putAll(release.build().environment());
        Optional<Release.Java> java =
                release.build().java().filter(bindings -> toolchain.java().isPresent());
        java.ifPresent(bindings -> environment.putAll(bindings.environment()));
        quirks.forEach(quirk -> environment.putAll(quirk.environment()));
        environment.putAll(options.environment());

        Release.Type type = release.build().types().getOrDefault(options.type(), Release.Type.PLAIN);
        List<String> arguments = configureArguments(release, java, type, quirks, options, environment);
        List<String> makeArguments = new ArrayList<>(release.build().makeArguments());
        makeArguments.addAll(options.makeArguments());

        StepInputs unpack = new StepInputs(unpackInputs(archive, release, quirks));
        Map<String, String> configure = stepInputs(Step.CONFIGURE, unpack);
        configure.put("arguments", String.join("\n", arguments));
        environment.forEach((name, value) -> {
            if (isSignificant(name)) {
                configure.put("environment." + name, value);
            }
        });
        toolchain.identities().forEach((name, identity) -> configure.put("tool." + name, identity));
        // What installs is no matter of what compiles.
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
        // make does not see that its arguments changed: only a fresh tree has no object of the former ones.
        configure.put("make.arguments", String.join("\n", makeArguments));

        Map<String, String> identity = new TreeMap<>(configure);
        String rule = rule(release, java);
        identity.put("install", rule);
        strip.ifPresent(program -> identity.put("strip", "yes"));
        String name = release.name().replace(' ', '-') + "-"
                + new StepInputs(identity).fingerprint().substring(0, ID_LENGTH);
        Path prefix = options.installDirectory().orElse(installations.resolve(name));
        arguments.add(0, "--prefix=" + prefix);
        configure.put("prefix", prefix.toString());

        StepInputs configured = new StepInputs(configure);
        StepInputs made = new StepInputs(stepInputs(Step.MAKE, configured));

        List<String> excluded =
                quirks.stream().flatMap(quirk -> quirk.excludedTests().stream()).toList();
        Map<String, String> check = stepInputs(Step.CHECK, made);
        check.put("tests", release.build().test().map(Release.Test::toString).orElse("none"));
        check.put("tests.excluded", String.join(":", excluded));

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
                options.installDirectory().isEmpty(),
                toolchain.javaHome(),
                tools,
                strip.isPresent(),
                inputs);
    }

    /** With the places of what stands in for a JDK and for Maven; these are no inputs, as the work directory is none. */
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

    /** The same, with another way to call the same compilers: what is built, and where, does not change. */
    public BuildPlan calling(Map<String, String> variables, List<String> arguments) {
        return new BuildPlan(
                release, quirks, arguments, makeArguments, variables, prefix, ownStore, javaHome, java, strip, inputs);
    }

    /**
     * The environment of what is built: the release's tests and its installed programs. It is that of a step, and {@code JAVA_HOME} is the
     * selected JDK unless the recipe or the user sets it. Programs look for a JDK at run time; what compiles does not see this one, so that
     * it is no input.
     */
    public Map<String, String> runEnvironment() {
        Map<String, String> running = new HashMap<>(environment);
        running.putIfAbsent(JAVA_HOME, javaHome.toString());
        return running;
    }

    /** The inputs of one step. */
    public StepInputs inputsOf(Step step) {
        return inputs.get(step);
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
        inputs.put("archive", archive);
        inputs.put("archive.directory", release.source().directory());
        for (Quirk quirk : quirks) {
            if (!quirk.edits().isEmpty()) {
                inputs.put("quirk." + quirk.name(), quirk.edits().toString());
            }
        }
        return inputs;
    }

    /**
     * The recipe's arguments, the quirks', the user's, and last the variables such as {@code CXXFLAGS}: in each, first the
     * words of the type of build, then those of the quirks, then those that the user gave for it, so that these win.
     */
    private static List<String> configureArguments(
            Release release,
            Optional<Release.Java> java,
            Release.Type type,
            List<Quirk> quirks,
            BuildOptions options,
            Map<String, String> environment) {
        Map<String, List<String>> flags = new TreeMap<>();
        type.flags().forEach((variable, words) -> flags.put(variable, new ArrayList<>(words)));
        for (Quirk quirk : quirks) {
            quirk.flags()
                    .forEach((variable, words) -> flags.computeIfAbsent(variable, name -> new ArrayList<>())
                            .addAll(words));
        }
        flags.forEach((variable, words) -> {
            if (environment.containsKey(variable)) {
                words.add(environment.get(variable));
            }
        });
        List<String> arguments = new ArrayList<>(release.build().configureArguments());
        java.ifPresent(bindings -> arguments.addAll(bindings.configureArguments()));
        quirks.forEach(quirk -> arguments.addAll(quirk.configureArguments()));
        for (String argument : options.configureArguments()) {
            int equals = argument.indexOf('=');
            List<String> words = equals > 0 ? flags.get(argument.substring(0, equals)) : null;
            if (words == null) {
                arguments.add(argument);
            } else {
                words.add(argument.substring(equals + 1));
            }
        }
        flags.forEach((variable, words) -> arguments.add(variable + "=" + String.join(" ", words)));
        return arguments;
    }
}
