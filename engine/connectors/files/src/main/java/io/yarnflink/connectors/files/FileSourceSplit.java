package io.yarnflink.connectors.files;

import io.yarnflink.api.connector.source.SourceSplit;
import io.yarnflink.api.fs.Path;
import java.util.List;

/** A range of bytes of one file, counted after decompression, and the hosts that hold it. */
public record FileSourceSplit(String splitId, Path path, long offset, long length, List<String> hosts)
        implements SourceSplit {
    public FileSourceSplit {
        hosts = List.copyOf(hosts);
    }

    long end() {
        return offset + length;
    }
}
