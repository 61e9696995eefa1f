package io.yarnflink.testkit.harness;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.functions.MapFunction;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.operators.StreamRecord;
import io.yarnflink.api.serialization.UserCode;
import io.yarnflink.api.transformation.Partitioning;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.taskmanager.chain.Companion;
import io.yarnflink.taskmanager.chain.JobClasses;
import io.yarnflink.taskmanager.chain.ProcessEnvironment;
import io.yarnflink.taskmanager.channels.Consumer;
import io.yarnflink.taskmanager.channels.JobExchange;
import io.yarnflink.taskmanager.channels.Producer;
import io.yarnflink.taskmanager.exchange.Element;
import io.yarnflink.taskmanager.exchange.EndOfInput;
import io.yarnflink.taskmanager.exchange.ExchangeSettings;
import io.yarnflink.taskmanager.exchange.InputChannel;
import io.yarnflink.taskmanager.exchange.Outlet;
import io.yarnflink.taskmanager.exchange.OutputChannel;
import io.yarnflink.taskmanager.exchange.RecordBatch;
import io.yarnflink.taskmanager.exchange.Watermark;
import io.yarnflink.taskmanager.task.Operators;
import io.yarnflink.taskmanager.task.Progress;
import io.yarnflink.taskmanager.task.Steps;
import io.yarnflink.taskmanager.task.Task;
import io.yarnflink.taskmanager.task.TaskListener;
import io.yarnflink.taskmanager.task.TaskPlan;
import io.yarnflink.taskmanager.task.TaskRunner;
import io.yarnflink.transport.data.SubpartitionId;
import io.yarnflink.transport.protocol.ChannelSpec;
import io.yarnflink.transport.protocol.InputSpec;
import io.yarnflink.transport.protocol.OperatorSpec;
import io.yarnflink.transport.protocol.OutputSpec;
import io.yarnflink.transport.protocol.PeerAddress;
import io.yarnflink.transport.protocol.SubmitTask;
import io.yarnflink.transport.protocol.TaskFailure;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of a script by a whole task: the operator and one behind it, between channels that hold two batches of one
 * record. What comes out is taken away one by one, so that the task often finds no space.
 */
final class ChainedRun {
    private static final ExchangeSettings TINY = new ExchangeSettings(1, 64, 2);
    private static final int MOST_ROUNDS = 1_000_000;
    private static final String EXECUTION = "verified";

    private final TestedOperator operator;
    private final Routing routing;
    private final HarnessClock clock = new HarnessClock();
    private final JobExchange exchange = new JobExchange("tm", new NoNetwork(), TINY);
    private final SteppedTurns turns = new SteppedTurns();
    private final Outcome outcome = new Outcome();
    private final List<OutputChannel<?>> inputs = new ArrayList<>();
    private final List<StreamRecord<?>> emitted = new ArrayList<>();
    private final InputChannel output;
    private final Task task;

    ChainedRun(TestedOperator tested) {
        operator = tested.copies().get();
        routing = new Routing(operator.descriptor());
        JobExchange.TaskChannels peers = exchange.channelsOf(outlet -> {}, () -> {});
        for (int input = 0; input < operator.inputTypes().size(); input++) {
            inputs.add(peers.output(
                    new Consumer(inputId(input), "tm", "task"),
                    serializer(operator.inputTypes().get(input)),
                    routing.isKeyed(input)));
        }
        output = peers.input(
                new Producer(new SubpartitionId(EXECUTION, 0, 0), "tm", "host", 1, "task"), serializer(outputType()));
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        task = new Task(
                TaskPlan.anew(description()),
                new JobClasses(getClass().getClassLoader()),
                new ProcessEnvironment(clock, "host", nowhere, nowhere),
                new NoJobMaster(),
                turns,
                exchange.channelsOf(turns, turns),
                outcome);
    }

    /** Whether the types of the operator's records are known. */
    static boolean isPossible(TestedOperator tested) {
        return tested.outputType() != null
                && tested.inputTypes().size() == (Operators.hasTwoInputs(tested.descriptor()) ? 2 : 1);
    }

    /** What the task emitted. */
    List<StreamRecord<?>> run(List<Script.Step> steps) throws Exception {
        for (Script.Step step : steps) {
            perform(step);
            settle();
        }
        turns.cancel();
        task.step();
        return emitted;
    }

    private void perform(Script.Step step) throws Exception {
        if (step instanceof Script.Put put) {
            inputs.get(put.input()).append(put.value(), put.timestamp(), routing.hash(put));
            inputs.get(put.input()).flush();
        } else if (step instanceof Script.Pass pass) {
            emit(pass.input(), new Watermark(pass.watermark()));
        } else if (step instanceof Script.Turn turn) {
            emit(turn.input(), turn.status());
        } else if (step instanceof Script.Tick tick) {
            // A task lets timers fire when their millisecond is over; the other runs have them fire at its beginning.
            clock.set(tick.processingTime() + 1);
            settle();
            clock.set(tick.processingTime());
        } else {
            emit(-1, EndOfInput.INSTANCE);
        }
    }

    private void emit(int input, Element element) {
        for (int i = 0; i < inputs.size(); i++) {
            if (input < 0 || input == i) {
                inputs.get(i).emit(element);
            }
        }
    }

    /** Steps the task and takes one element at a time, until nothing moves. */
    private void settle() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            boolean moves = task.step() == Progress.WORKED;
            outcome.check();
            Element element = output.poll();
            if (element != null) {
                take(element);
                moves = true;
            }
            for (OutputChannel<?> input : inputs) {
                moves |= !input.drain();
            }
            if (!moves) {
                return;
            }
        }
        throw new AssertionError("the task neither idles nor ends");
    }

    private void take(Element element) {
        if (element instanceof RecordBatch batch) {
            for (int i = 0; i < batch.size(); i++) {
                emitted.add(new StreamRecord<>(batch.value(i), batch.timestamp(i)));
            }
        }
    }

    private SubmitTask description() {
        List<InputSpec> inputSpecs = new ArrayList<>();
        for (int input = 0; input < inputs.size(); input++) {
            SubpartitionId id = inputId(input);
            inputSpecs.add(new InputSpec(
                    input,
                    bytes(operator.inputTypes().get(input)),
                    List.of(new ChannelSpec(
                            id.producerExecutionId(), id.output(), id.subpartition(), "producer", "tm", "host", 1))));
        }
        OutputSpec outputSpec = new OutputSpec(
                0,
                1,
                "",
                bytes(new Partitioning.Forward()),
                bytes(outputType()),
                List.of("tm"),
                List.of(0),
                1,
                VerifiedRun.MAX_PARALLELISM);
        return SubmitTask.newBuilder()
                .setJobId("0000000000000000000000000000002a")
                .setJobName("verification")
                .setExecutionId(EXECUTION)
                .setAllocationId("slot")
                .setVertex(0)
                .setVertexName(operator.name())
                .setSubtask(0)
                .setParallelism(1)
                .setMaxParallelism(VerifiedRun.MAX_PARALLELISM)
                .setAttempt(0)
                .setExecutionConfig(bytes(new ExecutionConfig()))
                .setJobMaster(new PeerAddress("host", 1, "job-master"))
                .setOperators(List.of(
                        spec(operator.name(), operator.descriptor(), List.of(1)),
                        spec("behind it", new OperatorDescriptor.Map<>(new Same()), List.of())))
                .setInputs(inputSpecs)
                .setOutputs(List.of(outputSpec))
                .build();
    }

    private OperatorSpec spec(String name, OperatorDescriptor descriptor, List<Integer> next) {
        return new OperatorSpec(
                name,
                name,
                false,
                bytes(descriptor),
                bytes(outputType()),
                ByteBuffer.allocate(0),
                ByteBuffer.allocate(0),
                next);
    }

    /** Hands records on. */
    private static final class Same implements MapFunction<Object, Object> {
        @Override
        public Object map(Object value) {
            return value;
        }
    }

    private TypeInformation<?> outputType() {
        TypeInformation<?> type = operator.outputType();
        if (type == null) {
            throw new IllegalStateException("the output type of operator '" + operator.name() + "' is not known");
        }
        return type;
    }

    private static SubpartitionId inputId(int input) {
        return new SubpartitionId("producer", input, 0);
    }

    @SuppressWarnings("unchecked") // Channels carry records of any type.
    private static TypeSerializer<Object> serializer(TypeInformation<?> type) {
        return (TypeSerializer<Object>) type.createSerializer(new ExecutionConfig());
    }

    private static ByteBuffer bytes(Object object) {
        return ByteBuffer.wrap(UserCode.serialize(object, "A part of the verified operator"));
    }

    /** Turns that the run gives by hand. */
    private static final class SteppedTurns implements TaskRunner.Lane {
        private boolean canceled;

        @Override
        public void start(Steps started) {
            throw new IllegalStateException("the run steps its task itself");
        }

        @Override
        public Companion companion(String purpose, Runnable work) {
            throw new IllegalStateException("a verification has one thread only, and none for " + purpose);
        }

        @Override
        public void cancel() {
            canceled = true;
        }

        @Override
        public boolean isCanceled() {
            return canceled;
        }

        @Override
        public List<StackTraceElement> stack() {
            return List.of();
        }

        @Override
        public void beginCleanUp() {
            // Nothing interrupts the test's thread.
        }

        @Override
        public void wake() {
            // The run goes on until nothing moves.
        }

        @Override
        public void awaitSpace(Outlet outlet) {
            // The outlet keeps what has no space, and the task makes no step before it is drained.
        }
    }

    /** Keeps why the task failed. */
    private static final class Outcome implements TaskListener {
        private @Nullable TaskFailure failure;

        void check() {
            if (failure != null) {
                throw new AssertionError(failure.getOperator() + ": " + failure.getStackTrace());
            }
        }

        @Override
        public void running() {}

        @Override
        public void finished(byte[] accumulators) {}

        @Override
        public void canceled() {}

        @Override
        public void failed(TaskFailure reported) {
            failure = reported;
        }
    }
}
