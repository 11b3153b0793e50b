package io.github.mesosbuild.bundle;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** Package URLs of software without one of its own (github.com/package-url/purl-spec, types deb, rpm, apk, alpm and generic). */
final class PackageUrls {
    private PackageUrls() {}

    static String generic(String name, String version) {
        return url("generic", null, name, version, new TreeMap<>());
    }

    /** Returns the URL of a package of a distribution, such as {@code pkg:deb/debian/libsvn1@1.14.2-4?arch=amd64&distro=debian-12}. */
    static String of(SystemPackages.Provider provider, BundleFacts.Platform platform) {
        TreeMap<String, String> qualifiers = new TreeMap<>();
        if (!provider.architecture().isEmpty()) {
            qualifiers.put("arch", provider.architecture());
        }
        if (!platform.distribution().isEmpty()) {
            qualifiers.put(
                    "distro",
                    platform.distribution()
                            + (platform.distributionVersion().isEmpty() ? "" : "-" + platform.distributionVersion()));
        }
        String version = provider.version();
        int epoch = version.indexOf(':');
        // Only RPM has the epoch among the qualifiers.
        if (provider.type().equals("rpm") && epoch > 0) {
            qualifiers.put("epoch", version.substring(0, epoch));
            version = version.substring(epoch + 1);
        }
        return url(provider.type(), platform.distribution(), provider.name(), version, qualifiers);
    }

    /** Returns a text as one segment of a path in a URL (RFC 3986, 3.3). */
    static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String url(
            String type, String namespace, String name, String version, TreeMap<String, String> qualifiers) {
        try {
            return new PackageURL(
                            type,
                            namespace == null || namespace.isEmpty() ? null : namespace,
                            name,
                            version.isEmpty() ? null : version,
                            qualifiers,
                            null)
                    .canonicalize();
        } catch (MalformedPackageURLException e) {
            throw new IllegalArgumentException("No package URL for " + name + " " + version + ": " + e.getMessage(), e);
        }
    }
}
