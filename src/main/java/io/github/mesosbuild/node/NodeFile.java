package io.github.mesosbuild.node;

/**
 * A file for a machine.
 *
 * @param path relative to {@code /}, without a leading slash
 * @param text its content
 * @param mode its permissions as {@code ls -l} shows them, without the type, such as {@code rw-r--r--}
 */
public record NodeFile(String path, String text, String mode) {
    /** The mode of a file that every user can read. */
    public static final String PLAIN = "rw-r--r--";

    /** The mode of a program that every user can run. */
    public static final String PROGRAM = "rwxr-xr-x";

    /** The mode of a file with a password, which only its owner can read. */
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
