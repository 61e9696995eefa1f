package io.yarnflink.client.job;

/**
 * A savepoint that a user wants. {@code id}: asked again with the same one there is one savepoint; {@code folder}: below
 * which it is to lie, empty for the configured place; {@code stop}: the job ends with it; {@code drain}: at the end of
 * event time.
 */
public record SavepointRequest(String id, String folder, boolean stop, boolean drain) {}
