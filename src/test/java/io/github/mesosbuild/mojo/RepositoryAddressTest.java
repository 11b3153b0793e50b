package io.github.mesosbuild.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.eclipse.aether.repository.RemoteRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryAddressTest {
    private static RepositoryAddress parse(String value, RemoteRepository... known) throws MojoFailureException {
        return RepositoryAddress.parse("mesos.bundles", value, List.of(known));
    }

    private static RemoteRepository.Builder repository(String id, String url) {
        return new RemoteRepository.Builder(id, "default", url);
    }

    @ParameterizedTest
    @CsvSource({
        "team::https://repo.example.com/maven/, team, https://repo.example.com/maven",
        "team::default::https://repo.example.com/maven, team, https://repo.example.com/maven",
        "team::::https://repo.example.com/maven, team, https://repo.example.com/maven",
        "my-team.2::file:///srv/maven, my-team.2, file:///srv/maven",
        "team::http://[::1]:8080/maven, team, http://[::1]:8080/maven",
        "team::s3://bucket/maven, team, s3://bucket/maven",
        "' team::file:target/x ', team, file:target/x",
    })
    void hasAnIdAndAUrl(String value, String id, String url) throws Exception {
        assertThat(parse(value)).isEqualTo(new RepositoryAddress(id, url));
    }

    @Test
    void aUrlAloneGetsAnIdThatDependsOnIt() throws Exception {
        RepositoryAddress one = parse("http://[::1]:8080/maven");
        assertThat(one.url()).isEqualTo("http://[::1]:8080/maven");
        assertThat(one.id()).startsWith("bundles-");
        assertThat(parse("http://[::1]:8080/maven/")).isEqualTo(one);
        assertThat(parse("http://[::1]:8081/maven").id()).isNotEqualTo(one.id());
    }

    @Test
    void anIdIsOneOfTheProject() throws Exception {
        RemoteRepository team =
                repository("team", "https://repo.example.com/team").build();
        RemoteRepository mirror = repository("company", "https://mirror.example.com")
                .setMirroredRepositories(List.of(
                        repository("central", "https://central.example.com").build()))
                .build();
        assertThat(parse("team", mirror, team).url()).isEqualTo("https://repo.example.com/team");
        assertThat(parse("central", mirror, team).url()).isEqualTo("https://central.example.com");
        assertThatThrownBy(() -> parse("tea", mirror, team))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage(
                        "mesos.bundles names the repository 'tea', but neither the project nor an active profile of your"
                                + " settings.xml has a repository with that ID. Known: central, team.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "team::",
                "team::relative/path",
                "/srv/maven",
                "::https://x",
                "te/am::https://x",
                "team::https://x y"
            })
    void anythingElseIsNamed(String value) {
        assertThatThrownBy(() -> parse(value))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage(
                        "mesos.bundles must have repositories as id::url, as a URL or as the ID of a repository of the"
                                + " project, got '" + value + "'.");
    }

    @Test
    void anotherLayoutIsNamed() {
        assertThatThrownBy(() -> parse("team::legacy::https://somebody:secret@x/y"))
                .hasMessage("mesos.bundles has the repository layout 'legacy' in 'team::legacy::https://x/y', but Maven"
                        + " supports only the layout 'default'.");
    }

    @Test
    void twoWithOneIdAreNamed() {
        assertThatThrownBy(() -> MavenBundles.addresses(
                        "mesos.bundles", List.of("a::https://x", "a::https://x/", "a::https://y"), List.of()))
                .hasMessage("mesos.bundles has two repositories with the ID 'a' and different URLs.");
    }
}
