/** How many jobs make may run at once, and our own GNU make job server that holds it to that while it runs. */
package io.github.mesosbuild.jobs;
