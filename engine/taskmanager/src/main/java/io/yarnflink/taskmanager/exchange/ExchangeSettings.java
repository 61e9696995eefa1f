package io.yarnflink.taskmanager.exchange;

/**
 * The sizes of batches and channels: the most records of a batch, the bytes of a full batch or frame, and how many of these
 * one channel holds before its producer waits.
 */
public record ExchangeSettings(int batchRecords, int frameBytes, int channelSlots) {
    public static final ExchangeSettings STANDARD = new ExchangeSettings(512, 32 * 1024, 8);

    public ExchangeSettings {
        if (batchRecords < 1 || frameBytes < 64 || channelSlots < 2) {
            throw new IllegalArgumentException("batches need at least 1 record, frames 64 bytes and channels 2 slots;"
                    + " got " + batchRecords + ", " + frameBytes + ", " + channelSlots);
        }
    }

    /** The bytes that one channel holds before its producer waits. */
    public long channelBytes() {
        return (long) frameBytes * channelSlots;
    }
}
