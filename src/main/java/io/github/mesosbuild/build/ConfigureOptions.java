package io.github.mesosbuild.build;

import java.util.Comparator;
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
        return names.stream()
                .filter(name -> kind(name).equals(kind) && distance(name, wanted) <= most)
                .sorted(Comparator.comparingInt((String name) -> distance(name, wanted))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MAXIMUM_ALTERNATIVES)
                .toList();
    }

    private static String kind(String option) {
        return option.startsWith("--enable-") ? "--enable-" : option.startsWith("--with-") ? "--with-" : "--";
    }

    /** How many letters must be changed, added or removed to make one text of the other (Levenshtein). */
    private static int distance(String one, String other) {
        int[] previous = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] current = new int[other.length() + 1];
            current[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + change);
            }
            previous = current;
        }
        return previous[other.length()];
    }
}
