package io.github.mesosbuild.steps;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything that the result of a step depends on, by name. Two runs with equal inputs have equal results, so the
 * second one is skipped.
 *
 * @param values the value of each input by its name, such as {@code tool.c++}; a digest of it, if it contains a secret
 */
public record StepInputs(SortedMap<String, String> values) {

    /**
     * An input that has changed.
     *
     * @param input the name of the input
     * @param before the earlier value; empty if the input is new
     * @param now the current value; empty if the input is gone
     */
    public record Change(String input, Optional<String> before, Optional<String> now) {}

    /** Keeps digests in place of secrets. Two such inputs are equal if their values were. */
    public StepInputs {
        SortedMap<String, String> kept = new TreeMap<>();
        values.forEach((name, value) -> kept.put(name, SecretDigest.of(name, value)));
        values = Collections.unmodifiableSortedMap(kept);
    }

    public StepInputs(Map<String, String> values) {
        this(new TreeMap<>(values));
    }

    /** Returns the SHA-256 of all inputs, in hexadecimal. */
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            values.forEach((name, value) -> {
                digest.update(
                        (name.length() + ":" + name + value.length() + ":" + value).getBytes(StandardCharsets.UTF_8));
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Returns the differences from earlier inputs, in the order of the names. */
    public List<Change> changesSince(StepInputs earlier) {
        TreeSet<String> names = new TreeSet<>(values.keySet());
        names.addAll(earlier.values.keySet());
        List<Change> changes = new ArrayList<>();
        for (String name : names) {
            Optional<String> before = Optional.ofNullable(earlier.values.get(name));
            Optional<String> now = Optional.ofNullable(values.get(name));
            if (!before.equals(now)) {
                changes.add(new Change(name, before, now));
            }
        }
        return changes;
    }
}
