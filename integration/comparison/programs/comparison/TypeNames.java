package comparison;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.api.java.typeutils.TypeExtractor;
import org.apache.flink.types.Either;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;

/** Which types are found, and how values of them print. */
public class TypeNames {
    public static void main(String[] args) {
        show("int", TypeInformation.of(Integer.class));
        show("long", Types.LONG);
        show("string", TypeInformation.of(String.class));
        show("decimal", TypeInformation.of(BigDecimal.class));
        show("date", TypeInformation.of(LocalDate.class));
        show("instant", TypeInformation.of(Instant.class));
        show("enum", TypeInformation.of(RowKind.class));
        show("bytes", TypeInformation.of(byte[].class));
        show("strings", TypeInformation.of(String[].class));
        show("events", TypeInformation.of(Event[].class));
        show("event", TypeInformation.of(Event.class));
        show("tuple", TypeInformation.of(new TypeHint<Tuple2<String, Tuple3<Long, Event, int[]>>>() {}));
        show("either", TypeInformation.of(new TypeHint<Either<String, Long>>() {}));
        show("list", Types.LIST(Types.STRING));
        show("map", Types.MAP(Types.STRING, Types.LONG));
        show("row", Types.ROW_NAMED(new String[] {"a", "b"}, Types.INT, Types.STRING));
        show("unnamed row", Types.ROW(Types.INT, Types.STRING));
        show("function", TypeExtractor.getMapReturnTypes(new Mapper(), Types.STRING));
        show("bean", TypeInformation.of(Bean.class));
        System.out.println("values> " + Tuple2.of("a", null) + " " + Tuple3.of(1, Tuple2.of(2, new int[] {1, 2}), 'c') + " "
                + Row.ofKind(RowKind.DELETE, 1, "a", null) + " " + Row.of(List.of(1, 2), Map.of("k", 1)) + " " + Either.Left("l") + " "
                + Either.Right(3));
        Row named = Row.withNames();
        named.setField("a", new String[] {"x", "y"});
        named.setField("b", 1);
        System.out.println("values> " + named + " " + named.getArity() + " " + Row.join(Row.of(1), Row.of(2)) + " " + Row.project(Row.of(1, 2, 3), new int[] {2, 0}));
    }

    private static void show(String name, TypeInformation<?> type) {
        System.out.println("any order, types> " + name + " " + type.getTotalFields() + " " + type.isBasicType() + " "
                + type.getTypeClass().getSimpleName());
    }

    public static class Bean {
        private List<String> names;
        private Map<String, Double> weights;

        public List<String> getNames() {
            return names;
        }

        public void setNames(List<String> names) {
            this.names = names;
        }

        public Map<String, Double> getWeights() {
            return weights;
        }

        public void setWeights(Map<String, Double> weights) {
            this.weights = weights;
        }
    }

    private static class Mapper implements MapFunction<String, Tuple2<String, List<Long>>> {
        @Override
        public Tuple2<String, List<Long>> map(String value) {
            return Tuple2.of(value, List.of());
        }
    }
}
