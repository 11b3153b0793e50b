package io.github.mesosbuild.host;

import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.release.Requirement;
import io.github.mesosbuild.release.Version;
import java.util.List;
import java.util.Optional;

/**
 * What was found out about one requirement.
 *
 * @param requirement what was looked for
 * @param status whether it will do
 * @param found the version that is there, if it could be had
 * @param detail where it was found, or the first error of the compiler
 * @param curedBy the quirks that hold on this machine and make up for a tool that is too new; empty otherwise
 */
public record RequirementResult(
        Requirement requirement, Status status, Optional<Version> found, String detail, List<Quirk> curedBy) {

    public RequirementResult {
        curedBy = List.copyOf(curedBy);
    }

    /** The verdicts. */
    public enum Status {
        FOUND("found", true),
        MISSING("missing", false),
        TOO_OLD("too old", false),
        TOO_NEW("too new", false),
        /** Newer than the newest that builds the release as it is, but the recipe has a cure for this machine. */
        TOO_NEW_CURED("too new, cured", true),
        /** It is probed by compiling, and there is no compiler. */
        UNCHECKED("not checked", false),
        /** The same, but its headers are where the probe would look. */
        UNCHECKED_FOUND("not checked", false),
        /** The machines for which it is required are others. */
        NOT_NEEDED("not needed", true);

        private final String label;
        private final boolean ok;

        Status(String label, boolean ok) {
            this.label = label;
            this.ok = ok;
        }

        /** For people. */
        public String label() {
            return label;
        }

        /** Whether the release can be built with it. */
        public boolean ok() {
            return ok;
        }

        /** Whether installing packages is the cure, or may be. */
        public boolean cameTooShort() {
            return this == MISSING || this == TOO_OLD || this == UNCHECKED;
        }

        /** Whether a compiler is missing to tell. */
        public boolean unchecked() {
            return this == UNCHECKED || this == UNCHECKED_FOUND;
        }
    }
}
