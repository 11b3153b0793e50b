package io.github.mesosbuild.cluster.values;

/** The type of a flag in the sources of Mesos. */
public enum FlagType {
    /** {@code bool}. */
    BOOLEAN,
    /** {@code std::string}. */
    TEXT,
    /** {@code int}. */
    INTEGER,
    /** {@code size_t}. */
    COUNT,
    /** {@code uint16_t}. */
    SHORT,
    /** {@code double}. */
    DECIMAL,
    /** {@code Duration}. */
    DURATION,
    /** {@code Bytes}. */
    BYTES,
    /** {@code Path}. */
    PATH,
    /** JSON of a message. */
    JSON,
    /** A JSON object whose values are strings. */
    STRINGS,
    /** A {@code std::string} with a percentage. */
    PERCENTAGE,
    /** A {@code std::string} with a number per duration. */
    RATE,
    /** A {@code std::string} with the weights of roles. */
    WEIGHTS,
    /** The resources of a slave. */
    RESOURCES,
    /** The attributes of a slave. */
    ATTRIBUTES
}
