package com.example;

import io.github.mesosbuild.api.MesosCluster;
import java.nio.file.Path;

/** The cluster that each class of tests starts for itself. */
final class TestCluster {
    private TestCluster() {}

    static MesosCluster.Builder description() {
        return MesosCluster.of(Path.of(System.getProperty("mesos.home")))
                .version(System.getProperty("mesos.version"))
                .agents(2)
                .resources("cpus:1;mem:128;disk:64");
    }
}
