package io.github.mesosbuild.config;

/**
 * A place in a file.
 *
 * @param line the line, from 1
 * @param column the column, from 1
 */
public record Place(int line, int column) {
    /** Returns the form of compilers, which editors and terminals link: {@code 12:5}. */
    @Override
    public String toString() {
        return line + ":" + column;
    }
}
