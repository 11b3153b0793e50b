package io.github.mesosbuild.mojo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.maven.plugin.MojoFailureException;

/** Checks the values of parameters. */
final class Check {
    private Check() {}

    /**
     * Returns the value if it is at least the minimum.
     *
     * @throws MojoFailureException if the value is less than the minimum
     */
    static int atLeast(int minimum, String parameter, int value) throws MojoFailureException {
        if (value < minimum) {
            throw new MojoFailureException(parameter + " must be at least " + minimum + ", got " + value + ".");
        }
        return value;
    }

    /**
     * Returns the constant of an enumeration with that name, in lower case.
     *
     * @throws MojoFailureException if there is none
     */
    static <E extends Enum<E>> E oneOf(Class<E> type, String parameter, String value) throws MojoFailureException {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        int index = names.indexOf(value);
        if (index < 0) {
            throw new MojoFailureException(
                    parameter + " must be one of " + String.join(", ", names) + ", got '" + value + "'.");
        }
        return type.getEnumConstants()[index];
    }

    /**
     * Returns the value, if it is one of the words.
     *
     * @throws MojoFailureException if it is not
     */
    static String oneOf(List<String> words, String parameter, String value) throws MojoFailureException {
        if (!words.contains(value)) {
            throw new MojoFailureException(
                    parameter + " must be one of " + String.join(", ", words) + ", got '" + value + "'.");
        }
        return value;
    }

    /**
     * Returns the result of a constructor.
     *
     * @throws MojoFailureException if the constructor refuses the text
     */
    static <T> T value(String parameter, String text, Function<String, T> constructor) throws MojoFailureException {
        try {
            return constructor.apply(text);
        } catch (IllegalArgumentException e) {
            throw new MojoFailureException(parameter + " is not valid: " + e.getMessage() + ".", e);
        }
    }
}
