package io.github.mesosbuild.fetch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which bytes of a file are there and who fetches which of the others; shared by the connections of one transfer. */
final class ByteRanges {
    /** The length of a file whose server does not say it. */
    static final long UNKNOWN = Long.MAX_VALUE;

    private final List<Extent> missing = new ArrayList<>();
    private long length;
    private boolean abandoned;

    /** A run of missing bytes. What was claimed is being written. */
    static final class Extent {
        private long position;
        private long claimed;
        private long end;
        private boolean taken;

        private Extent(long position, long end) {
            this.position = position;
            this.claimed = position;
            this.end = end;
        }
    }

    /**
     * @param received disjoint, in order
     */
    ByteRanges(long length, List<ByteRange> received) {
        this.length = length;
        long at = 0;
        for (ByteRange range : received) {
            if (range.from() > at) {
                missing.add(new Extent(at, range.from()));
            }
            at = Math.max(at, range.to());
        }
        if (at < length) {
            missing.add(new Extent(at, length));
        }
    }

    synchronized ByteRange range(Extent extent) {
        return new ByteRange(extent.position, extent.end);
    }

    /** The first run that nobody fetches. */
    synchronized Optional<Extent> take() {
        Optional<Extent> idle = missing.stream().filter(extent -> !extent.taken).findFirst();
        idle.ifPresent(extent -> extent.taken = true);
        return idle;
    }

    /** The second half of the run of which most is missing, taken from whoever fetches it. */
    synchronized Optional<Extent> split(long minimum) {
        Optional<Extent> largest = missing.stream()
                .max(Comparator.comparingLong(extent -> extent.end - extent.claimed))
                .filter(extent -> extent.end - extent.claimed >= 2 * minimum);
        return largest.map(extent -> {
            long middle = extent.claimed + (extent.end - extent.claimed) / 2;
            Extent half = new Extent(middle, extent.end);
            half.taken = true;
            extent.end = middle;
            missing.add(missing.indexOf(extent) + 1, half);
            return half;
        });
    }

    /** How many of the next bytes the run still wants. */
    synchronized int claim(Extent extent, int available) {
        int wanted = (int) Math.min(available, extent.end - extent.position);
        extent.claimed = extent.position + wanted;
        return wanted;
    }

    /** What was claimed is written. */
    synchronized void written(Extent extent) {
        extent.position = extent.claimed;
        if (extent.position >= extent.end) {
            missing.remove(extent);
        }
        notifyAll();
    }

    /** A run is no longer fetched by who took it. */
    synchronized void giveBack(Extent extent) {
        extent.taken = false;
        extent.claimed = extent.position;
        notifyAll();
    }

    /** A body without a stated length has ended. */
    synchronized void endsAt(Extent extent) {
        length = extent.position;
        missing.remove(extent);
        notifyAll();
    }

    /** Wakes all who wait; nothing more will come. */
    synchronized void abandon() {
        abandoned = true;
        notifyAll();
    }

    /** Waits until a run is idle or nothing is missing. */
    synchronized void awaitIdleOrComplete() throws InterruptedException {
        while (!missing.isEmpty() && missing.stream().allMatch(extent -> extent.taken) && !abandoned) {
            wait();
        }
    }

    /** Waits until the beginning of the file is there beyond an offset; says how far, or -1 if it never will be. */
    synchronized long awaitPrefixBeyond(long offset) throws InterruptedException {
        while (prefix() <= offset && prefix() < length && !abandoned) {
            wait();
        }
        return abandoned ? -1 : prefix();
    }

    /** Up to where nothing is missing. */
    synchronized long prefix() {
        return missing.isEmpty() ? length : missing.get(0).position;
    }

    synchronized boolean isComplete() {
        return missing.isEmpty();
    }

    synchronized long length() {
        return length;
    }

    synchronized long missing() {
        return missing.stream()
                .mapToLong(extent -> extent.end - extent.position)
                .sum();
    }

    synchronized List<ByteRange> received() {
        List<ByteRange> ranges = new ArrayList<>();
        long at = 0;
        for (Extent extent : missing) {
            if (extent.position > at) {
                ranges.add(new ByteRange(at, extent.position));
            }
            at = extent.end;
        }
        if (at < length) {
            ranges.add(new ByteRange(at, length));
        }
        return ranges;
    }
}
