package io.github.mesosbuild.release;

import java.util.Optional;

/**
 * Software of others that a release contains and installs.
 *
 * @param name the name of the software
 * @param version the version, or the commit if there is no version
 * @param licence the license as an SPDX expression, such as {@code MIT OR GPL-2.0-only} (spdx.dev/ids)
 * @param purl the package URL, such as {@code pkg:github/google/leveldb@v1.4} (github.com/package-url/purl-spec), if there is one
 */
public record ThirdParty(String name, String version, String licence, Optional<String> purl) {}
