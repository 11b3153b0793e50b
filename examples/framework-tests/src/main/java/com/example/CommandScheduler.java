package com.example;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.mesos.Protos;
import org.apache.mesos.Scheduler;
import org.apache.mesos.SchedulerDriver;

/** A framework that runs one command on the first offer. */
public final class CommandScheduler implements Scheduler {
    private final String command;
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private boolean launched;

    public CommandScheduler(String command) {
        this.command = command;
    }

    /**
     * Returns the next event: {@code registered}, the state of the task, or the message of an error.
     *
     * @return null if there was none in time
     */
    public String nextEvent(long seconds) throws InterruptedException {
        return events.poll(seconds, TimeUnit.SECONDS);
    }

    @Override
    public void registered(SchedulerDriver driver, Protos.FrameworkID id, Protos.MasterInfo master) {
        events.add("registered");
    }

    @Override
    public void resourceOffers(SchedulerDriver driver, List<Protos.Offer> offers) {
        for (Protos.Offer offer : offers) {
            if (launched) {
                driver.declineOffer(offer.getId());
            } else {
                launched = true;
                driver.launchTasks(List.of(offer.getId()), List.of(taskOn(offer.getSlaveId())));
            }
        }
    }

    private Protos.TaskInfo taskOn(Protos.SlaveID agent) {
        return Protos.TaskInfo.newBuilder()
                .setName("command")
                .setTaskId(Protos.TaskID.newBuilder().setValue("1"))
                .setSlaveId(agent)
                .addResources(scalar("cpus", 0.1))
                .addResources(scalar("mem", 32))
                .setCommand(Protos.CommandInfo.newBuilder().setValue(command))
                .build();
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
        events.add(status.getState().name());
    }

    @Override
    public void error(SchedulerDriver driver, String message) {
        events.add(message);
    }

    @Override
    public void reregistered(SchedulerDriver driver, Protos.MasterInfo master) {}

    @Override
    public void offerRescinded(SchedulerDriver driver, Protos.OfferID offer) {}

    @Override
    public void frameworkMessage(
            SchedulerDriver driver, Protos.ExecutorID executor, Protos.SlaveID agent, byte[] data) {}

    @Override
    public void disconnected(SchedulerDriver driver) {}

    @Override
    public void slaveLost(SchedulerDriver driver, Protos.SlaveID agent) {}

    @Override
    public void executorLost(
            SchedulerDriver driver, Protos.ExecutorID executor, Protos.SlaveID agent, int status) {}
}
