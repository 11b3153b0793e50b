/** One thin class for each goal: its parameters become records, one service does the work, and its result is printed. The only package that sees Maven. */
package io.github.mesosbuild.mojo;
