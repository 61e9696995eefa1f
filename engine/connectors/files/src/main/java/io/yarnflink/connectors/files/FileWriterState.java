package io.yarnflink.connectors.files;

import java.util.List;

/** The part files that one subtask of a {@link FileSink} had open at a checkpoint. */
public final class FileWriterState {
    private final List<OpenPartFile> parts;

    FileWriterState(List<OpenPartFile> parts) {
        this.parts = List.copyOf(parts);
    }

    List<OpenPartFile> parts() {
        return parts;
    }
}
