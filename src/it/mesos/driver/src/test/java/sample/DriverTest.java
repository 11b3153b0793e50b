package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.mesos.MesosSchedulerDriver;
import org.apache.mesos.Protos;
import org.apache.mesos.Scheduler;
import org.apache.mesos.SchedulerDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A framework in this JVM, with the native library of the installation, on a master and a slave of the installation. */
class DriverTest {
    private static final Path HOME = Path.of(System.getProperty("mesos.home"));
    private static final long SECONDS = 120;

    private final List<Process> processes = new ArrayList<>();

    @TempDir
    Path directory;

    @AfterEach
    void end() throws Exception {
        Collections.reverse(processes);
        for (Process process : processes) {
            List<ProcessHandle> children = process.descendants().toList();
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void start(String program, int port, String health, String... flags) throws Exception {
        List<String> command = new ArrayList<>(List.of(HOME.resolve("sbin").resolve(program).toString()));
        command.addAll(List.of("--ip=127.0.0.1", "--hostname=localhost", "--port=" + port));
        command.addAll(List.of("--work_dir=" + Files.createDirectories(directory.resolve(program))));
        command.addAll(List.of(flags));
        Path log = directory.resolve(program + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        processes.add(process);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!answers(port, health)) {
            assertTrue(process.isAlive() && System.nanoTime() < deadline, () -> program + ": " + read(log));
            Thread.sleep(100);
        }
    }

    private static boolean answers(int port, String path) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(5000);
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void aTaskRunsToItsEnd() throws Exception {
        int master = freePort();
        start("mesos-master", master, "/master/health");
        List<String> flags = new ArrayList<>(List.of(
                "--master=127.0.0.1:" + master,
                "--isolation=posix/cpu,posix/mem",
                "--resources=cpus:1;mem:128;disk:64"));
        boolean agents = Files.exists(HOME.resolve("sbin/mesos-agent"));
        if (agents) {
            flags.addAll(List.of("--launcher=posix", "--no-systemd_enable_support"));
            flags.add("--runtime_dir=" + directory.resolve("runtime"));
        }
        start(
                agents ? "mesos-agent" : "mesos-slave",
                freePort(),
                "/slave(1)/health",
                flags.toArray(String[]::new));

        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        Protos.FrameworkInfo framework = Protos.FrameworkInfo.newBuilder()
                .setName("driver")
                .setUser("")
                .build();
        MesosSchedulerDriver driver =
                new MesosSchedulerDriver(new OneTask(heard), framework, "127.0.0.1:" + master);
        assertEquals(Protos.Status.DRIVER_RUNNING, driver.start());
        try {
            assertEquals("registered", heard.poll(SECONDS, TimeUnit.SECONDS));
            assertEquals("offer", heard.poll(SECONDS, TimeUnit.SECONDS));
            assertEquals("TASK_RUNNING", heard.poll(SECONDS, TimeUnit.SECONDS));
            assertEquals("TASK_FINISHED", heard.poll(SECONDS, TimeUnit.SECONDS));
        } finally {
            driver.stop();
            driver.join();
        }
    }

    /** Runs one command on the first offer. */
    private static final class OneTask implements Scheduler {
        private final BlockingQueue<String> heard;
        private boolean launched;

        OneTask(BlockingQueue<String> heard) {
            this.heard = heard;
        }

        @Override
        public void registered(SchedulerDriver driver, Protos.FrameworkID id, Protos.MasterInfo master) {
            heard.add("registered");
        }

        @Override
        public void resourceOffers(SchedulerDriver driver, List<Protos.Offer> offers) {
            for (Protos.Offer offer : offers) {
                if (launched) {
                    driver.declineOffer(offer.getId());
                    continue;
                }
                launched = true;
                heard.add("offer");
                Protos.TaskInfo task = Protos.TaskInfo.newBuilder()
                        .setName("task")
                        .setTaskId(Protos.TaskID.newBuilder().setValue("1"))
                        .setSlaveId(offer.getSlaveId())
                        .addResources(scalar("cpus", 0.1))
                        .addResources(scalar("mem", 32))
                        .setCommand(Protos.CommandInfo.newBuilder().setValue("sleep 1"))
                        .setData(ByteString.EMPTY)
                        .build();
                driver.launchTasks(List.of(offer.getId()), List.of(task));
            }
        }

        private static Protos.Resource scalar(String name, double value) {
            return Protos.Resource.newBuilder()
                    .setName(name)
                    .setType(Protos.Value.Type.SCALAR)
                    .setScalar(Protos.Value.Scalar.newBuilder().setValue(value))
                    .build();
        }

        @Override
        public void statusUpdate(SchedulerDriver driver, Protos.TaskStatus status) {
            // Executors of later releases report this first.
            if (status.getState() != Protos.TaskState.TASK_STARTING) {
                heard.add(status.getState().name());
            }
        }

        @Override
        public void error(SchedulerDriver driver, String message) {
            heard.add(message);
        }

        @Override
        public void reregistered(SchedulerDriver driver, Protos.MasterInfo master) {}

        @Override
        public void offerRescinded(SchedulerDriver driver, Protos.OfferID offer) {}

        @Override
        public void frameworkMessage(
                SchedulerDriver driver, Protos.ExecutorID executor, Protos.SlaveID slave, byte[] data) {}

        @Override
        public void disconnected(SchedulerDriver driver) {}

        @Override
        public void slaveLost(SchedulerDriver driver, Protos.SlaveID slave) {}

        @Override
        public void executorLost(
                SchedulerDriver driver, Protos.ExecutorID executor, Protos.SlaveID slave, int status) {}
    }
}
