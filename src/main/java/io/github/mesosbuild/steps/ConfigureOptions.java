package io.github.mesosbuild.steps;

import io.github.mesosbuild.files.SimilarNames;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The options that a {@code configure} script says it has. Autoconf only warns of an {@code --enable} or {@code --with}
 * that it does not know (Autoconf manual, 15.2), so that a typing error costs a whole build.
 */
final class ConfigureOptions {
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--?[a-zA-Z][\\w-]*");
    private static final int MAXIMUM_ALTERNATIVES = 3;

    private final Set<String> names = new TreeSet<>();

    /** @param help what {@code configure --help} printed */
    ConfigureOptions(String help) {
        Matcher matcher = OPTION.matcher(help);
        while (matcher.find()) {
            names.add(canonical(matcher.group()));
        }
    }

    /** The option that an argument sets: enabling and disabling are one, and so are one dash and two before a word. */
    private static String canonical(String argument) {
        int equals = argument.indexOf('=');
        String given = equals < 0 ? argument : argument.substring(0, equals);
        String name = given.matches("-[a-zA-Z].+") ? "-" + given : given;
        return name.replaceFirst("^--disable-", "--enable-").replaceFirst("^--without-", "--with-");
    }

    /** Whether {@code configure} has the option of that argument; arguments that are no options are not judged. */
    boolean knows(String argument) {
        return !argument.startsWith("-") || names.contains(canonical(argument));
    }

    /** The options of the same kind that are most like an unknown one, the likest first. */
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
        return option.startsWith("--enable-") ? "--enable-" : option.startsWith("--with-") ? "--with-" : "--";
    }
}
