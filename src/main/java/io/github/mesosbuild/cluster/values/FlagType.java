package io.github.mesosbuild.cluster.values;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The type of a flag. */
public enum FlagType {
    BOOLEAN("bool"),
    TEXT("string", "SecurePathOrValue"),
    INTEGER("int"),
    COUNT("size_t"),
    SHORT("uint16_t"),
    DECIMAL("double"),
    DURATION("Duration"),
    BYTES("Bytes"),
    /** The path of a file that the daemon reads later. */
    PATH("Path"),
    /** Distinct words with commas between them. */
    WORDS("set<string>"),
    /** Numbers with commas between them. */
    NUMBERS("vector<unsigned int>"),
    /** Any JSON object. */
    OBJECT("JSON"),
    /** JSON of a message. */
    MESSAGE(),
    /** A JSON object whose values are strings. */
    STRINGS(),
    /** A text with a percentage. */
    PERCENTAGE(),
    /** A text with a number per duration. */
    RATE(),
    /** A text with the weights of roles. */
    WEIGHTS(),
    /** The resources of a slave. */
    RESOURCES(),
    /** The attributes of a slave. */
    ATTRIBUTES();

    private final List<String> namesInCpp;

    FlagType(String... namesInCpp) {
        this.namesInCpp = List.of(namesInCpp);
    }

    /** Returns the type with a name in the sources of Mesos; empty for a message. */
    static Optional<FlagType> ofCpp(String name) {
        return Arrays.stream(values())
                .filter(type -> type.namesInCpp.contains(name))
                .findFirst();
    }
}
