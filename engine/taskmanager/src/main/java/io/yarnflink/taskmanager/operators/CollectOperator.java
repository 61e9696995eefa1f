package io.yarnflink.taskmanager.operators;

import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.taskmanager.chain.Operator;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.TaskEnvironment;
import io.yarnflink.taskmanager.exchange.Outlet;
import io.yarnflink.taskmanager.exchange.WatermarkStatus;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Sends records back to the client, one offer at a time: while the JobMaster has not answered it, the next records
 * gather up to a bound, and then the task waits.
 */
public final class CollectOperator<T> extends Operator<T, Void> implements Outlet {
    /** Bytes of an offer; small beside what a control message may have. */
    private static final int OFFER_BYTES = 64 * 1024;

    private final String resultId;
    private final TypeSerializer<T> serializer;
    private final ByteArrayOutputView view = new ByteArrayOutputView(256);
    private List<ByteBuffer> gathered = new ArrayList<>();
    private int gatheredBytes;
    private @Nullable CompletableFuture<Void> offered;
    private boolean ended;
    private boolean lastOffered;
    private long offset;
    private long bytes;

    public CollectOperator(OperatorContext context, OperatorDescriptor.Collect<T> descriptor) {
        super(context, NoOutput.INSTANCE);
        resultId = descriptor.resultId();
        serializer = descriptor.type().createSerializer(context.environment().executionConfig());
    }

    @Override
    public void process(T value, long timestamp) {
        view.reset();
        try {
            serializer.serialize(value, view);
        } catch (Throwable e) {
            throw failed(e);
        }
        gathered.add(ByteBuffer.wrap(view.toByteArray()));
        gatheredBytes += view.position();
        if (isFull() && !drain()) {
            environment().turns().awaitSpace(this);
        }
    }

    @Override
    public void watermark(long timestamp) {}

    @Override
    public void status(WatermarkStatus status) {}

    @Override
    public void endOfInput() {
        ended = true;
        if (!drain()) {
            environment().turns().awaitSpace(this);
        }
    }

    @Override
    public boolean drain() {
        if (isAnswered() && (isFull() || (ended && !lastOffered))) {
            offer();
        }
        return !isFull() && (!ended || (lastOffered && isAnswered()));
    }

    @Override
    public boolean finish() {
        ended = true;
        return drain();
    }

    @Override
    public void flush() {
        if (!gathered.isEmpty() && isAnswered()) {
            offer();
        }
    }

    @Override
    public void flushIfConsumerIdle() {
        flush();
    }

    /** Throws what made the last offer fail. */
    private boolean isAnswered() {
        CompletableFuture<Void> last = offered;
        if (last == null) {
            return true;
        }
        if (!last.isDone()) {
            return false;
        }
        offered = null;
        last.join();
        return true;
    }

    private void offer() {
        List<ByteBuffer> records = gathered;
        gathered = new ArrayList<>();
        bytes += gatheredBytes;
        gatheredBytes = 0;
        lastOffered = ended;
        CompletableFuture<Void> answer = environment().gateway().offerCollected(resultId, offset, records, ended);
        offset += records.size();
        offered = answer;
        answer.whenComplete((done, failure) -> environment().turns().wake());
    }

    private boolean isFull() {
        return gatheredBytes >= OFFER_BYTES;
    }

    private TaskEnvironment environment() {
        return context.environment();
    }

    @Override
    public long records() {
        return offset;
    }

    @Override
    public long bytes() {
        return bytes;
    }
}
