/** Runs commands: supervised, logged, with timeouts, and terminated with all their children. Only this package starts processes. */
package io.github.mesosbuild.process;
