package io.yarnflink.transport.data;

import java.time.Duration;

/**
 * How much memory buffers may take, at most half of it those to receive, how long a task waits for one, and how long a
 * consumer that came early waits for its subpartition to be published.
 */
public record DataSettings(long networkMemory, Duration bufferWait, Duration publishWait) {
    private static final Duration STANDARD_BUFFER_WAIT = Duration.ofMinutes(2);
    private static final Duration STANDARD_PUBLISH_WAIT = Duration.ofSeconds(60);

    public DataSettings {
        if (networkMemory < BufferPool.FRAME_BYTES) {
            throw new IllegalArgumentException(
                    "Network memory is " + networkMemory + " bytes; one frame alone takes " + BufferPool.FRAME_BYTES);
        }
    }

    public static DataSettings standard(long networkMemory) {
        return new DataSettings(networkMemory, STANDARD_BUFFER_WAIT, STANDARD_PUBLISH_WAIT);
    }
}
