package io.github.mesosbuild.bundle;

import io.github.mesosbuild.files.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The provenance of a bundle: an in-toto statement (github.com/in-toto/attestation, spec/v1) with SLSA's build provenance as its predicate
 * (slsa.dev/spec/v1.0/provenance). The same facts give the same bytes.
 */
public final class Provenance {
    /** The type of the statement. */
    public static final String STATEMENT = "https://in-toto.io/Statement/v1";

    /** The type of the predicate. */
    public static final String PREDICATE = "https://slsa.dev/provenance/v1";

    private static final String PAGE = "https://mesosbuild.github.io/mesos-maven-plugin/provenance.html";

    /** The page that explains the parameters. */
    public static final String BUILD_TYPE = PAGE + "#build-v1";

    /** The page that explains who is trusted: whoever ran the plugin on a machine of their own. */
    public static final String BUILDER = PAGE + "#builder-v1";

    /** The media type of statements (in-toto attestation, spec/v1/envelope.md). */
    public static final String MEDIA_TYPE = "application/vnd.in-toto+json";

    private Provenance() {}

    /**
     * Returns the statement that goes into a bundle. Its subjects are the files of the installation, because a bundle cannot contain its
     * own digest.
     *
     * @throws IllegalArgumentException if there is no file: a statement must be about something
     */
    public static String inside(BundleFacts facts) {
        return statement(facts, facts.files());
    }

    /**
     * Returns the statement that is published beside a bundle. Its first subject is the bundle.
     *
     * @param bundle the bundle's file name and digest
     * @throws IllegalArgumentException if a file of the installation has the bundle's name
     */
    public static String beside(BundleFacts facts, BundleFacts.Content bundle) {
        List<BundleFacts.Content> subjects = new ArrayList<>(List.of(bundle));
        subjects.addAll(facts.files());
        return statement(facts, subjects);
    }

    private static String statement(BundleFacts facts, List<BundleFacts.Content> subjects) {
        if (subjects.isEmpty()) {
            throw new IllegalArgumentException("A statement needs a subject: the installation has no files");
        }
        Set<String> names = new HashSet<>();
        List<Object> descriptors = new ArrayList<>();
        for (BundleFacts.Content subject : subjects) {
            if (!names.add(subject.name())) {
                throw new IllegalArgumentException("Two subjects have the name " + subject.name());
            }
            descriptors.add(sorted("name", subject.name(), "digest", Map.of("sha256", subject.sha256())));
        }
        return Json.write(sorted(
                "_type",
                STATEMENT,
                "subject",
                descriptors,
                "predicateType",
                PREDICATE,
                "predicate",
                sorted("buildDefinition", definition(facts), "runDetails", run(facts))));
    }

    private static Map<String, Object> definition(BundleFacts facts) {
        BundleFacts.Platform platform = facts.platform();
        return sorted(
                "buildType",
                BUILD_TYPE,
                "externalParameters",
                sorted(
                        "recipe",
                        facts.software().recipe(),
                        "version",
                        facts.software().version(),
                        "options",
                        facts.options()),
                "internalParameters",
                sorted(
                        "fingerprint",
                        facts.fingerprint(),
                        "configureArguments",
                        facts.configureArguments(),
                        "quirks",
                        facts.quirks().stream().map(Provenance::quirk).toList(),
                        "platform",
                        sorted(
                                "distribution",
                                platform.distribution(),
                                "distributionVersion",
                                platform.distributionVersion(),
                                "cpu",
                                platform.cpu(),
                                "libc",
                                platform.libc())),
                "resolvedDependencies",
                dependencies(facts));
    }

    private static Map<String, Object> quirk(BundleFacts.AppliedQuirk quirk) {
        Map<String, Object> entry = sorted("name", quirk.name(), "because", quirk.because());
        quirk.patch().ifPresent(patch -> entry.put("digest", sorted("sha256", patch.sha256())));
        return entry;
    }

    private static Map<String, Object> patch(String name, BundleFacts.AppliedPatch patch) {
        Map<String, Object> descriptor = sorted("name", "patch " + name, "digest", sorted("sha256", patch.sha256()));
        patch.url().ifPresent(url -> descriptor.put("downloadLocation", url));
        return descriptor;
    }

    private static List<Object> dependencies(BundleFacts facts) {
        List<Object> dependencies = new ArrayList<>(List.of(source(facts)));
        for (BundleFacts.AppliedQuirk quirk : facts.quirks()) {
            quirk.patch().ifPresent(patch -> dependencies.add(patch(quirk.name(), patch)));
        }
        for (BundleFacts.Tool tool : facts.tools()) {
            Map<String, Object> descriptor =
                    sorted("name", "tool " + tool.name(), "annotations", sorted("version", tool.version()));
            tool.sha256()
                    .ifPresentOrElse(
                            digest -> descriptor.put("digest", sorted("sha256", digest)),
                            // A descriptor has a digest or a URI at least.
                            () -> descriptor.put("uri", PackageUrls.generic(tool.name(), tool.version())));
            dependencies.add(descriptor);
        }
        for (BundleFacts.SystemLibrary library : facts.libraries()) {
            dependencies.add(sorted(
                    "name",
                    "library " + library.soname(),
                    "uri",
                    library.provider()
                            .map(provider -> PackageUrls.of(provider, facts.platform()))
                            .orElseGet(() -> PackageUrls.generic(library.soname(), ""))));
        }
        return dependencies;
    }

    private static Map<String, Object> source(BundleFacts facts) {
        BundleFacts.Source source = facts.source();
        Map<String, Object> digest = sorted("sha256", source.sha256());
        source.sha512().ifPresent(hex -> digest.put("sha512", hex));
        Map<String, Object> descriptor = sorted(
                "name",
                source.fileName(),
                "uri",
                facts.software().purl(),
                "digest",
                digest,
                "annotations",
                sorted(
                        "signers",
                        source.signers().stream()
                                .map(signer -> sorted("fingerprint", signer.fingerprint(), "userId", signer.userId()))
                                .toList(),
                        "pins",
                        source.pins()));
        source.url().ifPresent(url -> descriptor.put("downloadLocation", url));
        return descriptor;
    }

    private static Map<String, Object> run(BundleFacts facts) {
        Map<String, Object> metadata = new TreeMap<>();
        String start = facts.started().map(Provenance::seconds).orElse("");
        metadata.put("invocationId", facts.fingerprint() + (start.isEmpty() ? "" : "@" + start));
        facts.started().ifPresent(instant -> metadata.put("startedOn", seconds(instant)));
        facts.finished().ifPresent(instant -> metadata.put("finishedOn", seconds(instant)));
        return sorted(
                "builder",
                sorted("id", BUILDER, "version", sorted("mesos-maven-plugin", facts.pluginVersion())),
                "metadata",
                metadata);
    }

    /** RFC 3339 without fractions, as the specification has timestamps. */
    private static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static Map<String, Object> sorted(Object... keysAndValues) {
        Map<String, Object> map = new TreeMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
