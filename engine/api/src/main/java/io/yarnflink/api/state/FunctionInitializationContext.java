package io.yarnflink.api.state;

/** Given to {@link CheckpointedFunction#initializeState}. */
public interface FunctionInitializationContext extends ManagedInitializationContext {}
