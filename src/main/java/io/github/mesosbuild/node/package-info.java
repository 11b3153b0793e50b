/**
 * The machines of a real cluster: one description of hosts, their roles and flags, checked as a whole; the files that each machine
 * needs; putting them under a root, and comparing a machine that runs with what was described.
 */
package io.github.mesosbuild.node;
