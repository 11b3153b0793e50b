/** What to build: a release is data, read from one recipe file a release line. The only room that sees the recipe format's parser. */
package io.github.mesosbuild.release;
