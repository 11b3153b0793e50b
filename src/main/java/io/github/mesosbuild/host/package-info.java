/** This machine: distribution, package manager, compilers, JDK, cores, memory; probes for requirements. */
package io.github.mesosbuild.host;
