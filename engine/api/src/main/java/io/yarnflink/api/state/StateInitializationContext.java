package io.yarnflink.api.state;

/** Given to operators when their state is set up. */
public interface StateInitializationContext extends FunctionInitializationContext {}
