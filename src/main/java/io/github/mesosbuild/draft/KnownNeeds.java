package io.github.mesosbuild.draft;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.config.Documents;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The tools and libraries whose headers and packages are known, from {@code known.yaml}. */
final class KnownNeeds {
    /** The table of the plugin. */
    static final KnownNeeds BUNDLED =
            new KnownNeeds(ConfigNode.lenient(Documents.bundled(KnownNeeds.class, "known.yaml")));

    private record Library(Need need, List<String> modules) {}

    private final Map<String, Need> tools = new LinkedHashMap<>();
    private final List<Library> libraries = new ArrayList<>();
    private final Set<String> system;

    private KnownNeeds(ConfigNode root) {
        root.get("tools")
                .map()
                .forEach((tool, node) -> tools.put(
                        tool,
                        new Need(
                                node.get("name").textOrEmpty(),
                                "",
                                Optional.of(tool),
                                Optional.empty(),
                                List.of(),
                                Optional.empty(),
                                node.get("packages").textsMap())));
        for (ConfigNode node : root.get("libraries").list()) {
            List<String> links = node.get("links").texts();
            libraries.add(new Library(
                    new Need(
                            node.get("name").textOrEmpty(),
                            "",
                            Optional.empty(),
                            node.get("header").text(),
                            links,
                            node.get("symbol").text(),
                            node.get("packages").textsMap()),
                    node.get("modules").texts()));
        }
        system = Set.copyOf(root.get("system").texts());
    }

    /** Returns the need for a tool of the table. */
    Optional<Need> tool(String program) {
        return Optional.ofNullable(tools.get(program));
    }

    /** Returns the need for a library by its name after {@code -l}; only that name is linked. */
    Optional<Need> link(String name) {
        return find(library -> library.need().links().contains(name)).map(need -> linking(need, name));
    }

    /** Returns the need for a library by its pkg-config module. */
    Optional<Need> module(String name) {
        return find(library -> library.modules().contains(name))
                .map(need -> linking(need, need.links().get(0)));
    }

    /** Returns the need for a library by its header file. */
    Optional<Need> header(String file) {
        return find(library -> library.need().header().equals(Optional.of(file)))
                .map(need -> linking(need, need.links().get(0)));
    }

    /** Returns whether a library comes with the C library on some platform, so that no package has it. */
    boolean isSystem(String link) {
        return system.contains(link);
    }

    private Optional<Need> find(Predicate<Library> wanted) {
        return libraries.stream().filter(wanted).map(Library::need).findFirst();
    }

    private static Need linking(Need need, String link) {
        return new Need(
                need.name(), need.because(), need.tool(), need.header(), List.of(link), need.symbol(), need.packages());
    }
}
