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
import io.yarnflink.transport.protocol.SubmitTask;
import io.yarnflink.transport.protocol.TaskFailure;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt of one subtask. It works in steps, by whatever thread its lane gives it; others only post to it. */
public final class Task implements Steps {
    private static final Logger LOG = LoggerFactory.getLogger(Task.class);

    private final SubmitTask description;
    private final TaskEnvironment environment;
    private final TaskRunner.Lane lane;
    private final JobExchange.TaskChannels channels;
    private final TaskListener listener;
    private final Clock clock;
    private final MeasuredTurns turns;
    private final TaskMeter meter = new TaskMeter();
    private final Queue<Runnable> mailbox = new ConcurrentLinkedQueue<>();
    private volatile byte[] accumulators = {};
    private volatile boolean toldAccumulators;
    private Phase phase = Phase.CREATED;
    private @Nullable Chain chain;

    private enum Phase {
        CREATED,
        RUNNING,
        /** The input has ended; what was emitted last may still wait for space. */
        ENDING,
        DONE
    }

    public Task(
            SubmitTask description,
            JobClasses classes,
            ProcessEnvironment process,
            TaskGateway gateway,
            TaskRunner.Lane lane,
            JobExchange.TaskChannels channels,
            TaskListener listener) {
        this.description = description;
        this.lane = lane;
        this.channels = channels;
        this.listener = listener;
        clock = process.clock();
        turns = new MeasuredTurns(lane, clock);
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

    private Progress advance() {
        switch (phase) {
            case CREATED -> {
                chain = new ChainBuilder(description, environment, channels).build();
                chain.open();
                phase = Phase.RUNNING;
                listener.running();
                return Progress.WORKED;
            }
            case RUNNING -> {
                return work(running());
            }
            case ENDING, DONE -> {
                return end(running());
            }
        }
        throw new IllegalStateException("unknown phase " + phase);
    }

    private Progress work(Chain running) {
        Runnable mail = mailbox.poll();
        while (mail != null) {
            mail.run();
            mail = mailbox.poll();
        }
        if (!toldAccumulators && running.accumulates()) {
            toldAccumulators = true;
            accumulators = running.accumulatorsSoFar();
        }
        Outlets outlets = running.outlets();
        boolean hasSpace = outlets.drain();
        turns.turn(hasSpace);
        if (!hasSpace) {
            return Progress.IDLE;
        }
        if (running.nextProcessingTime() != Long.MAX_VALUE) {
            running.advanceProcessingTime(ProcessingTimed.lastFullMillisecond(clock));
        }
        Progress progress = running.head().step(new Turn(running.head(), outlets, meter, clock));
        if (progress == Progress.DONE) {
            phase = Phase.ENDING;
            return Progress.WORKED;
        }
        if (progress == Progress.IDLE) {
            outlets.flush();
            meter.update(running.head(), outlets, clock);
            // Waiting for space within the step may have used up the signal that announced the mail.
            return mailbox.isEmpty() ? Progress.IDLE : Progress.WORKED;
        }
        return progress;
    }

    private Progress end(Chain running) {
        if (!running.outlets().drain()) {
            return Progress.IDLE;
        }
        running.completeLastCheckpoint(clock.wallMillis());
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
            if (chain != null) {
                chain.close();
            }
        } catch (Throwable e) {
            LOG.warn("{} an operator failed to close after the task had ended", description.getExecutionId(), e);
        }
    }

    @Override
    public long idleNanos() {
        if (phase == Phase.ENDING) {
            return running().outlets().waitNanos();
        }
        if (phase != Phase.RUNNING) {
            return Long.MAX_VALUE;
        }
        long idle = running().head().idleNanos();
        long nextTimer = running().nextProcessingTime();
        if (nextTimer == Long.MAX_VALUE) {
            return idle;
        }
        return Math.min(
                idle,
                TimeUnit.MILLISECONDS.toNanos(Math.max(0, nextTimer - ProcessingTimed.lastFullMillisecond(clock))));
    }

    private Chain running() {
        if (chain == null) {
            throw new IllegalStateException("the task " + description.getExecutionId() + " is not open");
        }
        return chain;
    }
}
