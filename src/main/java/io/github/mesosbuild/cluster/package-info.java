/** A running cluster made of an installation: ZooKeeper, masters and slaves, their ports, flags, readiness, state file and end. */
package io.github.mesosbuild.cluster;
