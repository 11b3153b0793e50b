package io.github.mesosbuild.bundle;

import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.release.ThirdParty;
import io.github.mesosbuild.text.Redactor;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The facts that the provenance and the bill of materials of a bundle consist of. What has no order of its own is sorted, and texts are
 * without secrets and home directories.
 *
 * @param software the release
 * @param pluginVersion the version of this plugin
 * @param fingerprint the fingerprint of the build's inputs
 * @param source the archive that was built
 * @param options the parameters that the user set, by name
 * @param quirks the quirks that the build applied, in the recipe's order
 * @param configureArguments all arguments of {@code configure}, in their order
 * @param tools the tools of the build
 * @param libraries the libraries of the system that the installation loads
 * @param thirdParties the software of others that the installation contains
 * @param started when the build started, if that is known
 * @param finished when the build ended, if that is known
 * @param platform the machine that built it
 * @param files the regular files of the installation, by paths relative to it
 */
public record BundleFacts(
        Software software,
        String pluginVersion,
        String fingerprint,
        Source source,
        Map<String, String> options,
        List<AppliedQuirk> quirks,
        List<String> configureArguments,
        List<Tool> tools,
        List<SystemLibrary> libraries,
        List<ThirdParty> thirdParties,
        Optional<Instant> started,
        Optional<Instant> finished,
        Platform platform,
        List<Content> files) {

    /** @throws IllegalArgumentException if two files have the same path */
    public BundleFacts {
        pluginVersion = MachineText.neutral(pluginVersion);
        Map<String, String> harmless = new TreeMap<>();
        options.forEach((name, value) -> harmless.put(
                MachineText.neutral(name),
                Redactor.isSecret(name, value) ? Redactor.MARK : MachineText.neutral(value)));
        options = Collections.unmodifiableMap(harmless);
        quirks = quirks.stream()
                .map(quirk -> new AppliedQuirk(
                        MachineText.neutral(quirk.name()), MachineText.neutral(quirk.because()), quirk.patch()))
                .toList();
        configureArguments = Redactor.words(configureArguments).stream()
                .map(MachineText::neutral)
                .toList();
        tools = sorted(tools, Comparator.comparing(Tool::name));
        libraries = sorted(libraries, Comparator.comparing(SystemLibrary::soname));
        thirdParties = sorted(
                thirdParties.stream()
                        .map(other -> new ThirdParty(
                                MachineText.neutral(other.name()),
                                MachineText.neutral(other.version()),
                                other.licence(),
                                other.purl()))
                        .toList(),
                Comparator.comparing(ThirdParty::name).thenComparing(ThirdParty::version));
        files = sorted(files, Comparator.comparing(Content::name));
        Set<String> names = new HashSet<>();
        files.forEach(file -> {
            if (!names.add(file.name())) {
                throw new IllegalArgumentException("Two files have the path " + file.name());
            }
        });
    }

    private static <T> List<T> sorted(Collection<T> items, Comparator<T> order) {
        return items.stream().sorted(order).toList();
    }

    /**
     * Returns these facts without the places of the machine.
     *
     * @param places what to replace, such as the path of the installation, and what to write in its place, such as {@code {prefix}}
     */
    public BundleFacts without(Map<String, String> places) {
        MachineText text = new MachineText(places);
        Map<String, String> neutral = new TreeMap<>();
        options.forEach((name, value) -> neutral.put(name, text.replaced(value)));
        return new BundleFacts(
                software,
                pluginVersion,
                fingerprint,
                source,
                neutral,
                quirks,
                configureArguments.stream().map(text::replaced).toList(),
                tools.stream()
                        .map(tool -> new Tool(tool.name(), text.replaced(tool.version()), tool.sha256()))
                        .toList(),
                libraries,
                thirdParties,
                started,
                finished,
                platform,
                files);
    }

    /**
     * The software in a bundle.
     *
     * @param recipe the recipe's name
     * @param title the name for people
     * @param version the version
     * @param licence the license as an SPDX expression, if it is known
     * @param purl the package URL
     */
    public record Software(String recipe, String title, String version, Optional<String> licence, String purl) {
        public Software {
            recipe = MachineText.neutral(recipe);
            title = MachineText.neutral(title);
            version = MachineText.neutral(version);
        }

        /** Returns the software of a release. One whose recipe has no package URL is {@code pkg:generic/NAME@VERSION}. */
        public static Software of(Release release) {
            String version = release.version().text();
            return new Software(
                    release.recipe(),
                    release.title(),
                    version,
                    release.composition().licence(),
                    release.composition().purl().orElseGet(() -> PackageUrls.generic(release.recipe(), version)));
        }
    }

    /**
     * The archive of the sources.
     *
     * @param fileName the archive's name
     * @param sha256 the SHA-256
     * @param sha512 the SHA-512, if it was computed
     * @param url where it was downloaded, if that is known; without credentials
     * @param signers who signed it
     * @param pins what proved it, such as {@code recipe mesos}
     */
    public record Source(
            String fileName,
            String sha256,
            Optional<String> sha512,
            Optional<String> url,
            List<Signer> signers,
            List<String> pins) {
        /** @throws IllegalArgumentException if a digest is none */
        public Source {
            sha256 = strong(sha256);
            sha512 = sha512.map(hex -> new Digest(Digest.Algorithm.SHA512, hex).hex());
            fileName = MachineText.neutral(fileName);
            url = url.flatMap(Source::withoutUserInfo);
            signers = sorted(signers, Comparator.comparing(Signer::fingerprint));
            pins = pins.stream().map(MachineText::neutral).sorted().toList();
        }

        /** Only what others can reach: a file of this machine is not a source for them. */
        private static Optional<String> withoutUserInfo(String url) {
            try {
                URI uri = URI.create(url);
                return "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme())
                        ? Optional.of(Redactor.withoutUserInfo(uri))
                        : Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }

    /**
     * The owner of an OpenPGP key.
     *
     * @param fingerprint the primary key's fingerprint
     * @param userId the user ID, such as {@code Jane Doe <jane@example.org>}; empty if the key has none
     */
    public record Signer(String fingerprint, String userId) {
        public Signer {
            userId = MachineText.neutral(userId);
        }
    }

    /**
     * A quirk that the build applied.
     *
     * @param name its name in the recipe
     * @param because the reason
     * @param patch the patch, if it is one
     */
    public record AppliedQuirk(String name, String because, Optional<AppliedPatch> patch) {
        /** A quirk that is not a patch. */
        public AppliedQuirk(String name, String because) {
            this(name, because, Optional.empty());
        }

        /** Returns a quirk of a recipe. */
        static AppliedQuirk of(Quirk quirk) {
            return new AppliedQuirk(
                    quirk.name(),
                    quirk.because(),
                    quirk.patch()
                            .flatMap(patch -> patch.sha256()
                                    .map(digest -> new AppliedPatch(
                                            digest.hex(),
                                            Optional.of(patch.place()).filter(place -> patch.remote())))));
        }
    }

    /**
     * A patch that the build applied to the sources.
     *
     * @param sha256 the SHA-256 that the recipe pins, or that of the file beside the recipe
     * @param url where it was downloaded, without credentials; empty for a file beside the recipe
     */
    public record AppliedPatch(String sha256, Optional<String> url) {
        /** @throws IllegalArgumentException if the digest is none */
        public AppliedPatch {
            sha256 = strong(sha256);
            url = url.flatMap(Source::withoutUserInfo);
        }
    }

    /**
     * A tool of the build.
     *
     * @param name the name of its role, such as {@code c++}
     * @param version the first line of {@code --version}, or the version; empty if it has none
     * @param sha256 the SHA-256 of the program; empty for what is not one file, such as the C library
     */
    public record Tool(String name, String version, Optional<String> sha256) {
        private static final String DIGEST = ", SHA-256 ";

        /** @throws IllegalArgumentException if the digest is none */
        public Tool {
            name = MachineText.neutral(name);
            version = MachineText.neutral(version);
            sha256 = sha256.map(BundleFacts::strong);
        }

        /** Returns the tools of {@code steps.Toolchain.identities}: a version, followed by {@code , SHA-256} and the digest for programs. */
        public static List<Tool> of(Map<String, String> identities) {
            List<Tool> tools = new ArrayList<>();
            new TreeMap<>(identities).forEach((name, identity) -> {
                int digest = identity.lastIndexOf(DIGEST);
                tools.add(
                        digest < 0
                                ? new Tool(name, identity, Optional.empty())
                                : new Tool(
                                        name,
                                        identity.substring(0, digest),
                                        Optional.of(identity.substring(digest + DIGEST.length()))));
            });
            return tools;
        }
    }

    /**
     * A library of the system that the installation loads.
     *
     * @param soname the name in {@code DT_NEEDED}, such as {@code libz.so.1}
     * @param provider the package that provides it on the machine of the build, if that is known
     */
    public record SystemLibrary(String soname, Optional<SystemPackages.Provider> provider) {
        public SystemLibrary {
            soname = MachineText.wellFormed(soname);
        }
    }

    /**
     * The kind of machine that built the bundle.
     *
     * @param distribution the ID in {@code /etc/os-release}, such as {@code debian}
     * @param distributionVersion the VERSION_ID, such as {@code 12}; empty for a rolling release
     * @param cpu the architecture, such as {@code x86_64}
     * @param libc the C library with its version, such as {@code glibc 2.36}
     */
    public record Platform(String distribution, String distributionVersion, String cpu, String libc) {
        public Platform {
            distribution = MachineText.neutral(distribution);
            distributionVersion = MachineText.neutral(distributionVersion);
            cpu = MachineText.neutral(cpu);
            libc = MachineText.neutral(libc);
        }
    }

    /**
     * A file by its content.
     *
     * @param name the path relative to the installation, or the name of a file of its own
     * @param sha256 the SHA-256
     */
    public record Content(String name, String sha256) {
        /** @throws IllegalArgumentException if the digest is none */
        public Content {
            name = MachineText.wellFormed(name);
            sha256 = strong(sha256);
        }
    }

    private static String strong(String hex) {
        return new Digest(Digest.Algorithm.SHA256, hex).hex();
    }
}
