package io.yarnflink.api.connector.source.lib;

import io.yarnflink.api.connector.source.SourceSplit;
import io.yarnflink.api.io.InputSplit;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A split of an input format, and how far it was read: the format's own word for that, or a number of records. */
public record InputFormatSplit<S extends InputSplit>(
        String splitId, S split, @Nullable Serializable position, long records) implements SourceSplit, Serializable {}
