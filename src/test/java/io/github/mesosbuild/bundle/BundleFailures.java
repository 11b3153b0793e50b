package io.github.mesosbuild.bundle;

import io.github.mesosbuild.archive.ArchiveFormat;
import io.github.mesosbuild.archive.UnpackException;
import io.github.mesosbuild.archive.UnpackFailures;
import io.github.mesosbuild.config.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Makes failures for the tests of other packages. */
public final class BundleFailures {
    private static final Path FILE = Path.of("/bundles/sample.tar.gz");
    private static final Path PLACE = Path.of("lib/libsample.so");

    private BundleFailures() {}

    /** Makes one of each kind. */
    public static BundleException of(BundleException.Kind kind) {
        return switch (kind) {
            case MISSED -> BundleException.missed("No bundle of sample 1.0.0 for glibc 2.31: offered 2.36.");
            case NO_BUNDLE -> BundleException.noBundle(FILE, new ConfigException("It is empty."));
            case DAMAGED -> BundleException.damaged(FILE, UnpackFailures.of(UnpackException.Kind.TRUNCATED));
            case NEWER -> BundleException.noBundle(FILE, new NewerFormatException(2));
            case NOT_TRUSTED -> BundleException.notTrusted(FILE, "Nothing proves it.");
            case NOT_DEPLOYED ->
                BundleException.notDeployed(new IOException("Cannot upload sample to team: connection refused."));
            case NO_PROGRAM ->
                BundleException.noProgram(ArchiveFormat.TAR_ZST, "zstd", Optional.of(List.of("apk", "add", "zstd")));
            case NO_MEMORY -> BundleException.noMemory(ArchiveFormat.TAR_XZ, 92L << 20, 64L << 20);
            case NOT_COMPRESSED ->
                BundleException.notCompressed(FILE, "zstd: error 70 : Write error : No space left on device");
            case UNREACHABLE ->
                BundleException.unreachable(new IOException("Cannot download sample from team: connection refused."));
        };
    }

    /** Makes one of each kind. */
    public static RelocationException of(RelocationException.Kind kind) {
        return switch (kind) {
            case NO_ROOM -> RelocationException.noRoom(PLACE, "/a/lib", "$ORIGIN/../lib");
            case PLACEHOLDER -> RelocationException.placeholder(PLACE, "@prefix@");
            case TEXTS_TOO_LARGE -> RelocationException.textsTooLarge(PLACE, 64L << 20);
            case NOT_UTF8 -> RelocationException.notUtf8(PLACE);
            case LINK_OUTSIDE -> RelocationException.linkOutside(PLACE, Path.of("/etc/passwd"));
            case NARROW -> RelocationException.narrow(PLACE);
            case NATIVE_CPU -> RelocationException.nativeCpu("CXXFLAGS=-march=native");
        };
    }
}
