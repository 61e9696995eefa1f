package io.yarnflink.state;

import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.io.IOException;

/** What a snapshot holds of one key group of one state: all of it, or what has changed since the last snapshot. */
interface FrozenGroup {
    /** Writes what was removed and what was added or changed; one thread, with serializers of its own. */
    void write(ByteArrayOutputView target, TypeSerializer<?>[] serializers) throws IOException;

    /** Makes it as short as possible that the task has to spare it; in the thread that writes it, before that. */
    void collect();

    /** From now on the task need not spare it. */
    void release();
}
