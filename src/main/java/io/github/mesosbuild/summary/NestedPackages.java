package io.github.mesosbuild.summary;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The packages of others in a build tree that make builds with makefiles of their own: directories in {@code 3rdparty}, and those
 * in which make ran a configure script.
 */
final class NestedPackages {
    private static final String THIRD_PARTY = "3rdparty";

    private final Set<String> configured;

    private NestedPackages(Set<String> configured) {
        this.configured = configured;
    }

    static NestedPackages of(List<RecordedCommand> commands) {
        Set<String> configured = new TreeSet<>();
        for (RecordedCommand command : commands) {
            if (configures(command) && !command.step().equals("configure")) {
                configured.add(command.directory());
            }
        }
        return new NestedPackages(configured);
    }

    static boolean configures(RecordedCommand command) {
        return command.kind().equals("other") && command.what().equals("configure");
    }

    /** Returns the innermost package that a directory of the build tree belongs to. */
    Optional<String> of(String directory) {
        String[] names = directory.split("/");
        String path = "";
        Optional<String> found = Optional.empty();
        for (int i = 0; i < names.length; i++) {
            path = path.isEmpty() ? names[i] : path + "/" + names[i];
            if (configured.contains(path) || i > 0 && names[i - 1].equals(THIRD_PARTY)) {
                found = Optional.of(path);
            }
        }
        return found;
    }
}
