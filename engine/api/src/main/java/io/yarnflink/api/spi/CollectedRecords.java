package io.yarnflink.api.spi;

import java.util.List;

/** Serialized records, the first of which has {@code offset}; {@code last} when none follows. */
public record CollectedRecords(long offset, List<byte[]> records, boolean last) {
    public CollectedRecords {
        records = List.copyOf(records);
    }
}
