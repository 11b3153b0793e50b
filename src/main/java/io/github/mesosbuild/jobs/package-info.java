/** The number of jobs that make may run at once, and the GNU make job server that limits make to it. */
package io.github.mesosbuild.jobs;
