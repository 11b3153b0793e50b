package io.github.mesosbuild.draft;

import java.util.ArrayList;
import java.util.List;

/** The lines of a recipe as they are written, with the decisions that its comments ask for. */
final class RecipeText {
    private final StringBuilder lines = new StringBuilder();
    private final List<String> decisions = new ArrayList<>();

    /** Adds a line that is safe. */
    RecipeText line(String line) {
        lines.append(line).append('\n');
        return this;
    }

    /** Adds a key with a value. */
    RecipeText key(String indent, String key, String value) {
        return line(indent + key + ": " + YamlText.scalar(value));
    }

    RecipeText comment(String indent, String text) {
        YamlText.comment(indent, text).forEach(this::line);
        return this;
    }

    /**
     * Adds a comment that asks for a decision.
     *
     * @param topic what to decide, in a few words
     */
    RecipeText decide(String indent, String topic, String text) {
        decisions.add(topic);
        return comment(indent, "Decide: " + text);
    }

    List<String> decisions() {
        return decisions;
    }

    @Override
    public String toString() {
        return lines.toString();
    }
}
