package io.yarnflink.api.connector.source.lib;

import io.yarnflink.api.fs.Path;
import io.yarnflink.api.io.InputSplit;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What is still to be handed out, by listing, and the files that are known with the time they changed; {@code isReady}
 * says whether there was a listing at all.
 */
public record InputFormatProgress<S extends InputSplit>(
        boolean isReady, List<S[]> unassigned, List<InputFormatSplit<S>> returned, Map<Path, Long> known, long created)
        implements Serializable {}
