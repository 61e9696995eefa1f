package io.yarnflink.api.operators;

import java.io.Serializable;

/** How the keys of records are found on both inputs of an operator. */
public record CoKeying<A, B, K>(Keying<A, K> first, Keying<B, K> second) implements Serializable {}
