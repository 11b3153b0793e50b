package io.github.mesosbuild.archive;

import java.nio.file.Path;

/** A program that unpacks an archive and prints the kind and message of the failure. */
final class UnpackInLocale {
    private UnpackInLocale() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            new Unpacker(ArchiveLimits.DEFAULT)
                    .unpack(
                            Path.of(arguments[0]),
                            Path.of(arguments[1]),
                            "top",
                            TreePreparation.NONE,
                            UnpackListener.SILENT);
        } catch (UnpackException e) {
            System.out.println(e.kind() + " " + e.getMessage());
        }
    }
}
