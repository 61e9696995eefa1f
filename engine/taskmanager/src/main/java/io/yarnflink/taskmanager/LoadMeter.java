package io.yarnflink.taskmanager;

/** How busy the process is. */
public interface LoadMeter {
    /** From 0 to 1, or negative when unknown. */
    double cpuLoad();

    long heapUsed();

    long heapMax();

    /** What the JVM says of itself. */
    static LoadMeter ofJvm() {
        return new LoadMeter() {
            @Override
            public double cpuLoad() {
                return java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                                instanceof com.sun.management.OperatingSystemMXBean system
                        ? system.getProcessCpuLoad()
                        : -1;
            }

            @Override
            public long heapUsed() {
                Runtime runtime = Runtime.getRuntime();
                return runtime.totalMemory() - runtime.freeMemory();
            }

            @Override
            public long heapMax() {
                return Runtime.getRuntime().maxMemory();
            }
        };
    }
}
