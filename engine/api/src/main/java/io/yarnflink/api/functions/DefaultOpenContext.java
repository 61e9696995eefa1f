package io.yarnflink.api.functions;

/** Knows nothing. */
public class DefaultOpenContext implements OpenContext {
    public static final OpenContext INSTANCE = new DefaultOpenContext();
}
