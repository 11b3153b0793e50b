package io.github.mesosbuild.bundle;

import io.github.mesosbuild.host.Distribution;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Descriptions for tests: like another one, except for what a test changes. */
final class DescriptionBuilder {
    String recipe;
    String version;
    String archive;
    SortedMap<String, String> inputs;
    Optional<String> tests;
    SortedMap<String, String> choices;
    TargetPlatform platform;
    String distribution;
    Distribution.Family family;
    List<NeededLibrary> libraries;
    List<String> texts;
    SortedMap<String, String> kept;
    String plugin;

    private DescriptionBuilder(BundleDescription from) {
        recipe = from.recipe();
        version = from.version();
        archive = from.archive();
        inputs = new TreeMap<>(from.inputs());
        tests = from.tests();
        choices = new TreeMap<>(from.choices());
        platform = from.platform();
        distribution = from.distribution();
        family = from.family();
        libraries = from.libraries();
        texts = from.texts();
        kept = new TreeMap<>(from.kept());
        plugin = from.plugin();
    }

    /** Returns a description that differs by a change. */
    static BundleDescription changed(BundleDescription from, Consumer<DescriptionBuilder> change) {
        DescriptionBuilder builder = new DescriptionBuilder(from);
        change.accept(builder);
        return new BundleDescription(
                builder.recipe,
                builder.version,
                builder.archive,
                builder.inputs,
                builder.tests,
                builder.choices,
                builder.platform,
                builder.distribution,
                builder.family,
                builder.libraries,
                builder.texts,
                builder.kept,
                builder.plugin);
    }
}
