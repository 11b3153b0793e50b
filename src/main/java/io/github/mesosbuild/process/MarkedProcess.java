package io.github.mesosbuild.process;

/**
 * A process that was found by a mark in its environment.
 *
 * @param pid the process ID
 * @param program the file name of its program
 * @param cookie the cookie of its group
 */
public record MarkedProcess(long pid, String program, String cookie) {}
