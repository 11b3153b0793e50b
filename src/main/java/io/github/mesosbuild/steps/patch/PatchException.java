package io.github.mesosbuild.steps.patch;

/** Thrown if a patch is not one that can be applied safely; the message is a clause about the patch. */
public final class PatchException extends Exception {
    private static final long serialVersionUID = 1L;

    PatchException(String clause) {
        super(clause);
    }

    PatchException(int line, String clause) {
        this("line " + line + " " + clause);
    }
}
