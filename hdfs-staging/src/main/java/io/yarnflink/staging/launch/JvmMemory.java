package io.yarnflink.staging.launch;

import io.yarnflink.api.configuration.MemorySize;
import java.util.List;

/** The limits a JVM is started with, in bytes. */
public record JvmMemory(long heap, long direct, long metaspace) {
    private static final int YOUNG_SHARE = 3;
    private static final long MOST_YOUNG = 512 << 20;

    /** The heap is committed at its full size at once: growing it step by step costs collections early in a job. */
    List<String> flags() {
        return List.of(
                "-Xms" + mebiBytes(heap),
                "-Xmx" + mebiBytes(heap),
                "-XX:MaxDirectMemorySize=" + mebiBytes(direct),
                "-XX:MaxMetaspaceSize=" + mebiBytes(metaspace));
    }

    /**
     * A collection of the young generation goes through all that large state on the heap has changed since the one before:
     * with the third of the heap that a JVM takes for it, tasks would stand still for a second.
     */
    List<String> youngGeneration() {
        return heap / YOUNG_SHARE > MOST_YOUNG ? List.of("-XX:MaxNewSize=" + mebiBytes(MOST_YOUNG)) : List.of();
    }

    private static String mebiBytes(long bytes) {
        return new MemorySize(bytes).getMebiBytes() + "m";
    }
}
