package io.yarnflink.testkit.programs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.common.CloseableIterator;
import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.KeyedProcessFunction;
import io.yarnflink.api.functions.OpenContext;
import io.yarnflink.api.state.ListState;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.types.Either;
import io.yarnflink.api.types.LongValue;
import io.yarnflink.api.types.Row;
import io.yarnflink.api.types.RowKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows, either-or values and mutable values on their way between tasks and in state. */
class TypesTest {
    private static final TypeInformation<Row> PERSON =
            Types.ROW_NAMED(new String[] {"name", "city", "age"}, Types.STRING, Types.STRING, Types.INT);
    private final StreamExecutionEnvironment env =
            StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(2);

    private static <T> List<T> collected(DataStream<T> stream) throws Exception {
        var all = new ArrayList<T>();
        try (CloseableIterator<T> records = stream.executeAndCollect()) {
            records.forEachRemaining(all::add);
        }
        return all;
    }

    private static Row named(@Nullable String name, String city) {
        Row row = Row.withNames();
        row.setField("city", city);
        row.setField("name", name);
        return row;
    }

    /** Gives the names and ages seen in a city as a new row with each record: left until there are two. */
    static class Neighbours extends KeyedProcessFunction<String, Row, Either<Row, LongValue>> {
        private transient @Nullable ListState<Row> seen;

        @Override
        public void open(OpenContext context) {
            seen = getRuntimeContext().getListState(new ListStateDescriptor<>("seen", PERSON));
        }

        @Override
        public void processElement(Row person, Context ctx, Collector<Either<Row, LongValue>> out) throws Exception {
            ListState<Row> state = requireNonNull(seen);
            state.add(person);
            long count = 0;
            for (Row each : state.get()) {
                // Rows of state are known by name and by position.
                count += each.getField("city") == each.getField(1) ? 1 : 100;
            }
            out.collect(count == 1 ? Either.Left(person) : Either.Right(new LongValue(count)));
        }
    }

    @Test
    void rowsAndEithersTravelByNetworkAndLiveInState() throws Exception {
        DataStream<Row> people = env.fromData(
                PERSON,
                Row.of("Ada", "London", 36),
                Row.ofKind(RowKind.UPDATE_AFTER, null, "Paris", null),
                named("Alan", "London"),
                Row.of("Mary", "London", null));
        DataStream<Either<Row, LongValue>> neighbours = people.rebalance()
                .keyBy(person -> person.<String>getFieldAs("city"))
                .process(new Neighbours())
                .returns(Types.EITHER(PERSON, Types.VALUE(LongValue.class)))
                .rebalance();
        List<Either<Row, LongValue>> all = collected(neighbours);
        assertThat(all)
                .contains(
                        Either.Left(Row.ofKind(RowKind.UPDATE_AFTER, null, "Paris", null)),
                        Either.Right(new LongValue(2)),
                        Either.Right(new LongValue(3)))
                .hasSize(4);
    }

    @Test
    void rowsSayTheirTypesWhenTheyAreGiven() throws Exception {
        DataStream<Row> rows = env.fromData(Row.of("a", 1), Row.of("b", 2));
        assertThat(rows.getType()).isEqualTo(Types.ROW(Types.STRING, Types.INT));
        assertThat(collected(rows.keyBy(row -> row, rows.getType()).reduce((a, b) -> b)))
                .containsExactlyInAnyOrder(Row.of("a", 1), Row.of("b", 2));
    }
}
