package io.github.mesosbuild.bundle;

import io.github.mesosbuild.release.ThirdParty;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Facts of a bundle for tests. Each test changes the fields that it is about. */
final class SampleFacts {
    static final BundleFacts.Content BUNDLE =
            new BundleFacts.Content("mesos-0.24.0-linux-x86_64-glibc2.36-8b3129a4733a.tar.gz", "b".repeat(64));

    BundleFacts.Software software = new BundleFacts.Software(
            "mesos", "Apache Mesos", "0.24.0", Optional.of("Apache-2.0"), "pkg:github/apache/mesos@0.24.0");
    BundleFacts.Source source = new BundleFacts.Source(
            "mesos-0.24.0.tar.gz",
            "6b8cfd723760d336f2aae543b0cfcea230c0d0247fed44876665578c06f983c4",
            Optional.of("5".repeat(128)),
            Optional.of("https://archive.apache.org/dist/mesos/0.24.0/mesos-0.24.0.tar.gz"),
            List.of(new BundleFacts.Signer("F7DA48BB64BCB84ECBA7EE6935CD23C10D498E23", "Jane Doe <jane@example.org>")),
            List.of("recipe mesos"));
    Map<String, String> options = new HashMap<>(Map.of("mesos.buildType", "release", "mesos.strip", "true"));
    List<BundleFacts.AppliedQuirk> quirks =
            List.of(new BundleFacts.AppliedQuirk("jdk-layout", "the release expects a JDK 8."));
    List<String> configureArguments = List.of("--prefix=/opt/x/prefix", "--disable-python", "CXXFLAGS=-O2 -g1");
    List<BundleFacts.Tool> tools = BundleFacts.Tool.of(Map.of(
            "c++", "g++ (Debian 12.2.0-14) 12.2.0, SHA-256 " + "c".repeat(64),
            "make", "GNU Make 4.3, SHA-256 " + "d".repeat(64),
            "glibc", "2.36"));
    List<BundleFacts.SystemLibrary> libraries = List.of(
            library("libsvn_subr-1.so.1", "libsvn1", "1.14.2-4+deb12u1"),
            library("libsvn_delta-1.so.1", "libsvn1", "1.14.2-4+deb12u1"),
            library("libz.so.1", "zlib1g", "1:1.2.13.dfsg-1"),
            new BundleFacts.SystemLibrary("libown.so.2", Optional.empty()));
    List<ThirdParty> thirdParties = List.of(
            new ThirdParty("leveldb", "1.4", "BSD-3-Clause", Optional.of("pkg:github/google/leveldb@v1.4")),
            new ThirdParty("libev", "4.15", "BSD-2-Clause OR GPL-2.0-or-later", Optional.empty()),
            new ThirdParty("house", "1", "LicenseRef-house", Optional.empty()));
    Optional<Instant> started = Optional.of(Instant.parse("2026-01-02T03:04:05.678Z"));
    Optional<Instant> finished = Optional.of(Instant.parse("2026-01-02T03:34:06.789Z"));
    List<BundleFacts.Content> files = List.of(
            new BundleFacts.Content("sbin/mesos-master", "1".repeat(64)),
            new BundleFacts.Content("lib/libmesos.so", "2".repeat(64)));

    static BundleFacts.SystemLibrary library(String soname, String name, String version) {
        return new BundleFacts.SystemLibrary(
                soname, Optional.of(new SystemPackages.Provider("deb", name, version, "amd64")));
    }

    BundleFacts build() {
        return new BundleFacts(
                software,
                "1.0.0",
                "8b3129a4733a",
                source,
                options,
                quirks,
                configureArguments,
                tools,
                libraries,
                thirdParties,
                started,
                finished,
                new BundleFacts.Platform("debian", "12", "x86_64", "glibc 2.36"),
                files);
    }

    /** Texts of all kinds in every field that comes from outside. */
    static SampleFacts hostile() {
        String evil =
                "\"'\\ </script> ${jndi:x} \u0000\u0001\u001b[31m\r\n\t\u007f\u0085\u2028 \u202edlrow\u202c \ud83d\ude00 \ud800 &#x0;";
        String huge = "x".repeat(1 << 20);
        String large = "x".repeat(1 << 14);
        SampleFacts facts = new SampleFacts();
        facts.software = new BundleFacts.Software(
                "r " + evil, evil, "1 " + evil, Optional.of("Not/Spdx"), PackageUrls.generic("a" + evil, evil));
        facts.source = new BundleFacts.Source(
                "a" + evil,
                "6".repeat(64),
                Optional.empty(),
                Optional.of("https://example.org/" + evil),
                List.of(new BundleFacts.Signer("F7", evil), new BundleFacts.Signer("A7", large)),
                List.of(evil));
        facts.options = new HashMap<>(Map.of(evil, evil, "huge", huge, "", ""));
        facts.quirks = List.of(new BundleFacts.AppliedQuirk(evil, large));
        facts.configureArguments = List.of(evil, large, "");
        facts.tools = List.of(
                new BundleFacts.Tool(evil, evil, Optional.empty()),
                new BundleFacts.Tool("z", large, Optional.of("7".repeat(64))));
        facts.libraries = List.of(
                library(evil, "n" + evil, evil),
                new BundleFacts.SystemLibrary("m" + evil, Optional.empty()),
                new BundleFacts.SystemLibrary("n" + evil, Optional.empty()));
        facts.thirdParties = List.of(
                new ThirdParty(evil, evil, "MIT", Optional.empty()),
                new ThirdParty(evil, evil, "MIT", Optional.empty()),
                new ThirdParty(huge, huge, "MIT", Optional.empty()));
        facts.files =
                List.of(new BundleFacts.Content(evil, "8".repeat(64)), new BundleFacts.Content(huge, "9".repeat(64)));
        return facts;
    }
}
