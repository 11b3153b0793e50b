package io.github.mesosbuild.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;

class BundlesParametersTest {
    private final BundlesParameters parameters = new BundlesParameters();

    private void refused(String sentence) {
        assertThatThrownBy(parameters::request)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage(sentence);
    }

    @Test
    void theShortFormNamesRepositories() {
        assertThat(parameters.turnedOn()).isFalse();
        parameters.set(" team::https://repo.example.com/maven , central ,");
        assertThat(parameters.turnedOn()).isTrue();
        assertThat(parameters.repositories).containsExactly("team::https://repo.example.com/maven", "central");
        parameters.set("");
        assertThat(parameters.turnedOn()).isFalse();
    }

    @Test
    void somethingMustProveABundle() throws Exception {
        refused("mesos.bundles needs something that proves a bundle: name the signers' public keys with"
                + " -Dmesos.bundles.keys=FILE, pin a digest with -Dmesos.bundles.sha256=DIGEST, or trust everybody who can"
                + " write to the repository with -Dmesos.bundles.trust=repository.");
        parameters.trust = "repository";
        assertThat(parameters.request().trustRepository()).isTrue();
        parameters.trust = null;
        parameters.sha256 = List.of("00".repeat(32));
        assertThat(parameters.request().pins()).hasSize(1);
    }

    @Test
    void aValueThatIsNotValidIsNamed() {
        parameters.match = "near";
        refused("mesos.bundles.match must be one of exact, compatible, got 'near'.");
        parameters.match = null;
        parameters.trust = "everybody";
        refused("mesos.bundles.trust must be one of signature, repository, got 'everybody'.");
        parameters.trust = "repository";
        parameters.group = "our team";
        refused("mesos.bundles.group is not valid: The groupId 'our team' must consist of letters, digits, '.', '_' and"
                + " '-', and must not begin with a dot.");
    }
}
