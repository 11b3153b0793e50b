package io.github.mesosbuild.node;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mesosbuild.config.Documents;
import io.github.mesosbuild.release.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads descriptions for tests. */
final class Descriptions {
    static final String KEY = """
            -----BEGIN PGP PUBLIC KEY BLOCK-----

            mQENBFNoTheKeyOfNobody=
            -----END PGP PUBLIC KEY BLOCK-----
            """;

    /** One platform of each kind that differs in its files or commands. */
    static final List<String> PLATFORMS = List.of(
            "debian 7",
            "debian 8",
            "debian 12",
            "ubuntu 12.04",
            "ubuntu 14.04",
            "ubuntu 16.04",
            "ubuntu 24.04",
            "centos 6",
            "centos 7",
            "rocky 9");

    private Descriptions() {}

    static Description read(String yaml) throws DescriptionException, IOException {
        return read(yaml, Path.of("target"), ZooKeeperIds.NONE);
    }

    static Description read(String yaml, Path directory, ZooKeeperIds ids) throws DescriptionException, IOException {
        return new DescriptionReader(new Version("0.24.0"), directory, ids).read(Documents.yaml(yaml));
    }

    /** Returns the guide of a host. */
    static String guide(String yaml, String host) throws DescriptionException, IOException {
        return NodeWriter.trees(read(yaml)).stream()
                .filter(tree -> tree.host().name().equals(host))
                .flatMap(tree -> tree.scripts().stream())
                .filter(file -> file.path().equals("README.md"))
                .findFirst()
                .orElseThrow()
                .text();
    }

    static List<String> problems(String yaml) {
        return problems(yaml, ZooKeeperIds.NONE);
    }

    static List<String> problems(String yaml, ZooKeeperIds ids) {
        return assertThatExceptionOfType(DescriptionException.class)
                .as(yaml)
                .isThrownBy(() -> read(yaml, Path.of("target"), ids))
                .actual()
                .problems();
    }
}
