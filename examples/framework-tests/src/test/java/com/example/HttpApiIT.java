package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mesosbuild.api.MesosCluster;
import io.github.mesosbuild.api.MesosClusterExtension;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The scheduler HTTP API, without the native library. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class HttpApiIT {
    private static final String USER = System.getProperty("user.name");

    @RegisterExtension
    static final MesosClusterExtension CLUSTER = new MesosClusterExtension(TestCluster.description());

    @Test
    void aTaskRunsToItsEnd(MesosCluster cluster) throws Exception {
        assertEquals("TASK_FINISHED", last(new HttpFramework(cluster.url()).run("true", USER)));
    }

    @Test
    void aTaskThatFailsIsReported(MesosCluster cluster) throws Exception {
        assertEquals("TASK_FAILED", last(new HttpFramework(cluster.url()).run("exit 3", USER)));
    }

    private static String last(List<String> states) {
        return states.get(states.size() - 1);
    }
}
