package io.github.mesosbuild.report;

import io.github.mesosbuild.steps.InstallNotice;
import io.github.mesosbuild.text.Quantities;
import io.github.mesosbuild.text.ShellWords;
import java.util.Optional;

/** Sentences about installations that succeeded, and their peculiarities. */
final class InstallNotices {
    private InstallNotices() {}

    /** Returns how much smaller stripping made an installation; empty if it has the same size. */
    static Optional<String> stripped(long before, long after) {
        return before == after
                ? Optional.empty()
                : Optional.of("Stripping reduced the installation from " + Quantities.bytes(before) + " to "
                        + Quantities.bytes(after));
    }

    static String sentence(InstallNotice notice) {
        if (notice instanceof InstallNotice.Direct direct) {
            return "'make install' ignores DESTDIR: it wrote " + Quantities.count(direct.files(), "file") + " to "
                    + direct.prefix()
                    + " itself. They are recorded as the installation, but a failed 'make install' of this release leaves the"
                    + " directory incomplete.";
        }
        InstallNotice.Closed closed = (InstallNotice.Closed) notice;
        return "Other users cannot use " + closed.prefix() + ": its mode is " + closed.mode()
                + ", because of Maven's umask. To let them, run:\n    chmod -R go+rX "
                + ShellWords.quoted(closed.prefix());
    }
}
