package io.github.mesosbuild.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.StructProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Patch;
import io.github.mesosbuild.release.QuirkBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * in-toto and SLSA publish no JSON schema, but protocol buffers whose JSON mapping is the format: the messages {@code Statement} and
 * {@code ResourceDescriptor} of in_toto_attestation/v1 and {@code Provenance} of predicates/provenance/v1
 * (github.com/in-toto/attestation, protos). Their fields are repeated here. JsonFormat refuses unknown fields and wrong types; what
 * the specifications' texts require beyond that is asserted.
 */
class ProvenanceTest {
    private static final Descriptor STATEMENT;
    private static final Descriptor PROVENANCE;

    static {
        try {
            FileDescriptor file = FileDescriptor.buildFrom(
                    FileDescriptorProto.newBuilder()
                            .setName("provenance.proto")
                            .setSyntax("proto3")
                            .setPackage("p")
                            .addDependency("google/protobuf/struct.proto")
                            .addDependency("google/protobuf/timestamp.proto")
                            .addMessageType(message(
                                    "Statement",
                                    text("type", "_type"),
                                    list("subject", ".p.ResourceDescriptor"),
                                    text("predicate_type", "predicateType"),
                                    field("predicate", ".google.protobuf.Struct")))
                            .addMessageType(message(
                                    "ResourceDescriptor",
                                    text("name", "name"),
                                    text("uri", "uri"),
                                    list("digest", ".p.ResourceDescriptor.DigestEntry"),
                                    text("content", "content").setType(Type.TYPE_BYTES),
                                    text("download_location", "downloadLocation"),
                                    text("media_type", "mediaType"),
                                    field("annotations", ".google.protobuf.Struct")))
                            .addMessageType(message(
                                    "Provenance",
                                    field("build_definition", ".p.BuildDefinition"),
                                    field("run_details", ".p.RunDetails")))
                            .addMessageType(message(
                                    "BuildDefinition",
                                    text("build_type", "buildType"),
                                    field("external_parameters", ".google.protobuf.Struct"),
                                    field("internal_parameters", ".google.protobuf.Struct"),
                                    list("resolved_dependencies", ".p.ResourceDescriptor")))
                            .addMessageType(message(
                                    "RunDetails",
                                    field("builder", ".p.Builder"),
                                    field("metadata", ".p.BuildMetadata"),
                                    list("byproducts", ".p.ResourceDescriptor")))
                            .addMessageType(message(
                                    "Builder",
                                    text("id", "id"),
                                    list("version", ".p.Builder.VersionEntry"),
                                    list("builder_dependencies", ".p.ResourceDescriptor")))
                            .addMessageType(message(
                                    "BuildMetadata",
                                    text("invocation_id", "invocationId"),
                                    field("started_on", ".google.protobuf.Timestamp"),
                                    field("finished_on", ".google.protobuf.Timestamp")))
                            .build(),
                    new FileDescriptor[] {StructProto.getDescriptor(), TimestampProto.getDescriptor()});
            STATEMENT = file.findMessageTypeByName("Statement");
            PROVENANCE = file.findMessageTypeByName("Provenance");
        } catch (Exception e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static FieldDescriptorProto.Builder text(String name, String json) {
        return FieldDescriptorProto.newBuilder()
                .setName(name)
                .setJsonName(json)
                .setLabel(Label.LABEL_OPTIONAL)
                .setType(Type.TYPE_STRING);
    }

    private static FieldDescriptorProto.Builder field(String name, String type) {
        String[] words = name.split("_");
        String json = words[0]
                + (words.length > 1
                        ? words[1].substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words[1].substring(1)
                        : "");
        return text(name, json).setType(Type.TYPE_MESSAGE).setTypeName(type);
    }

    private static FieldDescriptorProto.Builder list(String name, String type) {
        return field(name, type).setLabel(Label.LABEL_REPEATED);
    }

    private static DescriptorProto message(String name, FieldDescriptorProto.Builder... fields) {
        DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(name);
        int number = 1;
        for (FieldDescriptorProto.Builder field : fields) {
            message.addField(field.setNumber(number++));
            if (field.getTypeName().endsWith("Entry")) {
                message.addNestedType(DescriptorProto.newBuilder()
                        .setName(field.getTypeName()
                                .substring(field.getTypeName().lastIndexOf('.') + 1))
                        .setOptions(MessageOptions.newBuilder().setMapEntry(true))
                        .addField(text("key", "key").setNumber(1))
                        .addField(text("value", "value").setNumber(2)));
            }
        }
        return message.build();
    }

    private static Map<?, ?> valid(String json) throws Exception {
        parse(json, STATEMENT);
        Map<?, ?> statement = map(plain(json));
        assertThat(statement.get("_type")).isEqualTo("https://in-toto.io/Statement/v1");
        assertThat(statement.get("predicateType")).isEqualTo("https://slsa.dev/provenance/v1");
        Map<?, ?> predicate = map(statement.get("predicate"));
        parse(io.github.mesosbuild.files.Json.write(predicate), PROVENANCE);
        // spec/v1/statement.md: each subject has a digest, and names are unique.
        Set<Object> names = new HashSet<>();
        assertThat((List<?>) statement.get("subject")).isNotEmpty().allSatisfy(subject -> {
            assertThat(map(map(subject).get("digest")).get("sha256").toString()).matches("[0-9a-f]{64}");
            assertThat(names.add(map(subject).get("name"))).isTrue();
        });
        // slsa.dev/spec/v1.0/provenance: the required fields of level 1.
        Map<?, ?> definition = map(predicate.get("buildDefinition"));
        assertThat(definition.get("buildType").toString()).startsWith("https://");
        assertThat(map(definition.get("externalParameters"))).isNotEmpty();
        assertThat(map(map(predicate.get("runDetails")).get("builder"))
                        .get("id")
                        .toString())
                .startsWith("https://");
        // spec/v1/resource_descriptor.md: a digest, a URI or the content.
        assertThat((List<?>) definition.get("resolvedDependencies"))
                .isNotEmpty()
                .allSatisfy(dependency -> assertThat(
                                map(dependency).keySet().stream().map(Object::toString))
                        .containsAnyOf("uri", "digest", "content"));
        return statement;
    }

    private static void parse(String json, Descriptor type) throws InvalidProtocolBufferException {
        JsonFormat.parser().merge(json, DynamicMessage.newBuilder(type));
    }

    /** Parses a document as maps, lists and strings, faster than the parser of YAML. */
    private static Object plain(String json) throws InvalidProtocolBufferException {
        Struct.Builder struct = Struct.newBuilder();
        JsonFormat.parser().merge(json, struct);
        return plain(Value.newBuilder().setStructValue(struct).build());
    }

    private static Object plain(Value value) {
        return switch (value.getKindCase()) {
            case STRUCT_VALUE -> {
                Map<String, Object> map = new TreeMap<>();
                value.getStructValue().getFieldsMap().forEach((key, child) -> map.put(key, plain(child)));
                yield map;
            }
            case LIST_VALUE ->
                value.getListValue().getValuesList().stream()
                        .map(ProvenanceTest::plain)
                        .toList();
            default -> value.getStringValue();
        };
    }

    private static Map<?, ?> map(Object value) {
        return (Map<?, ?>) value;
    }

    @Test
    void theMessagesRefuseWhatTheyDoNotHave() throws Exception {
        String json = Provenance.inside(new SampleFacts().build());
        valid(json);
        for (String[] change : new String[][] {
            {"\"buildType\"", "\"build\""},
            {"\"startedOn\": \"", "\"startedOn\": \"yesterday "},
            {"\"digest\": {", "\"digest\": {\"sha1\": {}, "},
            {"\"subject\"", "\"subjects\""}
        }) {
            assertThat(json).contains(change[0]);
            assertThatThrownBy(() -> valid(json.replace(change[0], change[1])))
                    .as(change[1])
                    .isInstanceOf(InvalidProtocolBufferException.class);
        }
    }

    @Test
    void theStatementInsideIsAboutTheFiles() throws Exception {
        assertThat(valid(Provenance.inside(new SampleFacts().build())).get("subject"))
                .hasToString("[{digest={sha256=" + "2".repeat(64) + "}, name=lib/libmesos.so}, {digest={sha256="
                        + "1".repeat(64) + "}, name=sbin/mesos-master}]");
    }

    @Test
    void theStatementBesideIsAboutTheBundleToo() throws Exception {
        BundleFacts facts = new SampleFacts().build();
        List<?> subjects =
                (List<?>) valid(Provenance.beside(facts, SampleFacts.BUNDLE)).get("subject");
        assertThat(subjects).hasSize(3);
        assertThat(map(subjects.get(0)).get("name")).isEqualTo(SampleFacts.BUNDLE.name());
        assertThat(map(valid(Provenance.beside(facts, SampleFacts.BUNDLE)).get("predicate")))
                .isEqualTo(valid(Provenance.inside(facts)).get("predicate"));
    }

    @Test
    void itNamesTheInputs() throws Exception {
        Map<?, ?> predicate =
                map(valid(Provenance.inside(new SampleFacts().build())).get("predicate"));
        Map<?, ?> definition = map(predicate.get("buildDefinition"));
        assertThat(definition.get("externalParameters"))
                .hasToString("{options={mesos.buildType=release, mesos.strip=true}, recipe=mesos, version=0.24.0}");
        assertThat(definition.get("internalParameters"))
                .hasToString("{configureArguments=[--prefix=/opt/x/prefix, --disable-python, CXXFLAGS=-O2 -g1],"
                        + " fingerprint=8b3129a4733a, platform={cpu=x86_64, distribution=debian,"
                        + " distributionVersion=12, libc=glibc 2.36}, quirks=[{because=the release expects a JDK 8.,"
                        + " name=jdk-layout}]}");
        assertThat((List<?>) definition.get("resolvedDependencies"))
                .extracting(Object::toString)
                .containsExactly(
                        "{annotations={pins=[recipe mesos], signers=[{fingerprint=F7DA48BB64BCB84ECBA7EE6935CD23C10D498E23,"
                                + " userId=Jane Doe <jane@example.org>}]},"
                                + " digest={sha256=6b8cfd723760d336f2aae543b0cfcea230c0d0247fed44876665578c06f983c4,"
                                + " sha512=" + "5".repeat(128) + "},"
                                + " downloadLocation=https://archive.apache.org/dist/mesos/0.24.0/mesos-0.24.0.tar.gz,"
                                + " name=mesos-0.24.0.tar.gz, uri=pkg:github/apache/mesos@0.24.0}",
                        "{annotations={version=g++ (Debian 12.2.0-14) 12.2.0}, digest={sha256=" + "c".repeat(64)
                                + "}, name=tool c++}",
                        "{annotations={version=2.36}, name=tool glibc, uri=pkg:generic/glibc@2.36}",
                        "{annotations={version=GNU Make 4.3}, digest={sha256=" + "d".repeat(64) + "}, name=tool make}",
                        "{name=library libown.so.2, uri=pkg:generic/libown.so.2}",
                        "{name=library libsvn_delta-1.so.1,"
                                + " uri=pkg:deb/debian/libsvn1@1.14.2-4%2Bdeb12u1?arch=amd64&distro=debian-12}",
                        "{name=library libsvn_subr-1.so.1,"
                                + " uri=pkg:deb/debian/libsvn1@1.14.2-4%2Bdeb12u1?arch=amd64&distro=debian-12}",
                        "{name=library libz.so.1,"
                                + " uri=pkg:deb/debian/zlib1g@1%3A1.2.13.dfsg-1?arch=amd64&distro=debian-12}");
        assertThat(predicate.get("runDetails"))
                .hasToString("{builder={id=https://mesosbuild.github.io/mesos-maven-plugin/provenance.html#builder-v1,"
                        + " version={mesos-maven-plugin=1.0.0}}, metadata={finishedOn=2026-01-02T03:34:06Z,"
                        + " invocationId=8b3129a4733a@2026-01-02T03:04:05Z, startedOn=2026-01-02T03:04:05Z}}");
    }

    @Test
    void patchesHaveTheirDigests() throws Exception {
        SampleFacts sample = new SampleFacts();
        sample.quirks = List.of(
                new BundleFacts.AppliedQuirk("q", "it is old."),
                applied(new Patch("near", "/srv/near", false, digest("e"), 1, Optional.of("x"))),
                applied(new Patch("far", "https://u:secret@example.org/far", true, digest("f"), 1, Optional.of("y"))));
        sample.tools = List.of();
        sample.libraries = List.of();
        Map<?, ?> definition = map(
                map(valid(Provenance.inside(sample.build())).get("predicate")).get("buildDefinition"));
        assertThat(map(definition.get("internalParameters")).get("quirks"))
                .hasToString("[{because=it is old., name=q}, {because=b, digest={sha256=" + "e".repeat(64)
                        + "}, name=near}, {because=b, digest={sha256=" + "f".repeat(64) + "}, name=far}]");
        assertThat((List<?>) definition.get("resolvedDependencies"))
                .extracting(Object::toString)
                .last(InstanceOfAssertFactories.STRING)
                .isEqualTo("{digest={sha256=" + "f".repeat(64)
                        + "}, downloadLocation=https://example.org/far, name=patch far}");
        assertThat((List<?>) definition.get("resolvedDependencies"))
                .extracting(Object::toString)
                .contains("{digest={sha256=" + "e".repeat(64) + "}, name=patch near}")
                .hasSize(3);
    }

    private static Optional<Digest> digest(String digit) {
        return Optional.of(new Digest(Digest.Algorithm.SHA256, digit.repeat(64)));
    }

    private static BundleFacts.AppliedQuirk applied(Patch patch) {
        return BundleFacts.AppliedQuirk.of(QuirkBuilder.patch(patch, "b").build());
    }

    @Test
    void timesMayBeUnknown() throws Exception {
        SampleFacts sample = new SampleFacts();
        sample.started = Optional.empty();
        sample.finished = Optional.empty();
        assertThat(map(map(valid(Provenance.inside(sample.build())).get("predicate"))
                                .get("runDetails"))
                        .get("metadata"))
                .hasToString("{invocationId=8b3129a4733a}");
    }

    @Test
    void aStatementIsAboutSomethingAndAboutEachThingOnce() {
        SampleFacts sample = new SampleFacts();
        sample.files = List.of();
        BundleFacts none = sample.build();
        assertThatThrownBy(() -> Provenance.inside(none))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A statement needs a subject: the installation has no files");
        sample.files = List.of(SampleFacts.BUNDLE);
        BundleFacts same = sample.build();
        assertThatThrownBy(() -> Provenance.beside(same, SampleFacts.BUNDLE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Two subjects have the name " + SampleFacts.BUNDLE.name());
    }

    @Test
    void hostileValuesStayValues() throws Exception {
        BundleFacts facts = SampleFacts.hostile().build();
        String json = Provenance.beside(facts, SampleFacts.BUNDLE);
        // Half a character has no encoding.
        assertThat(json).doesNotContain("\\ud800").contains("\ufffd");
        Map<?, ?> statement = valid(json);
        Map<?, ?> definition = map(map(statement.get("predicate")).get("buildDefinition"));
        assertThat(map(definition.get("internalParameters")).get("configureArguments"))
                .isEqualTo(facts.configureArguments());
        assertThat(map(definition.get("externalParameters")).get("options")).isEqualTo(facts.options());
    }

    static List<SampleFacts> samples() {
        return List.of(new SampleFacts(), SampleFacts.hostile());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theSameFactsGiveTheSameBytes(SampleFacts sample) {
        String first = Provenance.beside(sample.build(), SampleFacts.BUNDLE);
        shuffle(sample);
        assertThat(Provenance.beside(sample.build(), SampleFacts.BUNDLE)).isEqualTo(first);
    }

    /** Changes each order that means nothing. */
    static void shuffle(SampleFacts sample) {
        Map<String, String> options = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(sample.options.keySet());
        Collections.reverse(names);
        names.forEach(name -> options.put(name, sample.options.get(name)));
        sample.options = options;
        sample.tools = reversed(sample.tools);
        sample.libraries = reversed(sample.libraries);
        sample.thirdParties = reversed(sample.thirdParties);
        sample.files = reversed(sample.files);
        sample.source = new BundleFacts.Source(
                sample.source.fileName(),
                sample.source.sha256(),
                sample.source.sha512(),
                sample.source.url(),
                reversed(sample.source.signers()),
                reversed(sample.source.pins()));
        // Fractions of a second are not a difference.
        sample.started = sample.started.map(instant -> Instant.ofEpochSecond(instant.getEpochSecond()));
        sample.finished = sample.finished.map(instant -> Instant.ofEpochSecond(instant.getEpochSecond()));
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }

    @Test
    void nothingOfTheMachineIsInIt() throws Exception {
        SampleFacts sample = new SampleFacts();
        sample.options = new HashMap<>(Map.of(
                "mesos.configureArguments", "-I/home/jane/include /Users/jane/x",
                "mesos.environment.TOKEN", "ghp_0123456789abcdefghijklmnopqrstuvwxyz",
                "mesos.installDirectory", MachineText.HOME_OF_ROOT + "/other"));
        sample.configureArguments = List.of(
                "--prefix=/srv/build/prefix",
                "--with-x=/srv/build/prefix2",
                "--with-y=/home/jane/mesos/i",
                "CFLAGS=-L" + MachineText.HOME_OF_ROOT + "/lib -I/srv/build/prefix/i");
        sample.source = new BundleFacts.Source(
                "a.tgz",
                "6".repeat(64),
                Optional.empty(),
                Optional.of("https://u:secret@example.org/a.tgz"),
                List.of(),
                List.of());
        sample.quirks = List.of(new BundleFacts.AppliedQuirk("q", "See ftp://u:secret@example.org/."));
        String json = Provenance.inside(
                sample.build().without(Map.of("/srv/build/prefix", "{prefix}", "/home/jane/mesos", "{work}")));
        assertThat(json)
                .doesNotContain(
                        "jane", MachineText.HOME_OF_ROOT, "secret", "ghp_", "/srv/build/prefix\"", "/srv/build/prefix/")
                .contains(
                        "-I{home}/include {home}/x",
                        "\"mesos.installDirectory\": \"{home}/other\"",
                        "--prefix={prefix}",
                        "--with-x=/srv/build/prefix2",
                        "--with-y={work}/i",
                        "CFLAGS=-L{home}/lib -I{prefix}/i",
                        "https://example.org/a.tgz");
        valid(json);
    }

    @Test
    void aFileOfTheMachineIsNoDownloadLocation() {
        assertThat(Arrays.asList("file:///srv/a.tgz", "no url", "ftp://example.org/a"))
                .allSatisfy(url -> assertThat(new BundleFacts.Source(
                                        "a", "6".repeat(64), Optional.empty(), Optional.of(url), List.of(), List.of())
                                .url())
                        .isEmpty());
    }
}
