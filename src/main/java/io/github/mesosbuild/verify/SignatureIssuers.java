package io.github.mesosbuild.verify;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The keys that a file of detached signatures names. They prove nothing: a signature that was not verified can name any key. */
public final class SignatureIssuers {
    private final List<Issuer> issuers;

    private SignatureIssuers(List<Issuer> issuers) {
        this.issuers = issuers;
    }

    /** Reads a file; one that is not readable or not a signature names no key. */
    public static SignatureIssuers of(Path signature) {
        return new SignatureIssuers(SignatureFile.read(signature).signatures().stream()
                .map(Issuer::of)
                .toList());
    }

    /** Returns whether no key is named. */
    public boolean isEmpty() {
        return issuers.isEmpty();
    }

    /** Returns whether each key of another file is named here too. */
    public boolean haveAll(SignatureIssuers others) {
        return others.issuers.stream().allMatch(other -> issuers.stream().anyMatch(other::isSame));
    }

    /** Returns fingerprints, or key IDs where a signature has no fingerprint. */
    @Override
    public String toString() {
        return issuers.stream().map(Issuer::described).distinct().collect(Collectors.joining(", "));
    }
}
