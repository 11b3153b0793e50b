package io.github.mesosbuild.host;

import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.release.Requirement;
import io.github.mesosbuild.release.Version;
import java.util.List;
import java.util.Optional;

/**
 * The result for one requirement.
 *
 * @param requirement the requirement
 * @param status whether it is met
 * @param found the version found, if it is known
 * @param detail where it was found, or the compiler's first error
 * @param curedBy the quirks that apply on this machine and work around a tool that is too new
 */
public record RequirementResult(
        Requirement requirement, Status status, Optional<Version> found, String detail, List<Quirk> curedBy) {

    public RequirementResult {
        curedBy = List.copyOf(curedBy);
    }

    /** The possible results. */
    public enum Status {
        FOUND("found", true),
        MISSING("missing", false),
        TOO_OLD("too old", false),
        TOO_NEW("too new", false),
        /** Newer than the newest version that builds the unmodified release, but a quirk works around it. */
        TOO_NEW_CURED("too new, fixed", true),
        /** The check compiles a program, but there is no compiler. */
        UNCHECKED("not checked", false),
        /** Like UNCHECKED, but the headers exist where the check would look for them. */
        UNCHECKED_FOUND("not checked", false),
        /** Not required on this machine. */
        NOT_NEEDED("not needed", true);

        private final String label;
        private final boolean ok;

        Status(String label, boolean ok) {
            this.label = label;
            this.ok = ok;
        }

        /** Returns the status in words. */
        public String label() {
            return label;
        }

        /** Returns whether the release can be built. */
        public boolean ok() {
            return ok;
        }

        /** Returns whether installing packages may help. */
        public boolean installable() {
            return this == MISSING || this == TOO_OLD || this == UNCHECKED;
        }

        /** Returns whether the check needs a compiler that is missing. */
        public boolean unchecked() {
            return this == UNCHECKED || this == UNCHECKED_FOUND;
        }
    }
}
