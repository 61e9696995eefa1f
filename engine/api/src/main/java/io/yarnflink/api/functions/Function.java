package io.yarnflink.api.functions;

import java.io.Serializable;

/** What all user functions have in common: they travel to the TaskManagers. */
public interface Function extends Serializable {}
