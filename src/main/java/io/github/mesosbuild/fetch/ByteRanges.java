package io.github.mesosbuild.fetch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Keeps track of the missing bytes of a file and of the connections that fetch them. Shared by all connections of a transfer. */
final class ByteRanges {
    /** The length of a file whose server does not state it. */
    static final long UNKNOWN = Long.MAX_VALUE;

    private final List<Gap> missing = new ArrayList<>();
    private long length;
    private boolean abandoned;

    /** A contiguous range of missing bytes. The reserved ones are being written. */
    static final class Gap {
        private long position;
        private long reserved;
        private long end;
        private boolean taken;

        private Gap(long position, long end) {
            this.position = position;
            this.reserved = position;
            this.end = end;
        }
    }

    /**
     * Computes the gaps.
     *
     * @param length the length of the file
     * @param received the bytes that were already received, as disjoint ranges in ascending order
     */
    ByteRanges(long length, List<ByteRange> received) {
        this.length = length;
        long at = 0;
        for (ByteRange range : received) {
            if (range.from() > at) {
                missing.add(new Gap(at, range.from()));
            }
            at = Math.max(at, range.to());
        }
        if (at < length) {
            missing.add(new Gap(at, length));
        }
    }

    synchronized ByteRange range(Gap gap) {
        return new ByteRange(gap.position, gap.end);
    }

    /** Takes the first gap that no connection is filling. */
    synchronized Optional<Gap> take() {
        Optional<Gap> free = missing.stream().filter(gap -> !gap.taken).findFirst();
        free.ifPresent(gap -> gap.taken = true);
        return free;
    }

    /** Takes the second half of the largest gap away from the connection that is filling it. */
    synchronized Optional<Gap> split(long minimum) {
        Optional<Gap> largest = missing.stream()
                .max(Comparator.comparingLong(gap -> gap.end - gap.reserved))
                .filter(gap -> gap.end - gap.reserved >= 2 * minimum);
        return largest.map(gap -> {
            long middle = gap.reserved + (gap.end - gap.reserved) / 2;
            Gap half = new Gap(middle, gap.end);
            half.taken = true;
            gap.end = middle;
            missing.add(missing.indexOf(gap) + 1, half);
            return half;
        });
    }

    /** Reserves the next bytes of a gap and returns how many of the available ones it still needs. */
    synchronized int reserve(Gap gap, int available) {
        int wanted = (int) Math.min(available, gap.end - gap.position);
        gap.reserved = gap.position + wanted;
        return wanted;
    }

    /** Marks the reserved bytes as written. */
    synchronized void written(Gap gap) {
        gap.position = gap.reserved;
        if (gap.position >= gap.end) {
            missing.remove(gap);
        }
        notifyAll();
    }

    /** Returns a gap that its connection no longer fills. */
    synchronized void giveBack(Gap gap) {
        gap.taken = false;
        gap.reserved = gap.position;
        notifyAll();
    }

    /** Sets the length of the file when a body of unknown length has ended. */
    synchronized void endsAt(Gap gap) {
        length = gap.position;
        missing.remove(gap);
        notifyAll();
    }

    /** Wakes all waiting threads, because no more bytes will arrive. */
    synchronized void abandon() {
        abandoned = true;
        notifyAll();
    }

    /** Waits until a gap is free or nothing is missing. */
    synchronized void awaitFreeOrComplete() throws InterruptedException {
        while (!missing.isEmpty() && missing.stream().allMatch(gap -> gap.taken) && !abandoned) {
            wait();
        }
    }

    /** Waits until the file is complete beyond an offset. Returns up to where, or -1 if the transfer was abandoned. */
    synchronized long awaitPrefixBeyond(long offset) throws InterruptedException {
        while (prefix() <= offset && prefix() < length && !abandoned) {
            wait();
        }
        return abandoned ? -1 : prefix();
    }

    /** Returns the offset up to which nothing is missing. */
    synchronized long prefix() {
        return missing.isEmpty() ? length : missing.get(0).position;
    }

    synchronized long length() {
        return length;
    }

    synchronized long missing() {
        return missing.stream().mapToLong(gap -> gap.end - gap.position).sum();
    }

    synchronized List<ByteRange> received() {
        List<ByteRange> ranges = new ArrayList<>();
        long at = 0;
        for (Gap gap : missing) {
            if (gap.position > at) {
                ranges.add(new ByteRange(at, gap.position));
            }
            at = gap.end;
        }
        if (at < length) {
            ranges.add(new ByteRange(at, length));
        }
        return ranges;
    }
}
