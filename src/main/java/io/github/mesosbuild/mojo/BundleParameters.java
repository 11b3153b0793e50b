package io.github.mesosbuild.mojo;

import java.io.File;

/** How a bundle is made; each element is also a property {@code mesos.bundle.NAME}. */
public class BundleParameters extends SkipParameters {
    /** The directory of bundles; by default {@code bundles} in the work directory. */
    File directory;

    /**
     * The format of the archive: {@code tar.gz}, the default, {@code tar.xz}, which is smallest, or {@code tar.zst}, which is unpacked
     * fastest and needs the program {@code zstd} here. Every machine can unpack all of them.
     */
    String format;

    /** The signer: {@code gpg}, {@code keyFile} or {@code none}; by default {@code keyFile} or {@code gpg} if that parameter is set. */
    String signer;

    /** The key of gpg that signs, such as a fingerprint; by default gpg's own default key. */
    String gpgKey;

    /** A file with the OpenPGP secret key that signs, without gpg. */
    File keyFile;

    /** The id of the {@code <server>} in {@code settings.xml} whose {@code <passphrase>} or {@code <password>} unlocks the key. */
    String server;

    /** The repository that {@code mesos:deploy-bundle} deploys to: {@code id::url}; by default the project's. */
    String repository;
}
