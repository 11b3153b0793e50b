package io.github.mesosbuild.summary;

/**
 * A failure as the console shows it.
 *
 * @param what one sentence: what happened
 * @param details lines with evidence; may be empty
 * @param next what to do about it; may be empty
 */
public record FailureMessage(String what, String details, String next) {}
