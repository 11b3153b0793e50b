package io.github.mesosbuild.release;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A quirk for tests, which is for all machines and fixes nothing. Each test changes the fields that it is about. */
public final class QuirkBuilder {
    private final String name;
    private final String because;
    private Condition when = Condition.ALWAYS;
    private String measured = "";
    private String derived = "";
    private List<String> configureArguments = List.of();
    private Map<String, List<String>> flags = Map.of();
    private Map<String, String> environment = Map.of();
    private List<Quirk.Edit> edits = List.of();
    private List<String> excludedTests = List.of();
    private OptionalInt jdkLayout = OptionalInt.empty();
    private Optional<Patch> patch = Optional.empty();

    private QuirkBuilder(String name, String because) {
        this.name = name;
        this.because = because;
    }

    public static QuirkBuilder quirk(String name, String because) {
        return new QuirkBuilder(name, because);
    }

    /** A quirk with the name of its patch. */
    public static QuirkBuilder patch(Patch patch, String because) {
        QuirkBuilder quirk = new QuirkBuilder(patch.name(), because);
        quirk.patch = Optional.of(patch);
        return quirk;
    }

    public QuirkBuilder when(Condition condition) {
        when = condition;
        return this;
    }

    public QuirkBuilder evidence(String systems, String documentation) {
        measured = systems;
        derived = documentation;
        return this;
    }

    public QuirkBuilder configureArguments(String... arguments) {
        configureArguments = List.of(arguments);
        return this;
    }

    public QuirkBuilder flags(Map<String, List<String>> words) {
        flags = words;
        return this;
    }

    public QuirkBuilder environment(Map<String, String> variables) {
        environment = variables;
        return this;
    }

    public QuirkBuilder edits(Quirk.Edit... changes) {
        edits = List.of(changes);
        return this;
    }

    public QuirkBuilder excludedTests(String... patterns) {
        excludedTests = List.of(patterns);
        return this;
    }

    public QuirkBuilder jdkLayout(int version) {
        jdkLayout = OptionalInt.of(version);
        return this;
    }

    public Quirk build() {
        return new Quirk(
                name,
                when,
                because,
                measured,
                derived,
                configureArguments,
                flags,
                environment,
                edits,
                excludedTests,
                jdkLayout,
                patch);
    }
}
