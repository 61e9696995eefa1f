package io.yarnflink.api.functions;

/** What is known when a rich function opens. */
public interface OpenContext {}
