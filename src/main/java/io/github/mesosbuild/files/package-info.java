/** What the JDK lacks for files and their names: a lock across processes, atomic replacement, copying and deleting trees, similar names. */
package io.github.mesosbuild.files;
