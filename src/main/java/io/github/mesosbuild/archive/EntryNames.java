package io.github.mesosbuild.archive;

import io.github.mesosbuild.archive.UnpackException.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Checks the names in an archive. */
final class EntryNames {
    private static final int COMPONENT_BYTES = 255;

    private EntryNames() {}

    /** Decodes a name strictly, because Java cannot create a file whose name is not UTF-8. */
    static String decode(byte[] bytes, int from, int length) throws RefusedArchiveException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException e) {
            // Latin-1 is the usual other encoding, and shows every byte.
            throw new RefusedArchiveException(Kind.ENCODING, "has a name that is not UTF-8, but perhaps Latin-1", e)
                    .of(new String(bytes, from, length, StandardCharsets.ISO_8859_1));
        }
    }

    /**
     * Splits a name into its components, leaving out empty ones and {@code .}, which tar ignores.
     *
     * @throws RefusedArchiveException if the name is absolute, contains {@code ..}, is empty, or exceeds a limit
     */
    static List<String> components(String name, ArchiveLimits limits) throws RefusedArchiveException {
        if (name.startsWith("/")) {
            throw new RefusedArchiveException(Kind.ESCAPES, "has an absolute name");
        }
        if (utf8Length(name) > limits.nameLength()) {
            throw RefusedArchiveException.limit(
                    ArchiveLimits.NAME_LENGTH, "has a name longer than " + limits.nameLength() + " bytes");
        }
        if (hasControls(name)) {
            throw new RefusedArchiveException(Kind.NAME, "has control characters in its name");
        }
        List<String> components = new ArrayList<>();
        for (String component : name.split("/")) {
            if (component.equals("..")) {
                throw new RefusedArchiveException(Kind.ESCAPES, "has '..' in its name");
            }
            if (utf8Length(component) > COMPONENT_BYTES) {
                throw new RefusedArchiveException(
                        Kind.NAME, "has a name component longer than " + COMPONENT_BYTES + " bytes");
            }
            if (!component.isEmpty() && !component.equals(".")) {
                components.add(component);
            }
        }
        if (components.isEmpty()) {
            throw new RefusedArchiveException(name.isEmpty() ? Kind.NAME : Kind.WRONG_TOP, "does not name a file");
        }
        if (components.size() > limits.depth()) {
            throw RefusedArchiveException.limit(ArchiveLimits.DEPTH, "is more than " + limits.depth() + " levels deep");
        }
        return components;
    }

    static boolean hasControls(String name) {
        return name.chars().anyMatch(Character::isISOControl);
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
