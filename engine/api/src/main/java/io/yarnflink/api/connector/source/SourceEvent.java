package io.yarnflink.api.connector.source;

import java.io.Serializable;

/** A message between an enumerator and a reader. */
public interface SourceEvent extends Serializable {}
