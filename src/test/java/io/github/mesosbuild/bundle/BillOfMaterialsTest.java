package io.github.mesosbuild.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.config.Documents;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.UUID;
import org.cyclonedx.Version;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Dependency;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BillOfMaterialsTest {
    /** Validates against bom-1.6.schema.json and spdx.schema.json, which the library contains as they are published. */
    private static Bom valid(String json) throws Exception {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        assertThat(new JsonParser().validate(bytes, Version.VERSION_16)).isEmpty();
        return new JsonParser().parse(bytes);
    }

    @Test
    void theSchemaRefusesWhatItDoesNotHave() throws Exception {
        String json = BillOfMaterials.inside(new SampleFacts().build());
        for (String[] change : new String[][] {
            {"\"id\" : \"Apache-2.0\"", "\"id\" : \"Apache 2\""},
            {"\"application\"", "\"program\""},
            {"\"urn:uuid:", "\"urn:"},
            {"\"bom-ref\"", "\"bomRef\""}
        }) {
            assertThat(json).contains(change[0]);
            assertThat(new JsonParser()
                            .validate(
                                    json.replace(change[0], change[1]).getBytes(StandardCharsets.UTF_8),
                                    Version.VERSION_16))
                    .as(change[1])
                    .isNotEmpty();
        }
    }

    @Test
    void itListsTheReleaseItsPartsAndWhatItNeeds() throws Exception {
        Bom bom = valid(BillOfMaterials.inside(new SampleFacts().build()));
        Component release = bom.getMetadata().getComponent();
        assertThat(release.getType()).isEqualTo(Component.Type.APPLICATION);
        assertThat(release.getName()).isEqualTo("mesos");
        assertThat(release.getVersion()).isEqualTo("0.24.0");
        assertThat(release.getDescription()).isEqualTo("Apache Mesos");
        assertThat(release.getPurl()).isEqualTo("pkg:github/apache/mesos@0.24.0");
        assertThat(release.getLicenses().getLicenses().get(0).getId()).isEqualTo("Apache-2.0");
        assertThat(release.getExternalReferences()).singleElement().satisfies(reference -> {
            assertThat(reference.getType().getTypeName()).isEqualTo("source-distribution");
            assertThat(reference.getUrl())
                    .isEqualTo("https://archive.apache.org/dist/mesos/0.24.0/mesos-0.24.0.tar.gz");
            assertThat(reference.getHashes())
                    .extracting(hash -> hash.getAlgorithm() + " " + hash.getValue())
                    .containsExactly(
                            "SHA-256 6b8cfd723760d336f2aae543b0cfcea230c0d0247fed44876665578c06f983c4",
                            "SHA-512 " + "5".repeat(128));
        });
        assertThat(bom.getComponents())
                .extracting(part -> part.getName() + " " + part.getVersion() + " " + part.getPurl())
                .containsExactly(
                        "house 1 null",
                        "leveldb 1.4 pkg:github/google/leveldb@v1.4",
                        "libev 4.15 null",
                        "libown.so.2 null null",
                        "libsvn1 1.14.2-4+deb12u1"
                                + " pkg:deb/debian/libsvn1@1.14.2-4%2Bdeb12u1?arch=amd64&distro=debian-12",
                        "zlib1g 1:1.2.13.dfsg-1"
                                + " pkg:deb/debian/zlib1g@1%3A1.2.13.dfsg-1?arch=amd64&distro=debian-12");
        assertThat(bom.getComponents().get(0).getLicenses().getLicenses().get(0).getName())
                .isEqualTo("LicenseRef-house");
        assertThat(bom.getComponents().get(1).getLicenses().getLicenses().get(0).getId())
                .isEqualTo("BSD-3-Clause");
        assertThat(bom.getComponents().get(2).getLicenses().getExpression().getValue())
                .isEqualTo("BSD-2-Clause OR GPL-2.0-or-later");
        assertThat(bom.getComponents().get(4).getProperties())
                .extracting(property -> property.getName() + "=" + property.getValue())
                .containsExactly(
                        "mesos-maven-plugin:soname=libsvn_delta-1.so.1",
                        "mesos-maven-plugin:soname=libsvn_subr-1.so.1");
    }

    @Test
    void theReleaseDependsOnAllParts() throws Exception {
        Bom bom = valid(BillOfMaterials.inside(new SampleFacts().build()));
        assertThat(bom.getDependencies()).hasSize(7);
        Dependency root = bom.getDependencies().get(0);
        assertThat(root.getRef()).isEqualTo("pkg:github/apache/mesos@0.24.0");
        assertThat(root.getDependencies())
                .extracting(Dependency::getRef)
                .containsExactlyElementsOf(
                        bom.getComponents().stream().map(Component::getBomRef).toList());
    }

    @Test
    void thePluginMadeItAndToolsBuiltTheRelease() throws Exception {
        String json = BillOfMaterials.inside(new SampleFacts().build());
        Bom bom = valid(json);
        assertThat(bom.getMetadata().getToolChoice().getComponents())
                .extracting(tool -> tool.getGroup() + ":" + tool.getName() + ":" + tool.getVersion())
                .containsExactly("io.github.mesosbuild:mesos-maven-plugin:1.0.0");
        ConfigNode tools = Documents.json(json).get("formulation").list().get(0).get("components");
        assertThat(tools.list().stream()
                        .map(tool -> tool.get("name").textOrEmpty() + ", "
                                + tool.get("version").textOrEmpty() + ", "
                                + tool.get("hashes").list().stream()
                                        .map(hash -> hash.get("content").textOrEmpty())
                                        .toList()))
                .containsExactly(
                        "c++, g++ (Debian 12.2.0-14) 12.2.0, [" + "c".repeat(64) + "]",
                        "glibc, 2.36, []",
                        "make, GNU Make 4.3, [" + "d".repeat(64) + "]");
        assertThat(bom.getMetadata().getProperties())
                .extracting(property -> property.getName() + "=" + property.getValue())
                .containsExactly(
                        "mesos-maven-plugin:cpu=x86_64",
                        "mesos-maven-plugin:distribution=debian 12",
                        "mesos-maven-plugin:libc=glibc 2.36");
    }

    @Test
    void besideABundleItHasTheBundlesDigest() throws Exception {
        BundleFacts facts = new SampleFacts().build();
        Component release = valid(BillOfMaterials.beside(facts, SampleFacts.BUNDLE))
                .getMetadata()
                .getComponent();
        assertThat(release.getHashes())
                .extracting(hash -> hash.getAlgorithm() + " " + hash.getValue())
                .containsExactly("SHA-256 " + "b".repeat(64));
        assertThat(release.getProperties().get(0).getValue()).isEqualTo(SampleFacts.BUNDLE.name());
        assertThat(valid(BillOfMaterials.inside(facts))
                        .getMetadata()
                        .getComponent()
                        .getHashes())
                .isNullOrEmpty();
    }

    @Test
    void theTimeIsThatOfTheBuildWhereverItIsWritten() throws Exception {
        TimeZone zone = TimeZone.getDefault();
        Locale locale = Locale.getDefault();
        String there;
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            there = BillOfMaterials.inside(new SampleFacts().build());
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
        assertThat(there)
                .isEqualTo(BillOfMaterials.inside(new SampleFacts().build()))
                .contains("\"timestamp\" : \"2026-01-02T03:34:06Z\"");
        SampleFacts unknown = new SampleFacts();
        unknown.finished = Optional.empty();
        String without = BillOfMaterials.inside(unknown.build());
        valid(without);
        assertThat(without).doesNotContain("timestamp");
    }

    @Test
    void theSerialNumberIsThatOfTheContent() throws Exception {
        SampleFacts sample = new SampleFacts();
        String first = serial(sample);
        assertThat(serial(new SampleFacts())).isEqualTo(first);
        assertThat(UUID.fromString(first.substring("urn:uuid:".length())).version())
                .isEqualTo(5);
        sample.thirdParties = List.of();
        assertThat(serial(sample)).isNotEqualTo(first);
        // RFC 9562, A.4, which has the name space of host names: this one is of "https://example.com", computed with
        // Python's uuid5.
        assertThat(BillOfMaterials.nameBased("https://example.com"))
                .hasToString("4fd35a71-71ef-5a55-a9d9-aa75c889a6d0");
    }

    private static String serial(SampleFacts sample) throws Exception {
        return valid(BillOfMaterials.inside(sample.build())).getSerialNumber();
    }

    @Test
    void anArchiveOfUnknownOriginHasItsName() throws Exception {
        SampleFacts sample = new SampleFacts();
        sample.source = new BundleFacts.Source(
                "mesos 0.24:x.tgz", "6".repeat(64), Optional.empty(), Optional.empty(), List.of(), List.of());
        assertThat(valid(BillOfMaterials.inside(sample.build()))
                        .getMetadata()
                        .getComponent()
                        .getExternalReferences()
                        .get(0)
                        .getUrl())
                .isEqualTo("mesos%200.24%3Ax.tgz");
    }

    @Test
    void hostileValuesStayValues() throws Exception {
        BundleFacts facts = SampleFacts.hostile().build();
        Bom bom = valid(BillOfMaterials.beside(facts, SampleFacts.BUNDLE));
        assertThat(bom.getComponents()).hasSize(6);
        assertThat(bom.getComponents()).extracting(Component::getBomRef).doesNotHaveDuplicates();
        assertThat(bom.getMetadata()
                        .getComponent()
                        .getLicenses()
                        .getLicenses()
                        .get(0)
                        .getName())
                .isEqualTo("Not/Spdx");
    }

    static List<SampleFacts> samples() {
        return List.of(new SampleFacts(), SampleFacts.hostile());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theSameFactsGiveTheSameBytes(SampleFacts sample) {
        String first = BillOfMaterials.beside(sample.build(), SampleFacts.BUNDLE);
        ProvenanceTest.shuffle(sample);
        assertThat(BillOfMaterials.beside(sample.build(), SampleFacts.BUNDLE)).isEqualTo(first);
    }
}
