package io.github.mesosbuild.release;

/**
 * A digest that somebody vouched for before the archive was fetched.
 *
 * @param digest what the archive must have
 * @param origin who pinned it, for people: {@code recipe mesos} or the parameter that holds it
 */
public record Pin(Digest digest, String origin) {

    @Override
    public String toString() {
        return digest + " (" + origin + ")";
    }
}
