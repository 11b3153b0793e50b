package io.github.mesosbuild.node;

/**
 * A file of a machine.
 *
 * @param path relative to {@code /}, without a slash before it
 * @param text what is in it
 * @param mode as {@code ls -l} shows it without the type, such as {@code rw-r--r--}
 */
public record NodeFile(String path, String text, String mode) {
    /** For all to read. */
    public static final String PLAIN = "rw-r--r--";

    /** For all to run. */
    public static final String PROGRAM = "rwxr-xr-x";

    /** For its owner alone, since a password is in it. */
    public static final String SECRET = "rw-------";

    /** Returns the mode as {@code chmod} takes it, such as {@code 644}. */
    String octalMode() {
        int bits = 0;
        for (char right : mode.toCharArray()) {
            bits = bits << 1 | (right == '-' ? 0 : 1);
        }
        return Integer.toOctalString(bits);
    }
}
