/** One thin class a goal: parameters to a request, one service, its result to a log line or a failure. The only room that sees Maven. */
package io.github.mesosbuild.mojo;
