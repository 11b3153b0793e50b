package io.github.mesosbuild.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A command that a recording shows, as its arguments tell.
 *
 * @param kind what it does
 * @param output the file that it writes, as its arguments name it, or the name of the program
 * @param inputs the objects and libraries that it reads, as its arguments name them
 */
record ToolCommand(Kind kind, String output, List<String> inputs) {
    private static final int LAYERS = 4;
    private static final Set<String> LAUNCHERS = Set.of("ccache", "sccache", "distcc", "icecc");
    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ksh", "zsh", "busybox");
    private static final Pattern LIBTOOL = Pattern.compile("(?:.+-)?g?libtool");
    private static final Pattern DRIVER =
            Pattern.compile("(?:.+-)?(?:gcc|g\\+\\+|cc|c\\+\\+|clang|clang\\+\\+|c[89]9|gfortran)(?:-[\\d.]+)?");
    private static final Pattern COMPILER = Pattern.compile("cc1|cc1plus|f951|(?:.+-)?as");
    private static final Pattern LINKER = Pattern.compile("collect2|(?:.+-)?(?:ld(?:\\.\\w+)?|mold)");
    private static final Pattern ARCHIVER = Pattern.compile("(?:.+-)?ar(?:-[\\d.]+)?");
    private static final Set<String> OTHERS = Set.of("configure", "javac", "java", "jar", "protoc", "cmake");

    /** Options with which a driver compiles nothing, or only prints something. */
    private static final Set<String> QUESTIONS = Set.of(
            "-E",
            "-M",
            "-MM",
            "--version",
            "-dumpversion",
            "-dumpmachine",
            "-dumpspecs",
            "-###",
            "-fsyntax-only",
            "-V");

    private static final Pattern SOURCE = Pattern.compile("(.*/)?([^/]+)\\.(?:c|cc|cpp|cxx|C|m|mm|s|S|f|f90)");
    private static final Pattern INPUT = Pattern.compile(".*\\.(?:o|lo|a|la|so(?:\\.\\d+)*)");

    /** The kinds of commands. */
    enum Kind {
        COMPILE,
        LINK,
        ARCHIVE,
        OTHER;

        /** Returns the name in recordings and reports. */
        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    ToolCommand {
        inputs = List.copyOf(inputs);
    }

    /**
     * Finds out what a process does.
     *
     * @param arguments its arguments, the program first
     * @return empty for any other program, and for a tool that makes nothing
     */
    static Optional<ToolCommand> of(List<String> arguments) {
        List<String> words = arguments;
        for (int layer = 0; layer < LAYERS && words.size() > 1 && wraps(words); layer++) {
            words = words.subList(1, words.size());
        }
        if (words.isEmpty()) {
            return Optional.empty();
        }
        String program = base(words.get(0));
        List<String> rest = words.subList(1, words.size());
        if (LIBTOOL.matcher(program).matches()) {
            return libtool(rest);
        }
        if (DRIVER.matcher(program).matches()) {
            return driver(rest);
        }
        if (COMPILER.matcher(program).matches()) {
            return output(rest).map(output -> new ToolCommand(Kind.COMPILE, output, List.of()));
        }
        if (LINKER.matcher(program).matches()) {
            return output(rest).map(output -> new ToolCommand(Kind.LINK, output, inputs(rest, output)));
        }
        if (ARCHIVER.matcher(program).matches()) {
            return archive(rest);
        }
        return OTHERS.contains(program) ? Optional.of(other(program, rest)) : Optional.empty();
    }

    /** Returns whether the first word only runs the program or script that the second one names. */
    private static boolean wraps(List<String> words) {
        String program = base(words.get(0));
        return (LAUNCHERS.contains(program) || SHELLS.contains(program))
                && !words.get(1).startsWith("-");
    }

    private static Optional<ToolCommand> libtool(List<String> words) {
        int mode = words.indexOf("--mode");
        boolean links = words.contains("--mode=link")
                || mode >= 0 && mode + 1 < words.size() && words.get(mode + 1).equals("link");
        if (!links) {
            return Optional.empty();
        }
        return output(words).map(output -> {
            // Without -rpath, libtool makes a convenience library, which is an archive (GNU libtool manual, Link mode).
            boolean convenience = output.endsWith(".la") && !words.contains("-rpath");
            return new ToolCommand(convenience ? Kind.ARCHIVE : Kind.LINK, output, inputs(words, output));
        });
    }

    private static Optional<ToolCommand> driver(List<String> words) {
        boolean asks = words.stream().anyMatch(word -> QUESTIONS.contains(word) || word.startsWith("-print-"));
        Optional<String> source =
                words.stream().filter(word -> SOURCE.matcher(word).matches()).findFirst();
        Optional<String> output = output(words);
        if (asks || source.isEmpty() && output.isEmpty()) {
            return Optional.empty();
        }
        if (words.contains("-c") || words.contains("-S") || words.contains("-cc1")) {
            return Optional.of(new ToolCommand(
                    Kind.COMPILE,
                    output.orElseGet(() -> SOURCE.matcher(source.orElseThrow()).replaceFirst("$2.o")),
                    List.of()));
        }
        String linked = output.orElse("a.out");
        return Optional.of(new ToolCommand(Kind.LINK, linked, inputs(words, linked)));
    }

    private static Optional<ToolCommand> archive(List<String> words) {
        boolean writes = !words.isEmpty() && words.get(0).matches("-?[a-zA-Z]*[rq][a-zA-Z]*");
        return writes
                ? words.stream()
                        .filter(word -> word.endsWith(".a"))
                        .findFirst()
                        .map(output -> new ToolCommand(Kind.ARCHIVE, output, inputs(words, output)))
                : Optional.empty();
    }

    private static ToolCommand other(String program, List<String> words) {
        Optional<String> proto = words.stream()
                .filter(word -> program.equals("protoc") && word.endsWith(".proto"))
                .findFirst();
        return new ToolCommand(Kind.OTHER, proto.orElse(program), List.of());
    }

    private static Optional<String> output(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("-o") && i + 1 < words.size()) {
                return Optional.of(words.get(i + 1)).filter(output -> !output.isEmpty());
            }
            if (word.matches("-o.+\\.\\w+")) {
                return Optional.of(word.substring(2));
            }
        }
        return Optional.empty();
    }

    private static List<String> inputs(List<String> words, String output) {
        List<String> inputs = new ArrayList<>();
        for (String word : words) {
            if (!word.startsWith("-")
                    && !word.equals(output)
                    && INPUT.matcher(word).matches()) {
                inputs.add(word);
            }
        }
        return inputs;
    }

    private static String base(String program) {
        return program.substring(program.lastIndexOf('/') + 1);
    }

    /** Returns the name of an object without its ending and without libtool's directory for position-independent ones. */
    static String stem(String object) {
        String plain = object.replaceFirst("(^|/)\\.libs/(?=[^/]+$)", "$1");
        return plain.replaceFirst("\\.l?o$", "");
    }
}
