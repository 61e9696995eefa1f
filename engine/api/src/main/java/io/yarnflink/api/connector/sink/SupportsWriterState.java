package io.yarnflink.api.connector.sink;

import io.yarnflink.api.io.SimpleVersionedSerializer;
import java.io.IOException;
import java.util.Collection;

/** A sink whose writers have state. */
public interface SupportsWriterState<InputT, WriterStateT> {
    /** A writer that goes on from the state of one or several others. */
    StatefulSinkWriter<InputT, WriterStateT> restoreWriter(
            WriterInitContext context, Collection<WriterStateT> recoveredState) throws IOException;

    SimpleVersionedSerializer<WriterStateT> getWriterStateSerializer();

    /** A sink that also goes on from the states of other sinks, which it is put in the place of. */
    interface WithCompatibleState {
        /** The names of operator list states of versioned bytes, which this sink's serializer reads. */
        Collection<String> getCompatibleWriterStateNames();
    }
}
