/** What a build did, as it happened: its steps, its compilers and linkers, and the load of the machine. */
package io.github.mesosbuild.recording;
