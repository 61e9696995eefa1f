package io.yarnflink.state;

/** Names a keyed state within its operator. */
public record StateId(String scope, String name) {}
