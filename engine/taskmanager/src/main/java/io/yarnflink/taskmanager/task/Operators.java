package io.yarnflink.taskmanager.task;

import io.yarnflink.api.operators.CoKeying;
import io.yarnflink.api.operators.Keying;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.KeyContext;
import io.yarnflink.taskmanager.chain.KeyedInput;
import io.yarnflink.taskmanager.chain.Operator;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.TwoInputOperator;
import io.yarnflink.taskmanager.operators.CollectOperator;
import io.yarnflink.taskmanager.operators.FilterOperator;
import io.yarnflink.taskmanager.operators.FlatMapOperator;
import io.yarnflink.taskmanager.operators.KeyedBatchReduceOperator;
import io.yarnflink.taskmanager.operators.KeyedProcessOperator;
import io.yarnflink.taskmanager.operators.KeyedReduceOperator;
import io.yarnflink.taskmanager.operators.MapOperator;
import io.yarnflink.taskmanager.operators.PrintOperator;
import io.yarnflink.taskmanager.operators.ProcessOperator;
import io.yarnflink.taskmanager.operators.SinkFunctionOperator;
import io.yarnflink.taskmanager.operators.async.AsyncWaitOperator;
import io.yarnflink.taskmanager.operators.custom.CustomOperator;
import io.yarnflink.taskmanager.operators.custom.CustomTwoInputOperator;
import io.yarnflink.taskmanager.operators.sink.WriteOperator;
import io.yarnflink.taskmanager.operators.time.AssignTimeOperator;
import io.yarnflink.taskmanager.operators.two.BroadcastProcessOperator;
import io.yarnflink.taskmanager.operators.two.CoFlatMapOperator;
import io.yarnflink.taskmanager.operators.two.CoMapOperator;
import io.yarnflink.taskmanager.operators.two.CoProcessOperator;
import io.yarnflink.taskmanager.operators.two.IntervalJoinOperator;
import io.yarnflink.taskmanager.operators.two.KeyedBroadcastProcessOperator;
import io.yarnflink.taskmanager.operators.two.KeyedCoProcessOperator;
import io.yarnflink.taskmanager.operators.windows.WindowOperator;
import org.jspecify.annotations.Nullable;

/** Makes the running form of what a program declared. */
@SuppressWarnings({"unchecked", "rawtypes"}) // The program was checked when it was built; here all records are objects.
public final class Operators {
    private Operators() {}

    /** An operator together with the input that its records come through. */
    public record OneInput(Input<Object> input, Operator<Object, Object> operator) {}

    /** An operator together with the inputs that its records come through. */
    public record TwoInputs(
            Input<Object> first, Input<Object> second, TwoInputOperator<Object, Object, Object> operator) {}

    public static OneInput oneInput(OperatorDescriptor descriptor, OperatorContext context, Input<Object> output) {
        if (descriptor instanceof OperatorDescriptor.OnKeyed keyed) {
            Keying<Object, Object> keying = keyed.keying();
            KeyContext<Object> keys = context.useKeys(keying.keyType());
            Operator<Object, Object> operator = keyed(keyed, context, output, keys);
            return new OneInput(new KeyedInput<>(context, keying.selector(), keys.state(), operator), operator);
        }
        Operator<Object, Object> operator = create(descriptor, context, output);
        return new OneInput(operator, operator);
    }

    private static Operator<Object, Object> keyed(
            OperatorDescriptor descriptor, OperatorContext context, Input<Object> output, KeyContext<Object> keys) {
        if (descriptor instanceof OperatorDescriptor.KeyedProcess process) {
            return new KeyedProcessOperator(context, output, process.function(), keys);
        }
        if (descriptor instanceof OperatorDescriptor.KeyedReduce reduce) {
            if (context.getExecutionConfig().isBatch()) {
                return new KeyedBatchReduceOperator(context, output, reduce.function(), reduce.valueType(), keys);
            }
            return new KeyedReduceOperator(context, output, reduce.function(), reduce.valueType(), keys);
        }
        if (descriptor instanceof OperatorDescriptor.Windows windows) {
            return new WindowOperator(context, output, windows, keys);
        }
        return create(((OperatorDescriptor.Keyed) descriptor).operator(), context, output);
    }

    private static Operator<Object, Object> create(
            OperatorDescriptor descriptor, OperatorContext context, Input<Object> output) {
        Operator<?, ?> operator;
        if (descriptor instanceof OperatorDescriptor.Map map) {
            operator = new MapOperator(context, output, map.function());
        } else if (descriptor instanceof OperatorDescriptor.FlatMap flatMap) {
            operator = new FlatMapOperator(context, output, flatMap.function());
        } else if (descriptor instanceof OperatorDescriptor.Filter filter) {
            operator = new FilterOperator(context, output, filter.function());
        } else if (descriptor instanceof OperatorDescriptor.Process process) {
            operator = new ProcessOperator(context, output, process.function());
        } else if (descriptor instanceof OperatorDescriptor.Custom custom) {
            operator = new CustomOperator(context, output, custom.factory());
        } else if (descriptor instanceof OperatorDescriptor.AssignTime assignTime) {
            operator = new AssignTimeOperator(context, output, assignTime.watermarks());
        } else if (descriptor instanceof OperatorDescriptor.AsyncWait asyncWait) {
            operator = new AsyncWaitOperator(context, output, asyncWait);
        } else if (descriptor instanceof OperatorDescriptor.Write write) {
            operator = new WriteOperator(context, write);
        } else if (descriptor instanceof OperatorDescriptor.Invoke invoke) {
            operator = new SinkFunctionOperator(context, invoke.function());
        } else if (descriptor instanceof OperatorDescriptor.Print print) {
            operator = new PrintOperator(context, print);
        } else if (descriptor instanceof OperatorDescriptor.Collect collect) {
            operator = new CollectOperator(context, collect);
        } else {
            throw new IllegalStateException("operator '" + context.operatorName() + "' of kind "
                    + descriptor.getClass().getSimpleName() + " cannot follow another operator");
        }
        return (Operator<Object, Object>) operator;
    }

    public static boolean hasTwoInputs(OperatorDescriptor descriptor) {
        return descriptor instanceof OperatorDescriptor.OnTwoInputs
                || descriptor instanceof OperatorDescriptor.BroadcastProcess
                || descriptor instanceof OperatorDescriptor.KeyedBroadcastProcess;
    }

    public static TwoInputs twoInputs(OperatorDescriptor descriptor, OperatorContext context, Input<Object> output) {
        if (descriptor instanceof OperatorDescriptor.OnTwoInputs two) {
            CoKeying<Object, Object, Object> keying = two.keying();
            KeyContext<Object> keys =
                    keying == null ? null : context.useKeys(keying.first().keyType());
            return keyed(
                    context,
                    create(two, context, output, keys),
                    keys,
                    keying == null ? null : keying.first(),
                    keying == null ? null : keying.second());
        }
        if (descriptor instanceof OperatorDescriptor.KeyedBroadcastProcess broadcast) {
            Keying<Object, Object> keying = broadcast.keying();
            KeyContext<Object> keys = context.useKeys(keying.keyType());
            return keyed(
                    context, new KeyedBroadcastProcessOperator(context, output, broadcast, keys), keys, keying, null);
        }
        return keyed(
                context,
                new BroadcastProcessOperator(context, output, (OperatorDescriptor.BroadcastProcess) descriptor),
                null,
                null,
                null);
    }

    private static TwoInputOperator<Object, Object, Object> create(
            OperatorDescriptor.OnTwoInputs descriptor,
            OperatorContext context,
            Input<Object> output,
            @Nullable KeyContext<Object> keys) {
        if (descriptor instanceof OperatorDescriptor.CoMap map) {
            return new CoMapOperator(context, output, map.function());
        }
        if (descriptor instanceof OperatorDescriptor.CoFlatMap flatMap) {
            return new CoFlatMapOperator(context, output, flatMap.function());
        }
        if (descriptor instanceof OperatorDescriptor.CoProcess process) {
            return new CoProcessOperator(context, output, process.function(), keys);
        }
        if (descriptor instanceof OperatorDescriptor.CustomOfTwo custom) {
            return new CustomTwoInputOperator(context, output, custom.factory());
        }
        if (keys == null) {
            throw new IllegalStateException("operator '" + context.operatorName() + "' needs keys on both inputs");
        }
        if (descriptor instanceof OperatorDescriptor.IntervalJoin join) {
            return new IntervalJoinOperator(context, output, join, keys);
        }
        return new KeyedCoProcessOperator(
                context, output, ((OperatorDescriptor.KeyedCoProcess) descriptor).function(), keys);
    }

    private static TwoInputs keyed(
            OperatorContext context,
            TwoInputOperator<Object, Object, Object> operator,
            @Nullable KeyContext<Object> keys,
            @Nullable Keying<Object, Object> first,
            @Nullable Keying<Object, Object> second) {
        return new TwoInputs(
                keyed(context, keys, first, operator.first()),
                keyed(context, keys, second, operator.second()),
                operator);
    }

    private static Input<Object> keyed(
            OperatorContext context,
            @Nullable KeyContext<Object> keys,
            @Nullable Keying<Object, Object> keying,
            Input<Object> input) {
        return keys == null || keying == null
                ? input
                : new KeyedInput<>(context, keying.selector(), keys.state(), input);
    }
}
