package io.github.mesosbuild.bundle;

import io.github.mesosbuild.host.Distribution;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.steps.BuildPlan;
import io.github.mesosbuild.steps.ReproducibleBuild;
import io.github.mesosbuild.verify.EvidenceVerdict;
import io.github.mesosbuild.verify.Verification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The provenance and the bill of materials of a bundle. */
public final class BundleDocuments {
    /** The name of the bill of materials in a bundle (cyclonedx.org/specification/overview, Recognized file patterns). */
    public static final String BOM = "bom.cdx.json";

    /** The name of the provenance in a bundle. */
    public static final String PROVENANCE = "provenance.intoto.json";

    private static final String PREFIX = "{prefix}";
    private static final String TOOL = "tool.";

    private final BuildPlan plan;
    private final Distribution distribution;
    private final BundleFacts.Source source;
    private final Map<String, String> places;

    /**
     * Describes what a plan built.
     *
     * @param source the archive
     * @param places directories of this machine, with what is written in their place
     */
    public BundleDocuments(
            BuildPlan plan, Distribution distribution, BundleFacts.Source source, Map<Path, String> places) {
        this.plan = plan;
        this.distribution = distribution;
        this.source = source;
        this.places = new HashMap<>();
        places.forEach((place, name) -> this.places.put(place.toString(), name));
        this.places.put(plan.prefix().toString(), PREFIX);
    }

    /**
     * Returns an archive as its verification found it.
     *
     * @param verification empty if nothing is known but the digest
     */
    public static BundleFacts.Source source(
            Release.Source archive, String sha256, Optional<Verification> verification) {
        List<BundleFacts.Signer> signers = new ArrayList<>();
        List<String> pins = new ArrayList<>();
        for (EvidenceVerdict verdict : verification.map(Verification::verdicts).orElse(List.of())) {
            verdict.signature()
                    .filter(signature ->
                            verdict.accepted() && signature.primary().isPresent())
                    .ifPresent(signature -> signers.add(
                            new BundleFacts.Signer(signature.primary().get().hex(), signature.userId())));
        }
        verification.map(Verification::pins).orElse(List.of()).forEach(pin -> pins.add(pin.origin()));
        return new BundleFacts.Source(
                archive.fileName(),
                sha256,
                archive.pins().stream()
                        .map(pin -> pin.digest())
                        .filter(digest -> digest.algorithm() == Digest.Algorithm.SHA512)
                        .map(Digest::hex)
                        .findFirst(),
                archive.urls().stream().findFirst(),
                signers,
                pins);
    }

    /** Returns the provenance that goes into the bundle. It has no times, so that the same build gives the same bytes. */
    byte[] provenance(BundleDescription description, InstallationSurvey survey) throws IOException {
        return Provenance.inside(facts(description, survey, Optional.empty())).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the bill of materials that goes into the bundle, without times. */
    byte[] bom(BundleDescription description, InstallationSurvey survey) throws IOException {
        return BillOfMaterials.inside(facts(description, survey, Optional.empty()))
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Returns the documents that are published beside the bundle, by their names.
     *
     * @param bundle the archive
     */
    SortedMap<String, byte[]> beside(
            BundleDescription description,
            InstallationSurvey survey,
            BundleFacts.Content bundle,
            Optional<Instant> finished)
            throws IOException {
        BundleFacts facts = facts(description, survey, finished);
        SortedMap<String, byte[]> documents = new TreeMap<>();
        documents.put(BOM, BillOfMaterials.beside(facts, bundle).getBytes(StandardCharsets.UTF_8));
        documents.put(PROVENANCE, Provenance.beside(facts, bundle).getBytes(StandardCharsets.UTF_8));
        return documents;
    }

    private BundleFacts facts(BundleDescription description, InstallationSurvey survey, Optional<Instant> finished)
            throws IOException {
        Map<String, String> tools = new TreeMap<>();
        description.inputs().forEach((name, value) -> {
            if (name.startsWith(TOOL)) {
                tools.put(name.substring(TOOL.length()), value);
            }
        });
        TargetPlatform platform = description.platform();
        return new BundleFacts(
                        BundleFacts.Software.of(plan.release()),
                        description.plugin(),
                        plan.identity().build().fingerprint(),
                        source,
                        options(description),
                        plan.quirks().stream().map(BundleFacts.AppliedQuirk::of).toList(),
                        plan.configureArguments(),
                        BundleFacts.Tool.of(tools),
                        description.libraries().stream()
                                .map(library -> new BundleFacts.SystemLibrary(library.name(), library.provider()))
                                .toList(),
                        plan.release().composition().thirdParties(),
                        Optional.empty(),
                        finished,
                        new BundleFacts.Platform(
                                distribution.id(),
                                distribution.version(),
                                platform.cpu(),
                                platform.libc() + " " + platform.libcVersion()),
                        contents(survey))
                .without(places);
    }

    /** Returns what the user chose. A reproducible build can stand in for any other, so that it is no choice by which bundles differ. */
    private static Map<String, String> options(BundleDescription description) {
        Map<String, String> options = new TreeMap<>(description.choices());
        if (ReproducibleBuild.made(description.inputs())) {
            options.put(ReproducibleBuild.FACT, "yes");
        }
        return options;
    }

    /** Returns the files as they are in the bundle. */
    private static List<BundleFacts.Content> contents(InstallationSurvey survey) {
        List<BundleFacts.Content> contents = new ArrayList<>();
        survey.digests().forEach((path, sha256) -> contents.add(new BundleFacts.Content(path.toString(), sha256)));
        return contents;
    }
}
