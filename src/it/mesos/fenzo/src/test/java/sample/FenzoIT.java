package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.mesos.MesosSchedulerDriver;
import org.apache.mesos.Protos;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Runs tasks with Netflix Fenzo on the cluster that {@code mesos:start} has started. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FenzoIT {
    private static final long SECONDS = 180;
    private static final String OF_CLUSTER = "mesos.running.";

    @Test
    @Order(1)
    void fiftyTasksFinishOnBothSlaves() throws Exception {
        FenzoFramework framework = new FenzoFramework(50, "sleep 0.2");
        run(framework, () -> framework.finished() == 50);
        assertEquals(0, framework.lost());
        assertEquals(Set.of("one.localhost", "two.localhost"), framework.finishedOn());
    }

    @Test
    @Order(2)
    void allTasksFinishThoughTheLeaderIsKilled() throws Exception {
        FenzoFramework framework = new FenzoFramework(40, "sleep 2");
        boolean[] killed = {false};
        run(framework, () -> {
            if (!killed[0] && framework.finished() >= 5) {
                leader().destroyForcibly();
                killed[0] = true;
            }
            return framework.finished() == 40;
        });
        assertTrue(framework.failovers() > 0);
    }

    private static void run(FenzoFramework framework, BooleanSupplier done) throws Exception {
        MesosSchedulerDriver driver = new MesosSchedulerDriver(
                framework,
                Protos.FrameworkInfo.newBuilder().setName("fenzo").setUser("").build(),
                System.getProperty("mesos.master"));
        assertEquals(Protos.Status.DRIVER_RUNNING, driver.start());
        try {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            while (!done.getAsBoolean()) {
                assertEquals(List.of(), framework.problems());
                assertTrue(
                        System.nanoTime() < deadline,
                        () -> framework.finished() + " tasks finished, " + framework.lost() + " were lost");
                Thread.sleep(50);
            }
        } finally {
            driver.stop();
            driver.join();
        }
        assertEquals(List.of(), framework.problems());
    }

    private static ProcessHandle leader() {
        Properties cluster = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of(System.getProperty("mesos.cluster.properties")))) {
            cluster.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String port = String.valueOf(
                URI.create(cluster.getProperty(OF_CLUSTER + "url")).getPort());
        for (int i = 1; i <= 3; i++) {
            String master = OF_CLUSTER + "master-" + i;
            if (port.equals(cluster.getProperty(master + ".port"))) {
                return ProcessHandle.of(Long.parseLong(cluster.getProperty(master + ".pid")))
                        .orElseThrow();
            }
        }
        throw new AssertionError("no master has port " + port);
    }
}
