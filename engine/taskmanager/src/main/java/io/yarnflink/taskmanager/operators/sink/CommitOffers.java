package io.yarnflink.taskmanager.operators.sink;

import io.yarnflink.taskmanager.chain.TaskEnvironment;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Sends to the JobMaster what is to be committed, one message at a time; task thread only. */
final class CommitOffers {
    /** Small beside what a control message may have. */
    private static final int MESSAGE_BYTES = 64 * 1024;

    private final String sinkId;
    private final TaskEnvironment environment;
    private final Deque<ByteBuffer> waiting = new ArrayDeque<>();
    private @Nullable CompletableFuture<Void> offered;
    private int version;
    private long offset;

    CommitOffers(String sinkId, TaskEnvironment environment) {
        this.sinkId = sinkId;
        this.environment = environment;
    }

    void add(int serializerVersion, ByteBuffer committable) {
        version = serializerVersion;
        waiting.add(committable);
    }

    /** True when the JobMaster has everything; throws what made an offer fail. */
    boolean drain() {
        CompletableFuture<Void> last = offered;
        if (last != null) {
            if (!last.isDone()) {
                return false;
            }
            offered = null;
            last.join();
        }
        if (waiting.isEmpty()) {
            return true;
        }
        offer();
        return false;
    }

    private void offer() {
        List<ByteBuffer> message = new ArrayList<>();
        int bytes = 0;
        while (!waiting.isEmpty() && bytes < MESSAGE_BYTES) {
            ByteBuffer committable = waiting.remove();
            bytes += committable.remaining();
            message.add(committable);
        }
        CompletableFuture<Void> answer = environment.gateway().offerCommittables(sinkId, offset, version, message);
        offset += message.size();
        offered = answer;
        answer.whenComplete((done, failure) -> environment.turns().wake());
    }
}
