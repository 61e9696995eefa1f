package io.yarnflink.staging.launch;

import io.yarnflink.api.configuration.MemorySize;
import java.util.List;

/** The limits a JVM is started with, in bytes. */
public record JvmMemory(long heap, long direct, long metaspace) {

    /** The heap is committed at its full size at once: growing it step by step costs collections early in a job. */
    List<String> flags() {
        return List.of(
                "-Xms" + mebiBytes(heap),
                "-Xmx" + mebiBytes(heap),
                "-XX:MaxDirectMemorySize=" + mebiBytes(direct),
                "-XX:MaxMetaspaceSize=" + mebiBytes(metaspace));
    }

    private static String mebiBytes(long bytes) {
        return new MemorySize(bytes).getMebiBytes() + "m";
    }
}
