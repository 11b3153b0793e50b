package io.github.mesosbuild.host;

import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.host.RequirementResult.Status;
import io.github.mesosbuild.release.Requirement;
import io.github.mesosbuild.release.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Compiles, links and runs a small program with the compiler and flags that {@code configure} will use: CXX or CC, CXXFLAGS or CFLAGS,
 * CPPFLAGS, LDFLAGS and LIBS from the environment.
 */
public final class ProgramProbe {
    private static final Duration COMPILING = Duration.ofSeconds(60);
    private static final Duration RUNNING = Duration.ofSeconds(20);
    private static final Pattern ERROR = Pattern.compile(
            "error:|undefined reference|cannot find -l|library not found|not found for architecture|[Uu]ndefined symbol");

    /** A path in a dependency file or in a linker's trace, such as {@code -lz (/usr/lib/libz.so)} before binutils 2.35. */
    private static final Pattern PATH = Pattern.compile("/[^\\s():\\\\]+");

    /** The detail of a requirement that cannot be checked because there is no compiler. */
    public static final String WITHOUT_COMPILER = "cannot be checked without a compiler";

    private static final Pattern INCLUDE = Pattern.compile("(?m)^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]");
    private static final String NOTHING = "int main(void) { return 0; }\n";

    private final CommandRunner runner;
    private final Toolbox toolbox;
    private final Path scratch;
    private final Map<String, String> environment;

    /**
     * Creates a probe.
     *
     * @param scratch the directory for temporary files, created if necessary; its file system must not be mounted noexec
     * @param environment the environment of the compiler and of the programs
     */
    public ProgramProbe(CommandRunner runner, Toolbox toolbox, Path scratch, Map<String, String> environment) {
        this.runner = runner;
        this.toolbox = toolbox;
        this.scratch = scratch;
        this.environment = Toolbox.withMessagesInEnglish(environment);
    }

    private record Outcome(boolean ok, String detail, String output) {}

    RequirementResult check(Requirement requirement, Requirement.Program program)
            throws IOException, InterruptedException {
        if (toolbox.command(compiler(program)).isEmpty()) {
            boolean headers = hasHeaders(program);
            return new RequirementResult(
                    requirement,
                    headers ? Status.UNCHECKED_FOUND : Status.UNCHECKED,
                    Optional.empty(),
                    headers ? WITHOUT_COMPILER + "; its headers exist" : WITHOUT_COMPILER,
                    List.of());
        }
        Files.createDirectories(scratch);
        Path directory = Files.createTempDirectory(scratch, "probe-");
        try {
            Outcome outcome = build(program, program.source(), directory, program.run());
            if (!outcome.ok()) {
                requireFlags(program, directory);
                return new RequirementResult(
                        requirement, Status.MISSING, Optional.empty(), outcome.detail(), List.of());
            }
            Optional<Version> version = Optional.empty();
            if (program.version().isPresent()) {
                Outcome asked = build(program, program.version().get(), directory, true);
                version = asked.ok() ? Version.firstIn(asked.output()) : Optional.empty();
            }
            String detail = version.map(Version::text).orElse(outcome.detail());
            return new RequirementResult(requirement, Status.FOUND, version, detail, List.of());
        } finally {
            Trees.delete(directory);
        }
    }

    /** Returns whether all headers of a program exist in the directories named by its own flags, such as those of a JDK. */
    private static boolean hasHeaders(Requirement.Program program) {
        List<Path> directories = program.flags().stream()
                .filter(flag -> flag.startsWith("-I"))
                .map(flag -> Path.of(flag.substring(2)))
                .toList();
        List<String> headers = INCLUDE.matcher(program.source())
                .results()
                .map(include -> include.group(1))
                .toList();
        return !headers.isEmpty()
                && headers.stream()
                        .allMatch(name -> directories.stream()
                                .anyMatch(directory -> Files.isRegularFile(directory.resolve(name))));
    }

    /**
     * The files that a program was compiled from.
     *
     * @param version the library's version, if the probe prints it
     * @param files the headers and libraries that were read
     */
    record Trace(Optional<String> version, Set<Path> files) {}

    /** Returns the compiler that a program needs: {@code c++} or {@code cc}. */
    static String compiler(Requirement.Program program) {
        return program.language() == Requirement.Language.CXX ? "c++" : "cc";
    }

    /** Returns the compiler command and flags, which determine the files that are read. */
    String words(Requirement.Program program) throws IOException, InterruptedException {
        boolean cxx = program.language() == Requirement.Language.CXX;
        return String.valueOf(toolbox.command(compiler(program)).orElse(List.of()))
                + variable(flags(cxx))
                + variable("CPPFLAGS")
                + variable("LDFLAGS")
                + variable("LIBS");
    }

    /**
     * Compiles a program's version probe and records the files that are read. The program itself is compiled only if the probe does not
     * work or does not read all libraries: linkers may pass over a static library that nothing refers to.
     *
     * @return empty if the program does not compile
     */
    Optional<Trace> trace(Requirement.Program program) throws IOException, InterruptedException {
        Files.createDirectories(scratch);
        Path directory = Files.createTempDirectory(scratch, "trace-");
        try {
            Set<Path> files = new TreeSet<>();
            Optional<String> version = Optional.empty();
            if (program.version().isPresent()
                    && trace(program, program.version().get(), directory, files).ok()) {
                Outcome printed = run(directory.resolve("probe"), directory);
                version = printed.ok() ? Optional.of(Toolbox.firstLine(printed.output())) : Optional.empty();
            }
            if ((version.isEmpty()
                            || !Libraries.names(program).stream().allMatch(name -> Libraries.isAmong(files, name)))
                    && !trace(program, program.source(), directory, files).ok()) {
                return Optional.empty();
            }
            files.removeIf(file -> file.startsWith(directory));
            return Optional.of(new Trace(version, files));
        } finally {
            Trees.delete(directory);
        }
    }

    private Outcome trace(Requirement.Program program, String source, Path directory, Set<Path> files)
            throws IOException, InterruptedException {
        Path headers = directory.resolve("headers");
        List<String> lists = List.of("-MD", "-MF", headers.toString());
        List<String> linked = new ArrayList<>(lists);
        linked.add("-Wl,-t");
        Outcome outcome = build(program, source, directory, false, linked);
        if (!outcome.ok()) {
            outcome = build(program, source, directory, false, lists);
        }
        if (outcome.ok()) {
            String read = (Files.exists(headers) ? Files.readString(headers) : "") + " " + outcome.output();
            Matcher paths = PATH.matcher(read);
            while (paths.find()) {
                Path path = Path.of(paths.group()).normalize();
                if (Files.isRegularFile(path)) {
                    files.add(path);
                }
            }
        }
        return outcome;
    }

    private Outcome build(Requirement.Program program, String source, Path directory, boolean run)
            throws IOException, InterruptedException {
        return build(program, source, directory, run, List.of());
    }

    private Outcome build(Requirement.Program program, String source, Path directory, boolean run, List<String> tracing)
            throws IOException, InterruptedException {
        boolean cxx = program.language() == Requirement.Language.CXX;
        String tool = compiler(program);
        Optional<List<String>> compiler = toolbox.command(tool);
        if (compiler.isEmpty()) {
            return new Outcome(false, "no compiler on the PATH: " + toolbox.lookedFor(tool), "");
        }
        Path file = directory.resolve(cxx ? "probe.cc" : "probe.c");
        Path executable = directory.resolve("probe");
        Files.writeString(file, source);

        List<String> argv = new ArrayList<>(compiler.get());
        argv.addAll(variable(flags(cxx)));
        argv.addAll(variable("CPPFLAGS"));
        argv.addAll(program.flags());
        argv.addAll(tracing);
        argv.addAll(List.of("-o", executable.toString(), file.toString()));
        argv.addAll(variable("LDFLAGS"));
        argv.addAll(program.libraries());
        argv.addAll(variable("LIBS"));

        CommandRunner.Result compiled = runner.run(argv, directory, environment, COMPILING);
        if (!compiled.ok()) {
            String error = compiled.timedOut()
                    ? "the compiler did not exit within " + COMPILING.toSeconds() + " s"
                    : firstError(compiled.output(), directory);
            return new Outcome(false, error, compiled.output());
        }
        String verb = program.libraries().isEmpty() ? "compiles" : "links";
        return run ? run(executable, directory) : new Outcome(true, verb, compiled.output());
    }

    private Outcome run(Path executable, Path directory) throws IOException, InterruptedException {
        CommandRunner.Result ran;
        try {
            ran = runner.run(List.of(executable.toString()), directory, environment, RUNNING);
        } catch (IOException e) {
            CommandRunner.requireMachine(e);
            return new Outcome(false, "compiles, but could not be started: " + e.getMessage(), "");
        }
        if (ran.ok()) {
            return new Outcome(true, "compiles and runs", ran.output());
        }
        String printed = Toolbox.firstLine(ran.output());
        String how = ran.timedOut()
                ? "compiles, but did not exit within " + RUNNING.toSeconds() + " s"
                : "compiles, but exited with status " + ran.exitCode();
        return new Outcome(false, printed.isEmpty() ? how : how + ": " + printed, ran.output());
    }

    /** Throws if the compiler works without the user's flags, but fails with them even for an empty program. */
    private void requireFlags(Requirement.Program program, Path directory) throws IOException, InterruptedException {
        boolean cxx = program.language() == Requirement.Language.CXX;
        List<String> variables = Stream.of(flags(cxx), "CPPFLAGS", "LDFLAGS", "LIBS")
                .filter(name -> !variable(name).isEmpty())
                .toList();
        Optional<List<String>> compiler = toolbox.command(compiler(program));
        if (variables.isEmpty()
                || compiler.isEmpty()
                || !compilesNothing(compiler.get(), List.of(), cxx, directory).ok()) {
            return;
        }
        for (String name : variables) {
            CommandRunner.Result refused = compilesNothing(compiler.get(), variable(name), cxx, directory);
            if (!refused.ok() && !refused.timedOut()) {
                throw new CompilerFlagsException(
                        name,
                        environment.get(name),
                        String.join(" ", compiler.get()),
                        firstError(refused.output(), directory));
            }
        }
    }

    private CommandRunner.Result compilesNothing(List<String> compiler, List<String> flags, boolean cxx, Path directory)
            throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve(cxx ? "nothing.cc" : "nothing.c"), NOTHING);
        List<String> argv = new ArrayList<>(compiler);
        argv.addAll(List.of("-o", directory.resolve("nothing").toString(), file.toString()));
        argv.addAll(flags);
        return runner.run(argv, directory, environment, COMPILING);
    }

    private static String flags(boolean cxx) {
        return cxx ? "CXXFLAGS" : "CFLAGS";
    }

    private List<String> variable(String name) {
        return Toolbox.words(environment.get(name));
    }

    /** Returns the first line with an error, without the path of the probe's own file. */
    static String firstError(String output, Path directory) {
        String line = Stream.concat(output.lines().filter(ERROR.asPredicate()), output.lines())
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("the compiler failed without a message");
        String own = Pattern.quote(directory.toString()) + "/probe\\.(c|cc)(:\\d+)*:\\s*";
        return line.replaceFirst("^(\\S*/)?ld(\\.\\w+)?: ", "").replaceFirst("^" + own, "");
    }
}
