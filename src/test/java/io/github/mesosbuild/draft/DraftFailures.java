package io.github.mesosbuild.draft;

import io.github.mesosbuild.fetch.FetchException;
import io.github.mesosbuild.fetch.FetchFailures;
import java.nio.file.Path;

/** Makes failures for the tests of other packages. */
public final class DraftFailures {
    private DraftFailures() {}

    /** Makes one of each kind. */
    public static DraftException of(DraftException.Kind kind) {
        return switch (kind) {
            case NO_ARCHIVE -> DraftException.noArchive();
            case EXISTS -> DraftException.exists(Path.of("/project/recipe.yaml"));
            case OFFLINE ->
                DraftException.offline(FetchFailures.of(
                        FetchException.Kind.OFFLINE, "hello is not in the cache and Maven is offline"));
            case OTHER_FORMAT -> DraftException.otherFormat("hello-2.12.zip", "ZIP");
            case INSECURE -> DraftException.insecure("http://example.org/hello-2.12.tar.gz");
            case NO_TOP -> DraftException.noTop("hello-2.12.tar.gz", null);
            case OTHER_BUILD_SYSTEM -> DraftException.otherBuildSystem("hello-2.12.tar.gz", "CMake", "CMakeLists.txt");
            case NO_BUILD_SYSTEM -> DraftException.noBuildSystem("hello-2.12.tar.gz");
            case NO_VERSION -> DraftException.noVersion("hello.tar.gz");
        };
    }
}
