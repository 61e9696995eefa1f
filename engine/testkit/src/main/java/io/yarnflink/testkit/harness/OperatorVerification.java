package io.yarnflink.testkit.harness;

import io.yarnflink.api.configuration.StateBackendOptions;
import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.operators.Keying;
import io.yarnflink.api.operators.StreamRecord;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.taskmanager.exchange.RecordBatch;
import io.yarnflink.taskmanager.exchange.WatermarkStatus;
import io.yarnflink.testkit.harness.operators.OneInputStreamOperator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Proves that an operator gives the same results however its run is cut up: plain; ended and restored after each step; at
 * parallelism 1, 2 and 7; rescaled between these after each step; as a task whose channels hold next to nothing. Results are compared without regard to their order.
 */
public final class OperatorVerification<OUT> {
    private final TestedOperator operator;
    private final List<Script.Step> steps = new ArrayList<>();
    private final Map<String, List<?>> expectedSides = new LinkedHashMap<>();
    private @Nullable List<?> expectedValues;
    private @Nullable List<StreamRecord<?>> expectedRecords;
    private boolean parallel = true;
    private String backend = StateBackendOptions.HASHMAP;

    private OperatorVerification(TestedOperator operator) {
        this.operator = operator;
    }

    /** The operator that made {@code stream}. */
    public static <OUT> OperatorVerification<OUT> verify(DataStream<OUT> stream) {
        return new OperatorVerification<>(TestedOperator.of(stream));
    }

    /** An operator with one input. */
    public static <IN, OUT> OperatorVerification<OUT> verify(OneInputStreamOperator<IN, OUT> operator) {
        return new OperatorVerification<>(TestedOperator.of(operator.descriptor(null)));
    }

    /** An operator with one input whose records have keys. */
    public static <K, IN, OUT> OperatorVerification<OUT> verify(
            OneInputStreamOperator<IN, OUT> operator, KeySelector<IN, K> keySelector, TypeInformation<K> keyType) {
        return new OperatorVerification<>(TestedOperator.of(operator.descriptor(new Keying<>(keySelector, keyType))));
    }

    /** Only with one subtask: what the operator does depends on all of its input. */
    public OperatorVerification<OUT> alone() {
        parallel = false;
        return this;
    }

    /** With keyed state in RocksDB, whose jar must be on the class path. */
    public OperatorVerification<OUT> inRocksDb() {
        backend = StateBackendOptions.ROCKSDB;
        return this;
    }

    /** A record of the first or only input. */
    public OperatorVerification<OUT> input(Object value, long timestamp) {
        steps.add(new Script.Put(0, value, timestamp));
        return this;
    }

    /** A record of the first or only input, without a timestamp. */
    public OperatorVerification<OUT> input(Object value) {
        return input(value, RecordBatch.NO_TIMESTAMP);
    }

    /** Records of the first or only input, without timestamps. */
    public OperatorVerification<OUT> inputs(Object... values) {
        for (Object value : values) {
            steps.add(new Script.Put(0, value, RecordBatch.NO_TIMESTAMP));
        }
        return this;
    }

    /** A record of the second input. */
    public OperatorVerification<OUT> second(Object value, long timestamp) {
        steps.add(new Script.Put(1, value, timestamp));
        return this;
    }

    /** A record of the second input, without a timestamp. */
    public OperatorVerification<OUT> second(Object value) {
        return second(value, RecordBatch.NO_TIMESTAMP);
    }

    /** A watermark on all inputs. */
    public OperatorVerification<OUT> watermark(long timestamp) {
        return watermark(-1, timestamp);
    }

    /** A watermark on input 0 or 1. */
    public OperatorVerification<OUT> watermark(int input, long timestamp) {
        steps.add(new Script.Pass(input, timestamp));
        return this;
    }

    /** An input becomes idle or active. */
    public OperatorVerification<OUT> status(int input, WatermarkStatus status) {
        steps.add(new Script.Turn(input, status));
        return this;
    }

    /** The clock is moved, and what is due then happens. */
    public OperatorVerification<OUT> processingTime(long time) {
        steps.add(new Script.Tick(time));
        return this;
    }

    /** The end of bounded input: the final watermark, then the end. */
    public OperatorVerification<OUT> end() {
        watermark(Long.MAX_VALUE);
        steps.add(new Script.End());
        return this;
    }

    /** The values that come out, in any order. */
    @SafeVarargs
    public final OperatorVerification<OUT> expect(OUT... values) {
        List<OUT> expected = new ArrayList<>();
        for (OUT value : values) {
            expected.add(value);
        }
        return expect(expected);
    }

    /** The values that come out, in any order. */
    public OperatorVerification<OUT> expect(List<? extends OUT> values) {
        expectedValues = values;
        return this;
    }

    /** The records that come out, with their timestamps, in any order. */
    public OperatorVerification<OUT> expectRecords(List<StreamRecord<?>> records) {
        expectedRecords = records;
        return this;
    }

    /** What comes out at {@code tag}, in any order. */
    public <X> OperatorVerification<OUT> expectSide(OutputTag<X> tag, List<? extends X> values) {
        expectedSides.put(tag.getId(), values);
        return this;
    }

    /** Runs all of it. */
    public void run() throws Exception {
        check("plain", new int[] {1}, false);
        check("restored after each step", new int[] {1}, true);
        if (parallel) {
            check("at parallelism 2", new int[] {2}, false);
            check("at parallelism 7", new int[] {7}, false);
            check("rescaled from 2 to 7, 1 and 3 and so on after each step", new int[] {2, 7, 1, 3}, true);
        }
        if (ChainedRun.isPossible(operator)) {
            String mode = "as a task of a chain with tiny channels";
            compare(mode, performed(mode, () -> new ChainedRun(operator).run(steps)));
        }
    }

    private void check(String mode, int[] parallelisms, boolean restoring) throws Exception {
        VerifiedRun run = new VerifiedRun(operator, backend);
        compare(mode, performed(mode, () -> perform(run, parallelisms, restoring)));
        expectedSides.forEach(
                (id, expected) -> compare(mode + ", side output '" + id + "'", expected, values(run.side(id))));
    }

    private List<StreamRecord<?>> perform(VerifiedRun run, int[] parallelisms, boolean restoring) throws Exception {
        run.start(parallelisms[0]);
        int restarts = 0;
        for (Script.Step step : steps) {
            run.perform(step);
            if (restoring && !(step instanceof Script.End)) {
                restarts++;
                run.restart(parallelisms[restarts % parallelisms.length]);
            }
        }
        run.close();
        return run.emitted();
    }

    private List<StreamRecord<?>> performed(String mode, Callable<List<StreamRecord<?>>> run) {
        try {
            return run.call();
        } catch (Exception | AssertionError e) {
            throw new AssertionError("The operator '" + operator.name() + "' failed " + mode + ": " + e, e);
        }
    }

    private void compare(String mode, List<StreamRecord<?>> emitted) {
        if (expectedValues != null) {
            compare(mode, expectedValues, values(emitted));
        }
        if (expectedRecords != null) {
            compare(mode, expectedRecords, emitted);
        }
    }

    private static List<?> values(List<StreamRecord<?>> records) {
        List<@Nullable Object> values = new ArrayList<>();
        records.forEach(found -> values.add(found.getValue()));
        return values;
    }

    private void compare(String mode, List<?> expected, List<?> found) {
        List<Object> missing = new ArrayList<>(expected);
        List<Object> unexpected = new ArrayList<>();
        for (Object each : found) {
            if (!missing.remove(each)) {
                unexpected.add(each);
            }
        }
        if (!missing.isEmpty() || !unexpected.isEmpty()) {
            throw new AssertionError("The operator '" + operator.name() + "' " + mode + " did not emit " + missing
                    + ", but emitted " + unexpected + "; in all it emitted " + found);
        }
    }
}
