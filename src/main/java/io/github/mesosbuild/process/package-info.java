/** Running a command: supervised, logged, timed, ended with its whole tree. The only room that starts processes. */
package io.github.mesosbuild.process;
