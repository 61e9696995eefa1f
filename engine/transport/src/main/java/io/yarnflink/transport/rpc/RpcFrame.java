package io.yarnflink.transport.rpc;

import org.apache.avro.specific.SpecificRecord;

/** What travels on an RPC connection. */
sealed interface RpcFrame {
    /** The id under which its answer comes back. */
    long id();

    /** A message to an endpoint; a told one is not answered. */
    record Request(long id, boolean told, long epoch, String endpoint, SpecificRecord message) implements RpcFrame {}

    /** The answer to the request with this id. */
    record Answer(long id, SpecificRecord message) implements RpcFrame {}

    /** Why the request with this id has no answer. */
    record Failure(long id, RpcException cause) implements RpcFrame {}
}
