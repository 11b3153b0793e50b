package io.github.mesosbuild.bundle;

import io.github.mesosbuild.release.ThirdParty;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.json.BomJsonGenerator;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Dependency;
import org.cyclonedx.model.ExternalReference;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.License;
import org.cyclonedx.model.LicenseChoice;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.model.Property;
import org.cyclonedx.model.formulation.Formula;
import org.cyclonedx.model.license.Expression;
import org.cyclonedx.model.metadata.ToolInformation;
import org.cyclonedx.util.LicenseResolver;

/**
 * The bill of materials of a bundle in CycloneDX 1.6 (cyclonedx.org/docs/1.6/json): the release, the software of others in it, the
 * packages of the system that it needs, and the tools that built it. The same facts give the same bytes.
 */
public final class BillOfMaterials {
    /** The media type (www.iana.org/assignments/media-types, CycloneDX). */
    public static final String MEDIA_TYPE = "application/vnd.cyclonedx+json";

    private static final String NAMESPACE = "mesos-maven-plugin:";

    /** The name space of names that are URLs (RFC 9562, 6.6). */
    private static final UUID URLS = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

    /** In characters (bom-1.6.schema.json, definition of version). */
    private static final int LONGEST_VERSION = 1024;

    /** The Nil UUID (RFC 9562, 5.9), until the content is known. */
    private static final String NO_SERIAL = "urn:uuid:00000000-0000-0000-0000-000000000000";

    /** Precedes every text from outside. */
    private static final Pattern TIMESTAMP = Pattern.compile("(\"metadata\" : \\{\\s+\"timestamp\" : \")[^\"]*");

    private final BundleFacts facts;
    private final Set<String> references = new HashSet<>();

    private BillOfMaterials(BundleFacts facts) {
        this.facts = facts;
    }

    /** Returns the document that goes into a bundle. */
    public static String inside(BundleFacts facts) {
        return document(facts, Optional.empty());
    }

    /**
     * Returns the document that is published beside a bundle: its release has the bundle's digest.
     *
     * @param bundle the bundle's file name and digest
     */
    public static String beside(BundleFacts facts, BundleFacts.Content bundle) {
        return document(facts, Optional.of(bundle));
    }

    private static String document(BundleFacts facts, Optional<BundleFacts.Content> bundle) {
        Bom bom = new BillOfMaterials(facts).bom(bundle);
        bom.setSerialNumber(NO_SERIAL);
        String json;
        try {
            json = new BomJsonGenerator(bom, Version.VERSION_16).toJsonString(true) + "\n";
        } catch (GeneratorException e) {
            throw new IllegalStateException("Strings can always be written as JSON", e);
        }
        if (facts.finished().isPresent()) {
            // The library writes the time with the digits and the calendar of the machine's locale.
            json = TIMESTAMP
                    .matcher(json)
                    .replaceFirst("$1" + facts.finished().get().truncatedTo(ChronoUnit.SECONDS));
        }
        // Like the time, the serial number precedes every text from outside.
        return json.replaceFirst(NO_SERIAL, "urn:uuid:" + nameBased(json));
    }

    /** RFC 9562, 5.5: version 5, the SHA-1 of the name. */
    static UUID nameBased(String name) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(ByteBuffer.allocate(16)
                    .putLong(URLS.getMostSignificantBits())
                    .putLong(URLS.getLeastSignificantBits())
                    .array());
            ByteBuffer hash = ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
            return new UUID(
                    hash.getLong() & 0xffffffffffff0fffL | 0x5000L,
                    hash.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }

    private Bom bom(Optional<BundleFacts.Content> bundle) {
        Component release = release(bundle);
        List<Component> parts = new ArrayList<>();
        facts.thirdParties().forEach(thirdParty -> parts.add(thirdParty(thirdParty)));
        parts.addAll(libraries());
        parts.sort(Comparator.comparing(Component::getBomRef));

        Bom bom = new Bom();
        bom.setMetadata(metadata(release));
        bom.setComponents(parts);
        Dependency root = new Dependency(release.getBomRef());
        parts.forEach(part -> root.addDependency(new Dependency(part.getBomRef())));
        bom.addDependency(root);
        // CycloneDX 1.6, dependencies: a component without any is listed with none.
        parts.forEach(part -> bom.addDependency(new Dependency(part.getBomRef())));
        if (!facts.tools().isEmpty()) {
            Formula formula = new Formula();
            formula.setBomRef(reference("build"));
            formula.setComponents(
                    facts.tools().stream().map(BillOfMaterials::tool).toList());
            bom.setFormulation(List.of(formula));
        }
        return bom;
    }

    private Metadata metadata(Component release) {
        Metadata metadata = new Metadata();
        // The model's default is now.
        metadata.setTimestamp(facts.finished()
                .map(instant -> Date.from(instant.truncatedTo(ChronoUnit.SECONDS)))
                .orElse(null));
        Component plugin = component(Component.Type.APPLICATION, "mesos-maven-plugin", facts.pluginVersion());
        plugin.setGroup("io.github.mesosbuild");
        ToolInformation tools = new ToolInformation();
        tools.setComponents(List.of(plugin));
        metadata.setToolChoice(tools);
        metadata.setComponent(release);
        BundleFacts.Platform platform = facts.platform();
        metadata.setProperties(List.of(
                property("cpu", platform.cpu()),
                property("distribution", (platform.distribution() + " " + platform.distributionVersion()).strip()),
                property("libc", platform.libc())));
        return metadata;
    }

    private Component release(Optional<BundleFacts.Content> bundle) {
        BundleFacts.Software software = facts.software();
        Component release = component(Component.Type.APPLICATION, software.recipe(), software.version());
        release.setBomRef(reference(software.purl()));
        release.setDescription(software.title());
        release.setPurl(software.purl());
        software.licence().ifPresent(licence -> release.setLicenses(licences(licence)));
        bundle.ifPresent(file -> {
            release.addHash(new Hash(Hash.Algorithm.SHA_256, file.sha256()));
            release.setProperties(List.of(property("bundle", file.name())));
        });
        ExternalReference sources = new ExternalReference();
        sources.setType(ExternalReference.Type.SOURCE_DISTRIBUTION);
        // Without an address, a relative reference with the archive's name.
        sources.setUrl(facts.source()
                .url()
                .orElseGet(() -> PackageUrls.encoded(facts.source().fileName())));
        sources.addHash(new Hash(Hash.Algorithm.SHA_256, facts.source().sha256()));
        facts.source().sha512().ifPresent(hex -> sources.addHash(new Hash(Hash.Algorithm.SHA_512, hex)));
        release.addExternalReference(sources);
        return release;
    }

    private Component thirdParty(ThirdParty thirdParty) {
        Component component = component(Component.Type.LIBRARY, thirdParty.name(), thirdParty.version());
        component.setBomRef(reference("bundled " + thirdParty.name() + "@" + thirdParty.version()));
        component.setScope(Component.Scope.REQUIRED);
        component.setLicenses(licences(thirdParty.licence()));
        thirdParty.purl().ifPresent(component::setPurl);
        return component;
    }

    /** One component for each package, and for each library of an unknown package. */
    private List<Component> libraries() {
        Map<String, Component> components = new TreeMap<>();
        for (BundleFacts.SystemLibrary library : facts.libraries()) {
            String purl = library.provider()
                    .map(provider -> PackageUrls.of(provider, facts.platform()))
                    .orElse("");
            Component component =
                    components.computeIfAbsent(purl.isEmpty() ? "library " + library.soname() : purl, key -> {
                        Component created = component(
                                Component.Type.LIBRARY,
                                library.provider()
                                        .map(SystemPackages.Provider::name)
                                        .orElse(library.soname()),
                                library.provider()
                                        .map(SystemPackages.Provider::version)
                                        .orElse(null));
                        created.setBomRef(reference(key));
                        created.setScope(Component.Scope.REQUIRED);
                        if (!purl.isEmpty()) {
                            created.setPurl(purl);
                        }
                        return created;
                    });
            component.addProperty(property("soname", library.soname()));
        }
        return List.copyOf(components.values());
    }

    private static Component tool(BundleFacts.Tool tool) {
        Component component = component(
                Component.Type.APPLICATION, tool.name(), tool.version().isEmpty() ? null : tool.version());
        component.setScope(Component.Scope.EXCLUDED);
        tool.sha256().ifPresent(digest -> component.addHash(new Hash(Hash.Algorithm.SHA_256, digest)));
        return component;
    }

    private static Component component(Component.Type type, String name, String version) {
        Component component = new Component();
        component.setType(type);
        component.setName(name);
        component.setVersion(
                version == null || version.length() <= LONGEST_VERSION
                        ? version
                        : MachineText.wellFormed(version.substring(0, LONGEST_VERSION)));
        return component;
    }

    private static Property property(String name, String value) {
        Property property = new Property();
        property.setName(NAMESPACE + name);
        property.setValue(value);
        return property;
    }

    /** References must be unique in a document. */
    private String reference(String wanted) {
        String reference = wanted;
        for (int n = 2; !references.add(reference); n++) {
            reference = wanted + "#" + n;
        }
        return reference;
    }

    /** An identifier of SPDX's list where the schema has it, a name for others, and an expression for several. */
    private static LicenseChoice licences(String licence) {
        LicenseChoice choice = new LicenseChoice();
        if (licence.contains(" ")) {
            Expression expression = new Expression();
            expression.setValue(licence);
            choice.setExpression(expression);
            return choice;
        }
        LicenseChoice known = LicenseResolver.resolve(licence, false);
        boolean listed = known != null
                && known.getLicenses() != null
                && known.getLicenses().size() == 1
                && licence.equals(known.getLicenses().get(0).getId());
        License license = new License();
        if (listed) {
            license.setId(licence);
        } else {
            license.setName(licence);
        }
        choice.addLicense(license);
        return choice;
    }
}
