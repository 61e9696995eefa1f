package io.yarnflink.taskmanager.operators.async;

import io.yarnflink.api.functions.Function;
import io.yarnflink.api.functions.async.AsyncFunction;
import io.yarnflink.api.functions.async.AsyncRetryPredicate;
import io.yarnflink.api.functions.async.CollectionSupplier;
import io.yarnflink.api.functions.async.ResultFuture;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.state.FunctionSnapshotContext;
import io.yarnflink.api.state.ListState;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.typeinfo.PrimitiveArrayTypeInfo;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.windowing.evictors.TimestampedValue;
import io.yarnflink.taskmanager.chain.FunctionLifecycle;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.Operator;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.ProcessingTimed;
import io.yarnflink.taskmanager.exchange.Outlet;
import io.yarnflink.taskmanager.exchange.RecordBatch;
import io.yarnflink.taskmanager.exchange.WatermarkStatus;
import io.yarnflink.taskmanager.operators.TimestampedValueSerializer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks another system about each record. At most {@code capacity} requests are open; then the task waits. Results keep
 * the order of the records, or come as answers do; watermarks keep their place in both.
 */
public final class AsyncWaitOperator<I, O> extends Operator<I, O>
        implements FunctionLifecycle, Outlet, ProcessingTimed {
    private static final Logger LOG = LoggerFactory.getLogger(AsyncWaitOperator.class);

    private final OperatorDescriptor.AsyncWait<I, O> descriptor;
    private final AsyncFunction<I, O> function;
    private final TypeSerializer<I> serializer;
    private final Queue<Answer<I, O>> answers = new ConcurrentLinkedQueue<>();
    private final BlockingWatch blocking;
    /** Requests and, between them, watermarks ({@link Long}) and changes of status, which wait for all before them. */
    private final Deque<Object> queue = new ArrayDeque<>();
    /** What is still to be asked after a restore, and whatever comes meanwhile: records, watermarks and statuses. */
    private final List<Object> restored = new ArrayList<>();

    /** When something is due, or before. */
    private long earliest = Long.MAX_VALUE;

    private int open;
    /** Of the open ones, those that wait to be emitted. */
    private int answered;

    private boolean ended;
    private boolean endSent;
    private boolean draining;

    public AsyncWaitOperator(OperatorContext context, Input<O> output, OperatorDescriptor.AsyncWait<I, O> descriptor) {
        super(context, output);
        this.descriptor = descriptor;
        function = descriptor.function();
        blocking = new BlockingWatch(operatorName());
        serializer =
                descriptor.inputType().createSerializer(context.environment().executionConfig());
    }

    @Override
    public Function userFunction() {
        return function;
    }

    @Override
    public void open() {
        FunctionLifecycle.super.open();
        try {
            restore();
        } catch (Exception e) {
            throw failed(e);
        }
        askRestored();
    }

    /** What was asked and not emitted is asked again, no more at a time than there may be. */
    private void restore() throws Exception {
        unanswered().get().forEach(restored::add);
        unanswered().clear();
        int passed = 0;
        for (byte[] each : watermarks().get()) {
            ByteBuffer placed = ByteBuffer.wrap(each);
            int parallelism = placed.getInt();
            int position = placed.getInt() + passed;
            // Between the records of other subtasks it would mean something else.
            if (parallelism == context.getTaskInfo().getNumberOfParallelSubtasks() && position <= restored.size()) {
                restored.add(position, placed.getLong());
                passed++;
            }
        }
        watermarks().clear();
    }

    private void askRestored() {
        while (!restored.isEmpty() && open < descriptor.capacity()) {
            Object element = restored.remove(0);
            if (element instanceof TimestampedValue<?> record) {
                ask(record);
            } else {
                queue.add(element);
            }
        }
    }

    @SuppressWarnings("unchecked") // Only this operator's records are kept.
    private void ask(TimestampedValue<?> record) {
        request((I) record.getValue(), record.hasTimestamp() ? record.getTimestamp() : RecordBatch.NO_TIMESTAMP);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext checkpoint) {
        FunctionLifecycle.super.snapshotState(checkpoint);
        List<TimestampedValue<I>> waiting = new ArrayList<>();
        List<byte[]> between = new ArrayList<>();
        for (Object element : queue) {
            keep(element instanceof Pending<?, ?> request ? request.record() : element, waiting, between);
        }
        restored.forEach(element -> keep(element, waiting, between));
        try {
            unanswered().update(waiting);
            watermarks().update(between);
        } catch (Exception e) {
            throw failed(e);
        }
    }

    @SuppressWarnings("unchecked") // Only this operator's records are kept.
    private void keep(Object element, List<TimestampedValue<I>> records, List<byte[]> watermarks) {
        if (element instanceof TimestampedValue<?> record) {
            records.add((TimestampedValue<I>) record);
        } else if (element instanceof Long watermark) {
            watermarks.add(ByteBuffer.allocate(2 * Integer.BYTES + Long.BYTES)
                    .putInt(context.getTaskInfo().getNumberOfParallelSubtasks())
                    .putInt(records.size())
                    .putLong(watermark)
                    .array());
        }
    }

    private ListState<TimestampedValue<I>> unanswered() throws IOException {
        return context.operatorState()
                .getListState(new ListStateDescriptor<>("unanswered", new TimestampedValueSerializer<>(serializer)));
    }

    /** Those that wait: of how many subtasks, after how many of the records, and which. */
    private ListState<byte[]> watermarks() throws IOException {
        return context.operatorState()
                .getListState(
                        new ListStateDescriptor<>("watermarks", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    }

    @Override
    public void process(I value, long timestamp) {
        // The record is kept while others may change it.
        I owned = serializer.copy(value);
        if (restored.isEmpty()) {
            request(owned, timestamp);
        } else {
            restored.add(
                    timestamp == RecordBatch.NO_TIMESTAMP
                            ? new TimestampedValue<>(owned)
                            : new TimestampedValue<>(owned, timestamp));
        }
        if (!drain()) {
            context.environment().turns().awaitSpace(this);
        }
    }

    private void request(I owned, long timestamp) {
        long timeout = descriptor.timeoutMillis();
        long deadline = timeout == 0 ? Long.MAX_VALUE : now() + timeout;
        Pending<I, O> request = new Pending<>(owned, timestamp, deadline);
        queue.add(request);
        open++;
        earliest = Math.min(earliest, request.nextTime());
        attempt(request);
    }

    private void attempt(Pending<I, O> request) {
        long start = context.environment().process().clock().nanos();
        try {
            function.asyncInvoke(request.value(), new Reply(request, request.nextAttempt()));
        } catch (Throwable e) {
            throw failed(e);
        }
        blocking.took(context.environment().process().clock().nanos() - start).ifPresent(LOG::warn);
    }

    @Override
    public void watermark(long timestamp) {
        if (!restored.isEmpty()) {
            restored.add(timestamp);
            return;
        }
        if (queue.peekLast() instanceof Long) {
            // No record lies between them.
            queue.removeLast();
        }
        queue.add(timestamp);
        drain();
    }

    @Override
    public void status(WatermarkStatus status) {
        if (!restored.isEmpty()) {
            restored.add(status);
            return;
        }
        queue.add(status);
        drain();
    }

    @Override
    public void endOfInput() {
        ended = true;
        // What waits to be tried again has its last attempt now.
        for (Object element : queue) {
            if (element instanceof Pending<?, ?> request && request.waitsToRetry() && !request.isDone()) {
                attempt(typed(request));
            }
        }
        if (!drain()) {
            context.environment().turns().awaitSpace(this);
        }
    }

    @SuppressWarnings("unchecked") // The queue holds this operator's requests.
    private Pending<I, O> typed(Pending<?, ?> request) {
        return (Pending<I, O>) request;
    }

    /** Takes answers in and emits what can be; true when there is room for another request, or all is done at the end. */
    @Override
    public boolean drain() {
        if (!draining) {
            // Emitting may wait for space, and whoever waits drains.
            draining = true;
            try {
                // An answer that is there counts, also when its time is over by now.
                takeAnswers();
                advanceDue();
                takeAnswers();
                emit();
                if (!restored.isEmpty()) {
                    askRestored();
                    emit();
                }
                sendEnd();
            } finally {
                draining = false;
            }
        }
        return ended ? endSent : restored.isEmpty() && open < descriptor.capacity();
    }

    /** What is answered now is asked again by whoever goes on from the last checkpoint. */
    @Override
    public boolean drainStopped() {
        return true;
    }

    private void takeAnswers() {
        Answer<I, O> answer = answers.poll();
        while (answer != null) {
            take(answer);
            answer = answers.poll();
        }
    }

    private void take(Answer<I, O> answer) {
        Pending<I, O> request = answer.request();
        if (request.isDone() || answer.attempt() != request.attempts()) {
            return;
        }
        try {
            Throwable failure = answer.failure();
            CollectionSupplier<O> supplier = answer.results();
            Collection<O> results = supplier == null ? List.of() : supplier.get();
            if (mayRetry(request) && isWorthRetry(failure, results)) {
                request.retryAt(now() + descriptor.retry().getBackoffTimeMillis(request.attempts()));
                earliest = Math.min(earliest, request.nextTime());
            } else if (failure != null) {
                throw new IllegalStateException("Could not complete the stream element: " + request.value(), failure);
            } else {
                request.done(results);
                answered++;
            }
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    private boolean mayRetry(Pending<I, O> request) {
        return !ended && !request.isTimedOut() && descriptor.retry().canRetry(request.attempts());
    }

    private boolean isWorthRetry(@Nullable Throwable failure, Collection<O> results) {
        AsyncRetryPredicate<O> predicate = descriptor.retry().getRetryPredicate();
        return failure == null
                ? predicate.resultPredicate().map(test -> test.test(results)).orElse(false)
                : predicate.exceptionPredicate().map(test -> test.test(failure)).orElse(false);
    }

    private void emit() {
        emitDoneBeforeOthers();
        Object first = queue.peek();
        while (first != null) {
            if (first instanceof Long watermark) {
                queue.remove();
                output.watermark(watermark);
                emitDoneBeforeOthers();
            } else if (first instanceof WatermarkStatus status) {
                queue.remove();
                output.status(status);
                emitDoneBeforeOthers();
            } else if (first instanceof Pending<?, ?> request && request.isDone()) {
                queue.remove();
                emit(typed(request));
            } else {
                return;
            }
            first = queue.peek();
        }
    }

    /** When order does not matter: emits all that is answered up to the next watermark or status. */
    private void emitDoneBeforeOthers() {
        if (descriptor.ordered() || answered == 0) {
            return;
        }
        List<Pending<I, O>> done = new ArrayList<>();
        Iterator<Object> elements = queue.iterator();
        while (elements.hasNext() && elements.next() instanceof Pending<?, ?> request) {
            if (request.isDone()) {
                elements.remove();
                done.add(typed(request));
            }
        }
        done.forEach(this::emit);
    }

    private void emit(Pending<I, O> request) {
        open--;
        answered--;
        for (O result : request.results()) {
            output.process(result, request.timestamp());
        }
    }

    private void sendEnd() {
        if (ended && !endSent && queue.isEmpty() && restored.isEmpty()) {
            endSent = true;
            output.endOfInput();
        }
    }

    @Override
    public long nextProcessingTime() {
        return earliest;
    }

    @Override
    public long waitNanos() {
        return earliest == Long.MAX_VALUE
                ? Long.MAX_VALUE
                : TimeUnit.MILLISECONDS.toNanos(Math.max(0, earliest - now()));
    }

    /** Here as in {@link #drain}, because a task that waits for answers does not get to its timers. */
    @Override
    public void advanceProcessingTime(long now) {
        drain();
    }

    private void advanceDue() {
        if (earliest == Long.MAX_VALUE) {
            return;
        }
        long now = now();
        if (now < earliest) {
            return;
        }
        long next = Long.MAX_VALUE;
        for (Object element : List.copyOf(queue)) {
            if (element instanceof Pending<?, ?> request) {
                advance(typed(request), now);
                next = Math.min(next, request.nextTime());
            }
        }
        earliest = next;
    }

    private void advance(Pending<I, O> request, long now) {
        if (request.isOverdue(now)) {
            try {
                // The timeout's answer counts instead of that of the attempt that is under way.
                Reply reply = new Reply(request, request.nextAttempt());
                request.toldTimeout();
                function.timeout(request.value(), reply);
            } catch (Throwable e) {
                throw failed(e);
            }
        } else if (request.isRetryDue(now)) {
            attempt(request);
        }
    }

    private long now() {
        return context.environment().process().clock().wallMillis();
    }

    /** Takes one attempt's answer, from any thread; the first counts. */
    private final class Reply implements ResultFuture<O> {
        private final Pending<I, O> request;
        private final int attempt;
        private final AtomicBoolean answered = new AtomicBoolean();

        Reply(Pending<I, O> request, int attempt) {
            this.request = request;
            this.attempt = attempt;
        }

        @Override
        public void complete(Collection<O> result) {
            Objects.requireNonNull(result, "Results must not be null, use an empty collection to emit nothing");
            answer(new Answer<>(request, attempt, () -> result, null));
        }

        @Override
        public void complete(CollectionSupplier<O> supplier) {
            answer(new Answer<>(request, attempt, Objects.requireNonNull(supplier, "supplier is null"), null));
        }

        @Override
        public void completeExceptionally(Throwable error) {
            answer(new Answer<>(request, attempt, null, Objects.requireNonNull(error, "error is null")));
        }

        private void answer(Answer<I, O> answer) {
            if (answered.compareAndSet(false, true)) {
                answers.add(answer);
                context.environment().turns().wake();
            }
        }
    }
}
