package io.yarnflink.api.fs;

import java.util.List;

/** A range of a file and the hosts that hold it. */
public record BlockLocation(long offset, long length, List<String> hosts) {
    public BlockLocation {
        hosts = List.copyOf(hosts);
    }
}
