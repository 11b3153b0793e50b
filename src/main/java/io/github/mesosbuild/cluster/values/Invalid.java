package io.github.mesosbuild.cluster.values;

import io.github.mesosbuild.text.Quantities;
import io.github.mesosbuild.text.VisibleText;
import java.util.Optional;

/**
 * Why a value is invalid.
 *
 * @param part the part of a flag that the rule is about, such as {@code the resource mem}
 * @param rule what the value must be, such as {@code must be a number}
 * @param got the value
 * @param printed the message with which the daemon would end
 * @param effect what happens instead if the daemon does not end, as a sentence without its period
 */
public record Invalid(
        Optional<String> part, String rule, String got, Optional<String> printed, Optional<String> effect) {
    private static final int LONGEST = 100;

    /** A value for which the daemon prints a message and ends. */
    static Invalid printing(String rule, String got, String printed) {
        return new Invalid(Optional.empty(), rule, got, Optional.of(printed), Optional.empty());
    }

    /** A value that the daemon accepts, but ignores or reads as something else. */
    static Invalid misread(String rule, String got, String effect) {
        return new Invalid(Optional.empty(), rule, got, Optional.empty(), Optional.of(effect));
    }

    /** A value that makes no sense. */
    static Invalid wrong(String rule, String got) {
        return new Invalid(Optional.empty(), rule, got, Optional.empty(), Optional.empty());
    }

    /** The same about a part of the flag. */
    Invalid in(String owner) {
        return new Invalid(Optional.of(owner), rule, got, printed, effect);
    }

    /** The same with the daemon's message at its start. */
    Invalid after(String prefix) {
        return new Invalid(part, rule, got, printed.map(prefix::concat), effect);
    }

    /**
     * Returns sentences with the rule, the value and what the daemon does.
     *
     * @param owner what has the value, such as {@code --resources of slave-1}; may be empty if there is a part
     * @param program the daemon's name
     */
    public String sentence(String owner, String program) {
        String subject = part.map(name -> Quantities.capitalized(name) + (owner.isEmpty() ? "" : " in " + owner))
                .orElse(owner);
        return subject + " " + rule + ", got '" + shortened(got) + "'."
                + printed.map(message -> " " + program + " would print: " + ended(VisibleText.of(message)))
                        .orElse("")
                + effect.map(sentence -> " " + ended(sentence)).orElse("");
    }

    private static String ended(String sentence) {
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }

    /** Returns a value as it is shown in a message. */
    static String shortened(String value) {
        return VisibleText.of(value.length() > LONGEST ? value.substring(0, LONGEST) + "..." : value);
    }
}
