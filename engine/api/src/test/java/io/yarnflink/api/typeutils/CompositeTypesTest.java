package io.yarnflink.api.typeutils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.serialization.SerializerConfig;
import io.yarnflink.api.serialization.SerializerConfigImpl;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.tuple.Tuple3;
import io.yarnflink.api.typeinfo.TypeHint;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.types.IntValue;
import io.yarnflink.api.types.Row;
import io.yarnflink.api.typeutils.CompositeType.FlatFieldDescriptor;
import io.yarnflink.api.typeutils.CompositeType.InvalidFieldReferenceException;
import io.yarnflink.api.typeutils.Samples.Pair;
import io.yarnflink.api.typeutils.Samples.Point;
import io.yarnflink.api.typeutils.Samples.Ride;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CompositeTypesTest {
    private static final CompositeType<Tuple3<Long, Tuple2<String, Pair<Integer, Point>>, Double>> NESTED =
            (CompositeType<Tuple3<Long, Tuple2<String, Pair<Integer, Point>>, Double>>) TypeInformation.of(
                    new TypeHint<Tuple3<Long, Tuple2<String, Pair<Integer, Point>>, Double>>() {});

    /** A type that a user takes apart himself: a text as its two halves. */
    private static final class Halves extends CompositeType<String> {
        Halves() {
            super(String.class);
        }

        @Override
        public String[] getFieldNames() {
            return new String[] {"left", "right"};
        }

        @Override
        public int getFieldIndex(String fieldName) {
            return List.of(getFieldNames()).indexOf(fieldName);
        }

        @Override
        @SuppressWarnings("unchecked")
        public <X> TypeInformation<X> getTypeAt(int pos) {
            return (TypeInformation<X>) (pos == 0 ? Types.STRING : TypeInformation.of(int[].class));
        }

        @Override
        public <X> TypeInformation<X> getTypeAt(String fieldExpression) {
            return getTypeAt(getFieldIndex(fieldExpression));
        }

        @Override
        public void getFlatFields(String fieldExpression, int offset, List<FlatFieldDescriptor> result) {
            int field = getFieldIndex(fieldExpression);
            result.add(new FlatFieldDescriptor(offset + field, getTypeAt(field)));
        }

        @Override
        public int getArity() {
            return 2;
        }

        @Override
        public int getTotalFields() {
            return 2;
        }

        @Override
        public TypeSerializer<String> createSerializer(ExecutionConfig config) {
            return Types.STRING.createSerializer(config);
        }
    }

    private static List<Integer> positions(CompositeType<?> type, String expression) {
        return type.getFlatFields(expression).stream()
                .map(FlatFieldDescriptor::getPosition)
                .toList();
    }

    @Test
    void expressionsNameFieldsAndFieldsInside() {
        assertThat(positions(NESTED, "f0")).containsExactly(0);
        assertThat(positions(NESTED, "2")).containsExactly(5);
        assertThat(positions(NESTED, "f1")).containsExactly(1, 2, 3, 4);
        assertThat(positions(NESTED, "f1.f1.second.y")).containsExactly(4);
        assertThat(positions(NESTED, "f1.f1.*")).containsExactly(2, 3, 4);
        assertThat(positions(NESTED, "*")).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(positions(NESTED, "_")).hasSize(NESTED.getTotalFields());
        var fields = new ArrayList<FlatFieldDescriptor>();
        NESTED.getFlatFields("f1.f0", 10, fields);
        assertThat(fields).singleElement().satisfies(field -> {
            assertThat(field.getPosition()).isEqualTo(11);
            assertThat(field.getType()).isEqualTo(Types.STRING);
            assertThat(field.toString()).isEqualTo("field 11: String");
        });
        assertThat(NESTED.<Double>getTypeAt("f1.f1.second.y")).isEqualTo(Types.DOUBLE);
        assertThat(NESTED.hasField("f2")).isTrue();
        assertThat(NESTED.hasDeterministicFieldOrder()).isTrue();
    }

    @Test
    void expressionsThatNameNothingAreRefusedWithTheFieldsThereAre() {
        assertThatThrownBy(() -> NESTED.getFlatFields("f3"))
                .isInstanceOf(InvalidFieldReferenceException.class)
                .hasMessageContaining("There is no field 'f3' in " + NESTED + "; its fields are [f0, f1, f2]");
        assertThatThrownBy(() -> NESTED.getFlatFields("f0.x"))
                .hasMessageContaining("Field 'f0' of " + NESTED + " is a Long and has no fields, so that 'f0.x'");
        for (String expression : List.of("", "f1.", "*.f0", ".f0")) {
            assertThatThrownBy(() -> NESTED.getTypeAt(expression))
                    .hasMessageContaining("'" + expression + "' names no field; write names with dots between them");
        }
        assertThatThrownBy(() -> NESTED.getTypeAt("*")).isInstanceOf(InvalidFieldReferenceException.class);
        assertThat(new InvalidFieldReferenceException("why")).hasMessage("why");
        assertThatThrownBy(() -> new FlatFieldDescriptor(1, NESTED)).hasMessageContaining("describe those");
    }

    @Test
    void fieldsOfPojosHaveNamesOnly() {
        PojoTypeInfo<Pair<Long, String>> pair =
                (PojoTypeInfo<Pair<Long, String>>) TypeInformation.of(new TypeHint<Pair<Long, String>>() {});
        var fields = new ArrayList<FlatFieldDescriptor>();
        pair.getFlatFields("second", 3, fields);
        assertThat(fields).singleElement().satisfies(field -> {
            assertThat(field).isInstanceOf(PojoTypeInfo.NamedFlatFieldDescriptor.class);
            assertThat(((PojoTypeInfo.NamedFlatFieldDescriptor) field).getFieldName())
                    .isEqualTo("second");
            assertThat(field.toString()).isEqualTo("field 'second' at 4: String");
        });
        assertThat(new PojoTypeInfo.NamedFlatFieldDescriptor("a", 7, Types.INT).getPosition())
                .isEqualTo(7);
        assertThatThrownBy(() -> pair.getFlatFields("0")).isInstanceOf(InvalidFieldReferenceException.class);
        assertThat(pair.isSortKeyType()).isFalse();
        assertThat(pair.isKeyType()).isTrue();
        assertThat(pair.createPojoSerializer(new ExecutionConfig()))
                .isEqualTo(pair.createPojoSerializer(new SerializerConfigImpl()))
                .isEqualTo(pair.createSerializer(new SerializerConfigImpl()));
        assertThat(new PojoTypeInfo<>(Ride.class, List.of()).getArity()).isZero();
    }

    @Test
    void aUserMayTakeATypeApart() {
        CompositeType<String> halves = new Halves();
        assertThat(halves.getTypeClass()).isEqualTo(String.class);
        assertThat(halves.hasDeterministicFieldOrder()).isFalse();
        assertThat(halves.hasField("right")).isTrue();
        assertThat(halves.hasField("middle")).isFalse();
        assertThat(halves.isKeyType()).isFalse();
        assertThat(halves.isSortKeyType()).isFalse();
        assertThat(positions(halves, "right")).containsExactly(1);
        assertThat(halves.canEqual(new Halves())).isTrue();
        assertThat(halves)
                .isEqualTo(new Halves())
                .hasSameHashCodeAs(new Halves())
                .hasToString("Halves<String>");
        assertThat(halves.isBasicType()).isFalse();
        assertThat(halves.isTupleType()).isFalse();
        assertThat(positions(new TupleTypeInfo<>(Types.INT, halves), "f1.right"))
                .containsExactly(2);
    }

    @Test
    void tuplesOfBasicTypesAreMadeOfClasses() {
        TupleTypeInfo<Tuple2<String, Integer>> basic = TupleTypeInfo.getBasicTupleTypeInfo(String.class, Integer.class);
        assertThat(basic).isEqualTo(Types.TUPLE(Types.STRING, Types.INT));
        assertThat(basic.getGenericParameters())
                .containsEntry("T0", Types.STRING)
                .containsEntry("T1", Types.INT);
        TupleTypeInfo<Tuple2<String, IntValue>> values =
                TupleTypeInfo.getBasicAndBasicValueTupleTypeInfo(String.class, IntValue.class);
        assertThat(values).hasToString("Tuple2<String, ValueType<IntValue>>");
        assertThatThrownBy(() -> TupleTypeInfo.getBasicTupleTypeInfo(String.class, IntValue.class))
                .hasMessageContaining(IntValue.class.getName() + " is not a basic type");
        assertThatThrownBy(() -> TupleTypeInfo.getBasicAndBasicValueTupleTypeInfo(List.class))
                .hasMessageContaining("java.util.List is not a basic type");
        assertThatThrownBy(() -> TupleTypeInfo.getBasicTupleTypeInfo()).hasMessageContaining("at least one");
        assertThat(basic.canEqual(values)).isTrue();
        assertThat(basic.isSortKeyType()).isTrue();
        assertThat(basic.getFieldTypes()).containsExactly(Types.STRING, Types.INT);
    }

    @Test
    void fieldsOfRowsHaveNamesAndPositions() {
        RowTypeInfo row =
                new RowTypeInfo(new TypeInformation<?>[] {Types.STRING, NESTED}, new String[] {"name", "nested"});
        assertThat(positions(row, "nested.f1.f0")).containsExactly(2);
        assertThat(positions(row, "1.f0")).containsExactly(1);
        var fields = new ArrayList<FlatFieldDescriptor>();
        row.getFlatFields("name", 0, fields);
        assertThat(fields).hasSize(1);
        assertThat(row.createSerializer(new SerializerConfigImpl()))
                .isEqualTo(row.createSerializer(new ExecutionConfig()));
        TypeInformation<Row> unnamed = Types.ROW(Types.STRING, NESTED);
        assertThat(unnamed).isEqualTo(row);
    }

    /** A type of the newer line, which knows serializer configs only. */
    private static final class OnlyNewer extends TypeInformation<String> {
        @Override
        public Class<String> getTypeClass() {
            return String.class;
        }

        @Override
        public boolean isKeyType() {
            return true;
        }

        @Override
        public TypeSerializer<String> createSerializer(SerializerConfig config) {
            return Types.STRING.createSerializer(config);
        }

        @Override
        public boolean canEqual(@Nullable Object other) {
            return other instanceof OnlyNewer;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof OnlyNewer;
        }

        @Override
        public int hashCode() {
            return 1;
        }

        @Override
        public String toString() {
            return "OnlyNewer";
        }
    }

    /** A type that makes no serializer. */
    private static final class Neither extends TypeInformation<String> {
        @Override
        public Class<String> getTypeClass() {
            return String.class;
        }

        @Override
        public boolean isKeyType() {
            return true;
        }

        @Override
        public boolean canEqual(@Nullable Object other) {
            return other instanceof Neither;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Neither;
        }

        @Override
        public int hashCode() {
            return 2;
        }

        @Override
        public String toString() {
            return "Neither";
        }
    }

    @Test
    void aTypeOfAUserOverridesOneWayToMakeItsSerializer() {
        TypeInformation<String> newer = new OnlyNewer();
        assertThat(newer.createSerializer(new ExecutionConfig()))
                .isEqualTo(Types.STRING.createSerializer(new ExecutionConfig()));
        assertThat(newer.isSortKeyType()).isTrue();
        assertThat(newer.getGenericParameters()).isEmpty();
        assertThat(newer.getArity()).isEqualTo(1);
        assertThat(newer.getTotalFields()).isEqualTo(1);
        assertThatThrownBy(() -> new Neither().createSerializer(new SerializerConfigImpl()))
                .hasMessageContaining("Neither makes no serializer; override createSerializer(SerializerConfig)");
    }
}
