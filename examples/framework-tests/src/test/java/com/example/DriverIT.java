package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mesosbuild.api.MesosCluster;
import io.github.mesosbuild.api.MesosClusterExtension;
import org.apache.mesos.MesosSchedulerDriver;
import org.apache.mesos.Protos;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The scheduler driver, whose native library runs in this JVM. */
class DriverIT {
    private static final long SECONDS = 120;

    @RegisterExtension
    static final MesosClusterExtension CLUSTER = new MesosClusterExtension(TestCluster.description());

    @Test
    void aTaskRunsToItsEnd(MesosCluster cluster) throws Exception {
        assertEquals("TASK_FINISHED", lastState("sleep 1", cluster));
    }

    @Test
    void aTaskThatFailsIsReported(MesosCluster cluster) throws Exception {
        assertEquals("TASK_FAILED", lastState("exit 3", cluster));
    }

    private static String lastState(String command, MesosCluster cluster) throws Exception {
        CommandScheduler scheduler = new CommandScheduler(command);
        Protos.FrameworkInfo framework =
                Protos.FrameworkInfo.newBuilder().setName("driver").setUser("").build();
        MesosSchedulerDriver driver = new MesosSchedulerDriver(scheduler, framework, cluster.master());
        assertEquals(Protos.Status.DRIVER_RUNNING, driver.start());
        try {
            assertEquals("registered", scheduler.nextEvent(SECONDS));
            String state = scheduler.nextEvent(SECONDS);
            // Executors of later releases report TASK_STARTING first.
            while ("TASK_STARTING".equals(state) || "TASK_RUNNING".equals(state)) {
                state = scheduler.nextEvent(SECONDS);
            }
            return state;
        } finally {
            driver.stop();
            driver.join();
        }
    }
}
