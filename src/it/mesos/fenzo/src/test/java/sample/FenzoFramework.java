package sample;

import com.netflix.fenzo.TaskAssignmentResult;
import com.netflix.fenzo.TaskScheduler;
import com.netflix.fenzo.VMAssignmentResult;
import com.netflix.fenzo.VirtualMachineLease;
import com.netflix.fenzo.plugins.VMLeaseObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.mesos.Protos;
import org.apache.mesos.Scheduler;
import org.apache.mesos.SchedulerDriver;

/**
 * Runs tasks, each where Fenzo places it. A task that Mesos loses is launched again. The driver calls all methods of {@link Scheduler} in
 * one thread.
 */
final class FenzoFramework implements Scheduler {
    private final String command;
    private final TaskScheduler fenzo;
    private final Map<String, FenzoTask> pending = new LinkedHashMap<>();
    private final Map<String, Protos.TaskInfo> launched = new HashMap<>();
    private final Map<String, String> hosts = new HashMap<>();
    private final Set<String> finishedOn = new HashSet<>();
    private final List<String> problems = new ArrayList<>();
    private SchedulerDriver driver;
    private int finished;
    private int lost;
    private int failovers;

    FenzoFramework(int tasks, String command) {
        this.command = command;
        this.fenzo = new TaskScheduler.Builder()
                .withLeaseOfferExpirySecs(5)
                .withLeaseRejectAction(
                        lease -> driver.declineOffer(lease.getOffer().getId()))
                .build();
        for (int i = 1; i <= tasks; i++) {
            add(new FenzoTask(String.valueOf(i)));
        }
    }

    synchronized int finished() {
        return finished;
    }

    synchronized int lost() {
        return lost;
    }

    /** Returns how often another master was found. */
    synchronized int failovers() {
        return failovers;
    }

    /** Returns the host names of the slaves on which tasks finished. */
    synchronized Set<String> finishedOn() {
        return Set.copyOf(finishedOn);
    }

    /** Returns what no task and no cluster should do. */
    synchronized List<String> problems() {
        return List.copyOf(problems);
    }

    private void add(FenzoTask task) {
        pending.put(task.getId(), task);
    }

    private void schedule(List<VirtualMachineLease> leases) {
        Collection<VMAssignmentResult> placed =
                fenzo.scheduleOnce(List.copyOf(pending.values()), leases).getResultMap().values();
        for (VMAssignmentResult host : placed) {
            List<Protos.OfferID> offers = host.getLeasesUsed().stream()
                    .map(lease -> lease.getOffer().getId())
                    .toList();
            Protos.SlaveID slave = host.getLeasesUsed().get(0).getOffer().getSlaveId();
            List<Protos.TaskInfo> tasks = new ArrayList<>();
            for (TaskAssignmentResult assigned : host.getTasksAssigned()) {
                fenzo.getTaskAssigner().call(assigned.getRequest(), host.getHostname());
                pending.remove(assigned.getTaskId());
                Protos.TaskInfo task = ((FenzoTask) assigned.getRequest()).on(slave, command);
                launched.put(assigned.getTaskId(), task);
                hosts.put(assigned.getTaskId(), host.getHostname());
                tasks.add(task);
            }
            driver.launchTasks(offers, tasks);
        }
    }

    @Override
    public synchronized void registered(
            SchedulerDriver connected, Protos.FrameworkID framework, Protos.MasterInfo master) {
        // A master that took over may register a framework that it does not know yet.
        if (driver != null) {
            failovers++;
        }
        driver = connected;
    }

    @Override
    public synchronized void resourceOffers(SchedulerDriver connected, List<Protos.Offer> offers) {
        if (failovers > 0) {
            reconcile();
        }
        schedule(offers.stream()
                .map(offer -> (VirtualMachineLease) new VMLeaseObject(offer))
                .toList());
    }

    /** A launch that the old master took with it is never answered; the next one reports such a task as lost. */
    private void reconcile() {
        driver.reconcileTasks(launched.values().stream()
                .map(task -> Protos.TaskStatus.newBuilder()
                        .setTaskId(task.getTaskId())
                        .setSlaveId(task.getSlaveId())
                        .setState(Protos.TaskState.TASK_RUNNING)
                        .build())
                .toList());
    }

    @Override
    public synchronized void statusUpdate(SchedulerDriver connected, Protos.TaskStatus status) {
        String id = status.getTaskId().getValue();
        if (!launched.containsKey(id)) {
            return;
        }
        switch (status.getState()) {
            case TASK_STAGING, TASK_STARTING, TASK_RUNNING -> {}
            case TASK_FINISHED -> {
                finished++;
                finishedOn.add(end(id));
            }
            case TASK_LOST -> {
                lost++;
                end(id);
                add(new FenzoTask(id + "-again"));
            }
            default -> {
                problems.add(status.getState() + " " + id + ": " + status.getMessage());
                end(id);
            }
        }
        schedule(List.of());
    }

    private String end(String task) {
        launched.remove(task);
        String host = hosts.remove(task);
        fenzo.getTaskUnAssigner().call(task, host);
        return host;
    }

    @Override
    public synchronized void offerRescinded(SchedulerDriver connected, Protos.OfferID offer) {
        fenzo.expireLease(offer.getValue());
    }

    @Override
    public synchronized void disconnected(SchedulerDriver connected) {
        fenzo.expireAllLeases();
    }

    @Override
    public synchronized void reregistered(SchedulerDriver connected, Protos.MasterInfo master) {
        failovers++;
    }

    @Override
    public synchronized void error(SchedulerDriver connected, String message) {
        problems.add(message);
    }

    @Override
    public void frameworkMessage(
            SchedulerDriver connected, Protos.ExecutorID executor, Protos.SlaveID slave, byte[] data) {}

    @Override
    public void slaveLost(SchedulerDriver connected, Protos.SlaveID slave) {}

    @Override
    public void executorLost(
            SchedulerDriver connected, Protos.ExecutorID executor, Protos.SlaveID slave, int status) {}
}
