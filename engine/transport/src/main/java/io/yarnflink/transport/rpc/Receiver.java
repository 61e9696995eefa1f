package io.yarnflink.transport.rpc;

import org.apache.avro.specific.SpecificRecord;

/** Takes the messages to one endpoint; called on any thread, must only enqueue. */
public interface Receiver {
    void receive(long epoch, SpecificRecord message, Reply reply);

    /** Answers a request, once; ignored for messages that need no answer. */
    interface Reply {
        void succeed(SpecificRecord answer);

        void fail(RpcException cause);
    }
}
