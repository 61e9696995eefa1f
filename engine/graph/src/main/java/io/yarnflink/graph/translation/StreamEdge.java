package io.yarnflink.graph.translation;

import io.yarnflink.api.transformation.Partitioning;

/** What {@code source} emits reaches {@code target} as {@code partitioning} says. */
public record StreamEdge(StreamNode source, StreamNode target, Partitioning partitioning) {}
