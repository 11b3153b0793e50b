/**
 * Values of flags as the Mesos daemons read them. The classes follow Mesos's sources at tag 0.24.0, and those of later tags where {@code
 * Dialect} tells them apart. They refuse values that a daemon refuses, ignores, or reads as something else than they appear to be.
 */
package io.github.mesosbuild.cluster.values;
