package io.yarnflink.taskmanager.task;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.common.JobID;
import io.yarnflink.api.serialization.UserCode;
import io.yarnflink.api.time.Clock;
import io.yarnflink.taskmanager.chain.JobClasses;
import io.yarnflink.taskmanager.chain.NamedJob;
import io.yarnflink.taskmanager.chain.ProcessEnvironment;
import io.yarnflink.taskmanager.chain.ProcessingTimed;
import io.yarnflink.taskmanager.chain.SubtaskInfo;
import io.yarnflink.taskmanager.chain.TaskEnvironment;
import io.yarnflink.taskmanager.chain.TaskGateway;
import io.yarnflink.taskmanager.channels.JobExchange;
import io.yarnflink.taskmanager.exchange.Barrier;
import io.yarnflink.taskmanager.exchange.TaskBarriers;
import io.yarnflink.transport.protocol.CheckpointSpec;
import io.yarnflink.transport.protocol.SubmitTask;
import io.yarnflink.transport.protocol.TaskFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt of one subtask. It works in steps, by whatever thread its lane gives it; others only post to it. */
public final class Task implements Steps {
    private static final Logger LOG = LoggerFactory.getLogger(Task.class);

    private final PatientRestore restore;
    private final SubmitTask description;
    private final TaskEnvironment environment;
    private final TaskRunner.Lane lane;
    private final JobExchange.TaskChannels channels;
    private final TaskListener listener;
    private final Clock clock;
    private final MeasuredTurns turns;
    private final TaskMeter meter = new TaskMeter();
    private final Queue<Runnable> mailbox = new ConcurrentLinkedQueue<>();
    private final boolean waitsAtEnd;
    private final TaskBarriers barriers;
    /** How long barriers are waited for; negative for ever. */
    private final long timeoutNanos;
    /** Bytes of records under way that a snapshot may hold. */
    private final long mostUnderWay;
    /** What is told about checkpoints; unlike other mail it counts to the very end. */
    private final Queue<Consumer<Checkpoints>> checkpointMail = new ConcurrentLinkedQueue<>();

    private volatile byte[] accumulators = {};
    private volatile boolean toldAccumulators;
    private Phase phase = Phase.CREATED;
    private @Nullable Chain chain;
    private @Nullable Checkpoints checkpoints;

    private enum Phase {
        CREATED,
        RUNNING,
        /** The input has ended; what was emitted last may still wait for space. */
        ENDING,
        /** No checkpoint is waited for: what is still to be committed is on its way. */
        COMMITTING,
        /** Waits for a checkpoint of what the task is now. */
        ENDED,
        DONE
    }

    public Task(
            TaskPlan plan,
            JobClasses classes,
            ProcessEnvironment process,
            TaskGateway gateway,
            TaskRunner.Lane lane,
            JobExchange.TaskChannels channels,
            TaskListener listener) {
        restore = new PatientRestore(plan, process.clock());
        this.description = plan.description();
        this.lane = lane;
        this.channels = channels;
        this.listener = listener;
        clock = process.clock();
        turns = new MeasuredTurns(lane, clock);
        CheckpointSpec spec = description.getCheckpoints();
        waitsAtEnd = spec != null && spec.getWaitAtEnd();
        timeoutNanos = spec == null || !spec.getExactlyOnce()
                ? -1
                : TimeUnit.MILLISECONDS.toNanos(spec.getAlignedTimeoutMillis());
        mostUnderWay = spec == null ? 0 : spec.getMaxInFlightBytes();
        barriers = new TaskBarriers(
                spec == null || spec.getExactlyOnce(),
                clock,
                id -> checkpoints().superseded(id));
        environment = new TaskEnvironment(
                new NamedJob(JobID.fromHexString(description.getJobId()), description.getJobName()),
                new SubtaskInfo(
                        description.getVertexName(),
                        description.getSubtask(),
                        description.getParallelism(),
                        description.getMaxParallelism(),
                        description.getAttempt(),
                        description.getAllocationId()),
                executionConfig(description, classes.loader()),
                classes,
                process,
                gateway,
                turns);
    }

    /** The program's settings; those of parallelism are this vertex's. */
    private static ExecutionConfig executionConfig(SubmitTask description, ClassLoader userCode) {
        ByteBuffer serialized = description.getExecutionConfig();
        ExecutionConfig config = new ExecutionConfig();
        if (serialized.hasRemaining()) {
            byte[] bytes = new byte[serialized.remaining()];
            serialized.duplicate().get(bytes);
            config = UserCode.deserialize(bytes, userCode, ExecutionConfig.class);
        }
        config.setParallelism(description.getParallelism());
        config.setMaxParallelism(description.getMaxParallelism());
        return config;
    }

    public ExecutionConfig executionConfig() {
        return environment.executionConfig();
    }

    public TaskMeter meter() {
        return meter;
    }

    /** What the functions' accumulators came to when this was last asked, unless the task was busy; any thread. */
    public byte[] accumulators() {
        if (accumulators.length > 0) {
            toldAccumulators = false;
            lane.wake();
        }
        return accumulators;
    }

    /** Hands splits to the task's source; any thread. */
    public void assignSplits(int version, List<byte[]> splits, boolean noMore) {
        mailbox.add(() -> running().head().addSplits(version, splits, noMore));
        lane.wake();
    }

    /** Hands the enumerator's events to the task's source; any thread. */
    public void handleSourceEvents(List<byte[]> events) {
        mailbox.add(() -> running().head().handleSourceEvents(events));
        lane.wake();
    }

    /** A checkpoint was announced; any thread. */
    public void announce(CheckpointOrder order) {
        post(checkpoints -> checkpoints.announce(order));
    }

    /** A checkpoint is complete; any thread. */
    public void checkpointCompleted(long checkpointId) {
        post(checkpoints -> checkpoints.completed(checkpointId));
    }

    /** A checkpoint will never be complete; any thread. */
    public void checkpointAborted(long checkpointId) {
        post(checkpoints -> {
            barriers.abort(checkpointId);
            checkpoints.aborted(checkpointId);
        });
    }

    private void post(Consumer<Checkpoints> mail) {
        checkpointMail.add(mail);
        lane.wake();
    }

    @Override
    public Progress step() {
        if (phase == Phase.DONE) {
            return Progress.DONE;
        }
        try {
            return lane.isCanceled() ? canceled() : advance();
        } catch (Throwable e) {
            return lane.isCanceled() ? canceled() : failed(e);
        }
    }

    private Progress advance() throws IOException {
        return switch (phase) {
            case CREATED -> start();
            case RUNNING -> work(running());
            case ENDING -> finishWriting(running());
            case COMMITTING -> commitAtEnd(running());
            case ENDED -> awaitCheckpoint(running());
            case DONE -> Progress.DONE;
        };
    }

    private Progress start() throws IOException {
        Optional<SavedState> read = restore.read();
        if (read.isEmpty()) {
            return Progress.IDLE;
        }
        SavedState saved = read.get();
        Chain built = new ChainBuilder(description, environment, channels, barriers, saved).build();
        chain = built;
        checkpoints = new Checkpoints(built, barriers, timeoutNanos, mostUnderWay, listener, clock);
        if (saved.ended()) {
            built.publish(saved);
            built.endUnopened();
        } else {
            built.open();
        }
        phase = saved.ended() ? Phase.ENDING : Phase.RUNNING;
        listener.running();
        return Progress.WORKED;
    }

    private Progress work(Chain running) {
        readMail();
        if (!toldAccumulators && running.accumulates()) {
            toldAccumulators = true;
            accumulators = running.accumulatorsSoFar();
        }
        if (checkpoints().isOver()) {
            return finish(running);
        }
        Outlets outlets = running.outlets();
        boolean hasSpace = checkpoints().isStopped() ? outlets.drainStopped() : outlets.drain();
        turns.turn(hasSpace);
        if (!hasSpace || checkpoints().isStopped()) {
            return Progress.IDLE;
        }
        if (running.nextProcessingTime() != Long.MAX_VALUE) {
            running.advanceProcessingTime(ProcessingTimed.lastFullMillisecond(clock));
        }
        if (running.head().isSource() && checkpoints().isAnnounced() && takeAnnounced(running)) {
            return Progress.WORKED;
        }
        long earlyAt = checkpoints().earlyAtNanos();
        if (earlyAt != Long.MAX_VALUE && clock.nanos() >= earlyAt) {
            checkpoints().takeEarly();
        }
        Progress progress = running.head().step(new Turn(running.head(), outlets, meter, clock));
        checkpoints().finishEarly();
        Barrier complete = running.head().takeBarrier();
        if (complete != null) {
            take(running, complete);
            return Progress.WORKED;
        }
        if (progress == Progress.DONE) {
            phase = Phase.ENDING;
            return Progress.WORKED;
        }
        if (progress == Progress.IDLE) {
            outlets.flush();
            meter.update(running.head(), outlets, clock);
            // Waiting for space within the step may have used up the signal that announced the mail.
            return hasNoMail() && !barriers.hasMoreToDrain() ? Progress.IDLE : Progress.WORKED;
        }
        return progress;
    }

    private void readMail() {
        // First: what was assigned before a checkpoint was announced, whose announcement is read here, is part of it.
        readCheckpointMail();
        Runnable mail = mailbox.poll();
        while (mail != null) {
            mail.run();
            mail = mailbox.poll();
        }
    }

    private void readCheckpointMail() {
        Consumer<Checkpoints> mail = checkpointMail.poll();
        while (mail != null) {
            mail.accept(checkpoints());
            mail = checkpointMail.poll();
        }
    }

    private boolean hasNoMail() {
        return mailbox.isEmpty() && checkpointMail.isEmpty();
    }

    /** A source decides by itself between which of its records the barrier goes out; false while it comes to its end. */
    private boolean takeAnnounced(Chain running) {
        checkpoints().takeAnnounced(false);
        if (!checkpoints().beginsToDrain()) {
            return true;
        }
        if (running.head().endEarly()) {
            phase = Phase.ENDING;
            return true;
        }
        return false;
    }

    private void take(Chain running, Barrier complete) {
        String refusal = running.head().refusal();
        if (refusal.isEmpty()) {
            checkpoints().take(complete, barriers.alignmentNanos());
        } else {
            checkpoints().refuse(complete, refusal);
        }
    }

    private Progress finishWriting(Chain running) {
        readCheckpointMail();
        if (!running.outlets().drain()) {
            return Progress.IDLE;
        }
        meter.update(running.head(), running.outlets(), clock);
        if (waitsAtEnd) {
            phase = Phase.ENDED;
            listener.ended();
        } else if (checkpoints().isSettled()) {
            running.commitAtEnd(checkpoints().uncommitted());
            phase = Phase.COMMITTING;
        } else {
            // What was prepared for the checkpoints under way is committed with them, or is still to be committed.
            return hasNoMail() ? Progress.IDLE : Progress.WORKED;
        }
        return Progress.WORKED;
    }

    private Progress commitAtEnd(Chain running) {
        if (!running.outlets().drain()) {
            return Progress.IDLE;
        }
        running.completeLastCheckpoint(clock.wallMillis());
        return finish(running);
    }

    private Progress awaitCheckpoint(Chain running) {
        readCheckpointMail();
        checkpoints().takeAnnounced(true);
        if (checkpoints().isOver()) {
            return finish(running);
        }
        // What sinks have written to them.
        running.outlets().drain();
        return hasNoMail() ? Progress.IDLE : Progress.WORKED;
    }

    private Progress finish(Chain running) {
        if (!running.outlets().finish()) {
            return Progress.IDLE;
        }
        checkpoints().close();
        running.close();
        meter.update(running.head(), running.outlets(), clock);
        byte[] accumulators = running.accumulators();
        phase = Phase.DONE;
        listener.finished(accumulators);
        return Progress.DONE;
    }

    private Progress canceled() {
        phase = Phase.DONE;
        closeQuietly();
        listener.canceled();
        return Progress.DONE;
    }

    private Progress failed(Throwable cause) {
        phase = Phase.DONE;
        TaskFailure failure = FailureReport.of(cause, description.getVertexName(), position(), environment.userCode());
        closeQuietly();
        listener.failed(failure);
        return Progress.DONE;
    }

    /** Where the record that made the task fail came from, as far as the source's reader, the user's code too, tells. */
    private String position() {
        try {
            return chain == null ? "" : chain.head().position();
        } catch (RuntimeException e) {
            return "";
        }
    }

    private void closeQuietly() {
        // The interrupt that ended the task, or one that follows, must not end its clean-up too.
        lane.beginCleanUp();
        try {
            if (checkpoints != null) {
                checkpoints.close();
            }
            if (chain != null) {
                chain.close();
            }
        } catch (Throwable e) {
            LOG.warn("{} an operator failed to close after the task had ended", description.getExecutionId(), e);
        }
    }

    @Override
    public long idleNanos() {
        if (phase == Phase.ENDING || phase == Phase.COMMITTING) {
            return running().outlets().waitNanos();
        }
        if (phase == Phase.CREATED) {
            return restore.waitNanos();
        }
        if (phase != Phase.RUNNING || checkpoints().isStopped()) {
            return Long.MAX_VALUE;
        }
        long idle = running().head().idleNanos();
        long earlyAt = checkpoints().earlyAtNanos();
        if (earlyAt != Long.MAX_VALUE) {
            idle = Math.min(idle, Math.max(0, earlyAt - clock.nanos()));
        }
        long nextTimer = running().nextProcessingTime();
        if (nextTimer == Long.MAX_VALUE) {
            return idle;
        }
        return Math.min(
                idle,
                TimeUnit.MILLISECONDS.toNanos(Math.max(0, nextTimer - ProcessingTimed.lastFullMillisecond(clock))));
    }

    private Checkpoints checkpoints() {
        if (checkpoints == null) {
            throw new IllegalStateException("the task " + description.getExecutionId() + " is not open");
        }
        return checkpoints;
    }

    private Chain running() {
        if (chain == null) {
            throw new IllegalStateException("the task " + description.getExecutionId() + " is not open");
        }
        return chain;
    }
}
