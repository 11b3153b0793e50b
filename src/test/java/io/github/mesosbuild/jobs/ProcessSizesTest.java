package io.github.mesosbuild.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessSizesTest {
    @TempDir
    Path proc;

    private final List<Long> pids = new ArrayList<>();

    private void process(long pid, long parent, String name, long resident, long highest) throws IOException {
        Path directory = Files.createDirectories(proc.resolve(Long.toString(pid)));
        String sizes = resident == 0 ? "" : "VmHWM:\t  " + highest + " kB\nVmRSS:\t  " + resident + " kB\n";
        Files.writeString(
                directory.resolve("status"),
                "Name:\t" + name + "\nState:\tS (sleeping)\nPid:\t" + pid + "\nPPid:\t" + parent + "\n" + sizes);
        pids.add(pid);
    }

    private ProcessSizes.Sizes read() {
        return new ProcessSizes(proc).read(pids);
    }

    @Test
    void aJobIsAChildOfMakeWithItsDescendants() throws IOException {
        process(10, 1, "make", 2, 2);
        process(11, 10, "sh", 1, 1);
        process(12, 11, "g++", 3, 3);
        process(13, 12, "cc1plus", 100, 200);
        process(14, 12, "as", 10, 10);
        process(15, 10, "mkdir", 1, 4);
        assertThat(read()).isEqualTo(new ProcessSizes.Sizes(2, Map.of(11L, 200L << 10, 15L, 4L << 10), 117L << 10));
    }

    @Test
    void aRecursiveMakeCountsAsItsFirstJob() throws IOException {
        process(10, 1, "make", 2, 2);
        process(11, 10, "sh", 1, 1);
        process(12, 11, "gmake", 2, 2);
        assertThat(read().running()).as("it reads its makefile").isEqualTo(1);
        process(13, 12, "cc1", 20, 20);
        assertThat(read().running()).isEqualTo(1);
        process(14, 12, "cc1", 30, 30);
        process(15, 10, "cc1", 40, 40);
        assertThat(read().running()).isEqualTo(3);
        assertThat(read().jobs()).containsOnlyKeys(13L, 14L, 15L);
    }

    @Test
    void endedProcessesAndZombiesAreIgnored() throws IOException {
        process(10, 1, "make", 2, 2);
        process(11, 10, "cc1", 0, 0);
        pids.add(99L);
        assertThat(read()).isEqualTo(new ProcessSizes.Sizes(1, Map.of(11L, 0L), 2L << 10));
    }

    @Test
    void withoutProcThereAreNoSizes() {
        pids.add(1L);
        assertThat(read()).isEqualTo(new ProcessSizes.Sizes(0, Map.of(), 0));
    }
}
