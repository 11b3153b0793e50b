/** File operations that the JDK lacks: locks across processes, atomic writes, trees, mounts, file dependencies and similar names. */
package io.github.mesosbuild.files;
