package io.github.mesosbuild.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The directory and the variables that test programs expect, because their make rule gives them. By default they are
 * those of Automake: the directory of the Makefile, and {@code srcdir} (GNU Automake manual, 15.2.1). The other
 * variables are those that Autoconf defines in a Makefile (GNU Autoconf manual, 4.8.1), as absolute paths.
 *
 * @param sources the directory of {@code configure}
 * @param directory the directory, relative to the build tree, if it is not that of the Makefile; {@link #SCRATCH} for an
 *     empty directory for each process
 * @param environment the recipe's variables; a name between braces, such as {@code {srcdir}}, is replaced by its value
 * @param fixed the names of variables that the user sets, which stay
 */
public record TestSurroundings(
        Path sources, Optional<String> directory, Map<String, String> environment, Set<String> fixed) {
    /** The directory that each process has for itself. */
    public static final String SCRATCH = "{scratch}";

    private static final Pattern VARIABLE =
            Pattern.compile("(?m)^((?:abs_)?(?:top_)?(?:srcdir|builddir)) = ([^\\n$]+)$");

    public TestSurroundings {
        environment = Map.copyOf(environment);
        fixed = Set.copyOf(fixed);
    }

    /** Returns surroundings with an own directory for each process, and no variables of a recipe. */
    public static TestSurroundings scratch(Path sources) {
        return new TestSurroundings(sources, Optional.of(SCRATCH), Map.of(), Set.of());
    }

    /**
     * The surroundings of one program.
     *
     * @param directory the directory to run it in; empty for one of its own
     * @param makefile the directory whose Makefile builds the program
     * @param variables the variables
     */
    record Program(Optional<Path> directory, Path makefile, Map<String, String> variables) {
        /** Returns the same surroundings with variables of make where these have none. */
        Program with(Map<String, String> ofMake, Set<String> fixed) {
            Map<String, String> all = new HashMap<>(ofMake);
            all.keySet().removeAll(fixed);
            all.putAll(variables);
            return new Program(directory, makefile, all);
        }
    }

    /** Returns the surroundings of a program, without what only make can tell. */
    Program of(Path tree, String program) throws IOException {
        Path makefile = makefile(tree, program);
        Map<String, String> standard = standard(tree, makefile);
        Map<String, String> variables = new HashMap<>(standard);
        environment.forEach((name, value) -> variables.put(name, filled(value, standard)));
        variables.keySet().removeAll(fixed);
        Optional<Path> place = directory.isEmpty()
                ? Optional.of(makefile)
                : directory
                        .filter(text -> !text.equals(SCRATCH))
                        .map(text -> tree.resolve(filled(text, standard)).normalize());
        return new Program(place, makefile, variables);
    }

    private static String filled(String text, Map<String, String> standard) {
        String filled = text;
        for (Map.Entry<String, String> variable : standard.entrySet()) {
            filled = filled.replace("{" + variable.getKey() + "}", variable.getValue());
        }
        return filled;
    }

    /** Returns the nearest directory with a Makefile; programs may be in a directory under it. */
    private static Path makefile(Path tree, String program) {
        Path directory = tree.resolve(program).normalize().getParent();
        while (!directory.equals(tree) && directory.startsWith(tree)) {
            if (Files.isRegularFile(directory.resolve("Makefile"))) {
                return directory;
            }
            directory = directory.getParent();
        }
        return tree;
    }

    private Map<String, String> standard(Path tree, Path makefile) throws IOException {
        Path source = sources.resolve(tree.relativize(makefile));
        Map<String, String> standard = new TreeMap<>();
        for (String prefix : new String[] {"", "abs_"}) {
            standard.put(prefix + "srcdir", source.toString());
            standard.put(prefix + "top_srcdir", sources.toString());
            standard.put(prefix + "builddir", makefile.toString());
            standard.put(prefix + "top_builddir", tree.toString());
        }
        Path file = makefile.resolve("Makefile");
        if (Files.isRegularFile(file)) {
            // A package in the package has its own top directories.
            Matcher variable = VARIABLE.matcher(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            while (variable.find()) {
                String path = variable.group(2).strip();
                standard.put(
                        variable.group(1), makefile.resolve(path).normalize().toString());
            }
        }
        return standard;
    }
}
