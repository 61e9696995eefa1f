package io.yarnflink.testkit.harness;

import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.StateBackendOptions;
import io.yarnflink.api.operators.StreamRecord;
import io.yarnflink.taskmanager.exchange.WatermarkStatus;
import io.yarnflink.taskmanager.task.Operators;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One run of a script: subtasks that may be ended and restored, at another parallelism too, between any two steps. */
final class VerifiedRun {
    static final int MAX_PARALLELISM = 8;

    private final Supplier<TestedOperator> copies;
    private final Routing routing;
    private final int inputs;
    private final Configuration configuration;
    private final long[] watermarks = {Long.MIN_VALUE, Long.MIN_VALUE};
    private final WatermarkStatus[] statuses = {WatermarkStatus.ACTIVE, WatermarkStatus.ACTIVE};
    private final List<StreamRecord<?>> emitted = new ArrayList<>();
    private final Map<String, List<StreamRecord<?>>> sides = new HashMap<>();
    private List<Subtask> subtasks = List.of();
    private long processingTime;
    private long checkpoints;

    /** {@code backend}: where keyed state is kept. */
    VerifiedRun(TestedOperator operator, String backend) {
        configuration = new Configuration().set(StateBackendOptions.STATE_BACKEND, backend);
        copies = operator.copies();
        routing = new Routing(operator.descriptor());
        inputs = Operators.hasTwoInputs(operator.descriptor()) ? 2 : 1;
    }

    /** A harness of as many inputs as the operator has. */
    private static final class Subtask extends AbstractStreamOperatorTestHarness<Object> {
        Subtask(TestedOperator operator, int parallelism, int index) {
            super(operator, MAX_PARALLELISM, parallelism, index);
        }
    }

    /** Begins, at first without state. */
    void start(int parallelism) throws Exception {
        start(parallelism, null);
    }

    /** Ends all subtasks as a failure would, and goes on from their state. */
    void restart(int parallelism) throws Exception {
        checkpoints++;
        OperatorSubtaskState[] states = new OperatorSubtaskState[subtasks.size()];
        for (int i = 0; i < states.length; i++) {
            states[i] = subtasks.get(i).snapshot(checkpoints, processingTime);
        }
        close();
        start(parallelism, AbstractStreamOperatorTestHarness.repackageState(states));
    }

    private void start(int parallelism, @Nullable OperatorSubtaskState state) throws Exception {
        List<Subtask> started = new ArrayList<>();
        for (int i = 0; i < parallelism; i++) {
            Subtask subtask = new Subtask(copies.get(), parallelism, i);
            subtask.getExecutionConfig().setJobConfiguration(configuration);
            subtask.setProcessingTime(processingTime);
            if (state != null) {
                subtask.initializeState(state);
            }
            subtask.open();
            started.add(subtask);
        }
        subtasks = started;
        // As sources do that are restored: they make their watermarks again.
        for (int input = 0; input < inputs; input++) {
            for (Subtask subtask : subtasks) {
                if (watermarks[input] > Long.MIN_VALUE) {
                    subtask.watermark(input, watermarks[input]);
                }
                if (statuses[input] == WatermarkStatus.IDLE) {
                    subtask.status(input, WatermarkStatus.IDLE);
                }
            }
        }
    }

    void perform(Script.Step step) throws Exception {
        if (step instanceof Script.Put put) {
            for (int target : routing.targets(put, subtasks.size(), MAX_PARALLELISM)) {
                subtasks.get(target).process(put.input(), put.value(), put.timestamp());
            }
        } else if (step instanceof Script.Pass pass) {
            for (int input : inputsOf(pass.input())) {
                watermarks[input] = Math.max(watermarks[input], pass.watermark());
                for (Subtask subtask : subtasks) {
                    subtask.watermark(input, pass.watermark());
                }
            }
        } else if (step instanceof Script.Turn turn) {
            for (int input : inputsOf(turn.input())) {
                statuses[input] = turn.status();
                for (Subtask subtask : subtasks) {
                    subtask.status(input, turn.status());
                }
            }
        } else if (step instanceof Script.Tick tick) {
            processingTime = tick.processingTime();
            for (Subtask subtask : subtasks) {
                subtask.setProcessingTime(processingTime);
            }
        } else {
            for (Subtask subtask : subtasks) {
                for (int input = 0; input < inputs; input++) {
                    subtask.end(input);
                }
            }
        }
    }

    private int[] inputsOf(int input) {
        return input >= 0 ? new int[] {input} : IntStream.range(0, inputs).toArray();
    }

    void close() throws Exception {
        for (Subtask subtask : subtasks) {
            emitted.addAll(subtask.extractOutputStreamRecords());
            subtask.sideOutputs()
                    .forEach((id, found) -> sides.computeIfAbsent(id, absent -> new ArrayList<>())
                            .addAll(found));
            subtask.close();
        }
        subtasks = List.of();
    }

    List<StreamRecord<?>> emitted() {
        return emitted;
    }

    List<StreamRecord<?>> side(String id) {
        return sides.getOrDefault(id, List.of());
    }
}
