/** What the JDK lacks for files: a lock across processes, atomic replacement, copying and deleting trees. */
package io.github.mesosbuild.files;
