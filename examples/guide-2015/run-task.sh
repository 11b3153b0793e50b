#!/bin/sh
# Runs one task on the cluster that mesos:start has started.
set -eu
. target/mesos/mesos-env.sh
. target/mesos/cluster/cluster.sh
mesos-execute --master="$MESOS_CLUSTER_MASTER" --name=hello --command='echo hello' --resources='cpus:0.1;mem:32'
