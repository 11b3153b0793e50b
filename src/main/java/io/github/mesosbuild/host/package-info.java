/** This machine: its distribution, package manager, compilers, JDK, cores and memory, and probes for a release's requirements. */
package io.github.mesosbuild.host;
