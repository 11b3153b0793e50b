/** Clusters of ZooKeeper, masters and slaves on this machine: ports, flags, readiness, state and stop. */
package io.github.mesosbuild.cluster;
