package io.yarnflink.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

/** Wall time and CPU time of this process for repeated runs of one piece of work. */
final class Measurement {
    private final String name;
    private final List<Long> wallNanos = new ArrayList<>();
    private final List<Long> cpuNanos = new ArrayList<>();

    Measurement(String name) {
        this.name = name;
    }

    /** Runs {@code work}; what it took counts only when {@code counted}. */
    <T> T run(Callable<T> work, boolean counted) throws Exception {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        System.gc(); // Garbage of the contestant before is not this one's work.
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        T result = work.call();
        long wall = System.nanoTime() - start;
        if (counted) {
            wallNanos.add(wall);
            cpuNanos.add(system.getProcessCpuTime() - cpu);
        }
        return result;
    }

    /** One line: megabytes a second and CPU nanoseconds a record, each as median (minimum to maximum). */
    String report(long bytes, long records) {
        Collections.sort(wallNanos);
        Collections.sort(cpuNanos);
        int last = wallNanos.size() - 1;
        return String.format(
                "%-22s %7.1f MB/s (%.1f to %.1f)   %7.1f CPU ns/word (%.1f to %.1f)",
                name,
                rate(bytes, wallNanos.get(last / 2)),
                rate(bytes, wallNanos.get(last)),
                rate(bytes, wallNanos.get(0)),
                (double) cpuNanos.get(last / 2) / records,
                (double) cpuNanos.get(0) / records,
                (double) cpuNanos.get(last) / records);
    }

    private static double rate(long bytes, long nanos) {
        return bytes * 1e3 / nanos;
    }
}
