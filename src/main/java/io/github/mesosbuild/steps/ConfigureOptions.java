package io.github.mesosbuild.steps;

import io.github.mesosbuild.files.SimilarNames;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The options that the help text of a {@code configure} script lists. Autoconf only warns about an unknown {@code
 * --enable} or {@code --with} (Autoconf manual, 15.2), so a typing error could waste a complete build.
 */
public final class ConfigureOptions {
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--?[a-zA-Z][\\w-]*");
    private static final Pattern PLACE = Pattern.compile("--?with-[\\w-]+=(/.+)");
    private static final String ENABLE = "--enable-";
    private static final String WITH = "--with-";
    private static final int MAXIMUM_ALTERNATIVES = 3;

    private final Set<String> names = new TreeSet<>();

    /**
     * Parses the help text.
     *
     * @param help the output of {@code configure --help}
     */
    ConfigureOptions(String help) {
        Matcher matcher = OPTION.matcher(help);
        while (matcher.find()) {
            names.add(canonical(matcher.group()));
        }
    }

    /**
     * Returns the option that an argument sets. Enabling and disabling are the same option, and so are one dash and two
     * before a word.
     */
    private static String canonical(String argument) {
        int equals = argument.indexOf('=');
        String given = equals < 0 ? argument : argument.substring(0, equals);
        String name = given.matches("-[a-zA-Z].+") ? "-" + given : given;
        return name.replaceFirst("^--disable-", ENABLE).replaceFirst("^--without-", WITH);
    }

    /**
     * Returns the options that arguments of {@code configure} turn on, such as {@code --enable-ssl} or {@code --with-libevent}. The last
     * argument for an option counts; {@code --disable-X}, {@code --without-X} and the value {@code no} turn it off (Autoconf manual,
     * 15.2 and 15.3).
     */
    public static Set<String> turnedOn(List<String> arguments) {
        Set<String> on = new TreeSet<>();
        for (String argument : arguments) {
            String name = canonical(argument);
            if (name.startsWith(ENABLE) || name.startsWith(WITH)) {
                boolean off = argument.matches("--?(disable|without)-.*") || argument.endsWith("=no");
                if (off) {
                    on.remove(name);
                } else {
                    on.add(name);
                }
            }
        }
        return on;
    }

    /** Returns the absolute directories that arguments such as {@code --with-libevent=/opt/libevent} name, in their order. */
    public static List<String> places(List<String> arguments) {
        return arguments.stream()
                .map(PLACE::matcher)
                .filter(Matcher::matches)
                .map(place -> place.group(1))
                .toList();
    }

    /** Returns whether {@code configure} has the option of an argument; true for arguments that are not options. */
    boolean knows(String argument) {
        return !argument.startsWith("-") || names.contains(canonical(argument));
    }

    /** Returns known options of the same kind that are similar to an unknown one, the most similar first. */
    List<String> like(String argument) {
        String wanted = canonical(argument);
        String kind = kind(wanted);
        int most = Math.max(2, (wanted.length() - kind.length()) / 3);
        List<String> sameKind =
                names.stream().filter(name -> kind(name).equals(kind)).toList();
        return SimilarNames.of(wanted, sameKind, most).stream()
                .limit(MAXIMUM_ALTERNATIVES)
                .toList();
    }

    private static String kind(String option) {
        return option.startsWith(ENABLE) ? ENABLE : option.startsWith(WITH) ? WITH : "--";
    }
}
