package io.github.mesosbuild.mojo;

import io.github.mesosbuild.archive.ArchiveFormat;
import io.github.mesosbuild.text.Quantities;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferCancelledException;
import org.eclipse.aether.transfer.TransferEvent;
import org.eclipse.aether.transfer.TransferListener;

/**
 * Ends transfers that are too large or take too long, and passes all events to Maven's own listener, which prints them.
 *
 * <p>A transfer that stands still has no events; the read timeout of {@link RepositorySession} ends it.
 */
final class TransferLimits extends AbstractTransferListener {

    /**
     * How much a transfer may take.
     *
     * @param archiveBytes of a bundle
     * @param otherBytes of any other file
     * @param archiveTime for a bundle
     * @param otherTime for any other file
     */
    record Limits(long archiveBytes, long otherBytes, Duration archiveTime, Duration otherTime) {
        /** Mesos has 12 MB; ten times the size of the largest release known, over a line of 1 MB/s. */
        static final Limits DEFAULT =
                new Limits(2L << 30, VersionList.LARGEST, Duration.ofMinutes(40), Duration.ofMinutes(1));
    }

    private record Started(String name, long nanos) {}

    private final TransferListener printing;
    private final Limits limits;
    private final LongSupplier nanoTime;
    private final Map<String, Started> started = new ConcurrentHashMap<>();

    /** @param printing may be null */
    TransferLimits(TransferListener printing, Limits limits, LongSupplier nanoTime) {
        this.printing = printing == null ? new AbstractTransferListener() {} : printing;
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    @Override
    public void transferInitiated(TransferEvent event) throws TransferCancelledException {
        begin(event);
        printing.transferInitiated(event);
    }

    @Override
    public void transferStarted(TransferEvent event) throws TransferCancelledException {
        // Maven calls this again for another attempt.
        printing.transferStarted(event);
        check(event, event.getResource().getContentLength());
    }

    @Override
    public void transferProgressed(TransferEvent event) throws TransferCancelledException {
        printing.transferProgressed(event);
        check(event, event.getTransferredBytes());
    }

    @Override
    public void transferCorrupted(TransferEvent event) {
        // Maven's listener prints a warning; the failure that follows has the same reason.
    }

    @Override
    public void transferSucceeded(TransferEvent event) {
        started.remove(name(event));
        printing.transferSucceeded(event);
    }

    @Override
    public void transferFailed(TransferEvent event) {
        started.remove(name(event));
        printing.transferFailed(event);
    }

    private Started begin(TransferEvent event) {
        return started.computeIfAbsent(name(event), name -> new Started(name, nanoTime.getAsLong()));
    }

    private void check(TransferEvent event, long bytes) throws TransferCancelledException {
        if (event.getRequestType() == TransferEvent.RequestType.PUT) {
            return;
        }
        boolean archive = ArchiveFormat.isName(event.getResource().getResourceName());
        long most = archive ? limits.archiveBytes() : limits.otherBytes();
        if (bytes > most) {
            throw new TransferCancelledException("it is larger than " + Quantities.bytes(most));
        }
        Duration longest = archive ? limits.archiveTime() : limits.otherTime();
        if (nanoTime.getAsLong() - begin(event).nanos() > longest.toNanos()) {
            throw new TransferCancelledException("it takes longer than " + Quantities.duration(longest));
        }
    }

    private static String name(TransferEvent event) {
        return event.getResource().getRepositoryUrl() + " "
                + event.getResource().getResourceName();
    }
}
