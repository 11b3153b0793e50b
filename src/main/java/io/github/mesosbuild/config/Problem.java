package io.github.mesosbuild.config;

import java.util.Optional;

/**
 * Something wrong in a document.
 *
 * @param place where it is in the file; empty if the document did not come from a file
 * @param path the keys and indexes that lead there, such as {@code hosts[0].name}; empty for the root
 * @param sentence what is wrong
 */
public record Problem(Optional<Place> place, String path, String sentence) {
    /** Returns the sentence after its path. */
    public String text() {
        return (path.isEmpty() ? "" : path + ": ") + sentence;
    }
}
