package io.yarnflink.api.typeutils;

import static io.yarnflink.api.typeutils.SerializerAssert.bytes;
import static io.yarnflink.api.typeutils.SerializerAssert.keeps;
import static io.yarnflink.api.typeutils.SerializerAssert.read;
import static io.yarnflink.api.typeutils.SerializerAssert.serializer;
import static io.yarnflink.api.typeutils.SerializerAssert.travels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.functions.MapFunction;
import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.typeinfo.SqlTimeTypeInfo;
import io.yarnflink.api.typeinfo.TypeHint;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.types.BooleanValue;
import io.yarnflink.api.types.ByteValue;
import io.yarnflink.api.types.CharValue;
import io.yarnflink.api.types.DoubleValue;
import io.yarnflink.api.types.Either;
import io.yarnflink.api.types.FloatValue;
import io.yarnflink.api.types.IntValue;
import io.yarnflink.api.types.ListValue;
import io.yarnflink.api.types.LongValue;
import io.yarnflink.api.types.NullFieldException;
import io.yarnflink.api.types.NullValue;
import io.yarnflink.api.types.Row;
import io.yarnflink.api.types.RowKind;
import io.yarnflink.api.types.ShortValue;
import io.yarnflink.api.types.StringValue;
import io.yarnflink.api.types.Value;
import java.io.IOException;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SuppressWarnings({"JavaUtilDate", "NullAway"}) // Dates as users have them, and nulls are among what is tested.
class RowEitherAndValueTypesTest {
    private static final RowTypeInfo PERSON = new RowTypeInfo(
            new TypeInformation<?>[] {Types.STRING, Types.INT, Types.TUPLE(Types.LONG, Types.STRING)},
            new String[] {"name", "age", "badge"});

    /** Values of a user's class without the means to copy themselves. */
    public static class Span implements Value {
        private int from;
        private int to;

        public Span() {}

        Span(int from, int to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public void write(DataOutputView out) throws IOException {
            out.writeInt(from);
            out.writeInt(to);
        }

        @Override
        public void read(DataInputView in) throws IOException {
            from = in.readInt();
            to = in.readInt();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Span that && from == that.from && to == that.to;
        }

        @Override
        public int hashCode() {
            return from + to;
        }
    }

    /** A value that cannot be made. */
    public static final class Closed implements Value {
        private Closed() {}

        @Override
        public void write(DataOutputView out) {}

        @Override
        public void read(DataInputView in) {}
    }

    /** A list of spans. */
    public static class Spans extends ListValue<Span> {}

    @Test
    void rowsKeepFieldsNullsAndKinds() {
        travels(PERSON);
        keeps(PERSON, Row.of("Ada", 36, Tuple2.of(1L, "x")));
        keeps(PERSON, Row.ofKind(RowKind.UPDATE_BEFORE, "Ada", null, null));
        TypeInformation<?>[] many = new TypeInformation<?>[20];
        Row row = new Row(RowKind.DELETE, many.length);
        for (int i = 0; i < many.length; i++) {
            many[i] = i % 2 == 0 ? Types.INT : Types.STRING;
            row.setField(i, i % 3 == 0 ? null : i % 2 == 0 ? i : "f" + i);
            keeps(Types.ROW(Arrays.copyOf(many, i + 1)), Row.project(row, upTo(i + 1)));
        }
        keeps(Types.ROW(), Row.of());
        assertThat(bytes(serializer(Types.ROW(Types.BYTE)), Row.of((byte) 1))).hasSize(2);
        assertThat(serializer(PERSON).createInstance()).isEqualTo(Row.of(null, null, null));
    }

    private static int[] upTo(int count) {
        return IntStream.range(0, count).toArray();
    }

    @Test
    void rowsOfNamesTakeTheOrderOfTheirType() {
        Row row = Row.withNames();
        row.setField("age", 36);
        row.setField("name", "Ada");
        TypeSerializer<Row> serializer = serializer(PERSON);
        Row arrived = read(serializer, bytes(serializer, row));
        assertThat(arrived).isEqualTo(Row.of("Ada", 36, null));
        assertThat(arrived.getField("age")).isEqualTo(36);
        assertThat(serializer.copy(row).getFieldNames(true)).containsExactly("name", "age", "badge");
        row.setField("height", 1.7);
        assertThatThrownBy(() -> bytes(serializer, row))
                .hasMessageContaining("a field 'height', but the fields of its type are [name, age, badge]");
        assertThatThrownBy(() -> bytes(serializer, Row.of(1)))
                .hasMessageContaining("A row of 1 fields is given where rows have 3");
    }

    @Test
    void aRowTypeKnowsItsFields() {
        assertThat(PERSON).hasToString("Row(name: String, age: Integer, badge: Tuple2<Long, String>)");
        assertThat(PERSON.getFieldNames()).containsExactly("name", "age", "badge");
        assertThat(PERSON.getFieldIndex("age")).isEqualTo(1);
        assertThat(PERSON.getFieldIndex("x")).isEqualTo(-1);
        assertThat(PERSON.<String>getTypeAt("badge.f1")).isEqualTo(Types.STRING);
        assertThat(PERSON.<Integer>getTypeAt(1)).isEqualTo(Types.INT);
        assertThat(PERSON.getTotalFields()).isEqualTo(4);
        RowTypeInfo unnamed = new RowTypeInfo(Types.STRING, Types.INT, Types.TUPLE(Types.LONG, Types.STRING));
        assertThat(unnamed.equals(PERSON)).isTrue();
        assertThat(unnamed.hashCode()).isEqualTo(PERSON.hashCode());
        assertThat(unnamed.schemaEquals(PERSON)).isFalse();
        assertThat(unnamed.canEqual(PERSON)).isTrue();
        assertThat(unnamed.getFieldNames()).containsExactly("f0", "f1", "f2");
        assertThat(RowTypeInfo.projectFields(PERSON, new int[] {2, 0}))
                .hasToString("Row(badge: Tuple2<Long, String>, name: String)");
        assertThat(PERSON.isKeyType()).isTrue();
        assertThat(Types.ROW(TypeInformation.of(int[].class)).isKeyType()).isFalse();
        assertThat(Types.ROW_NAMED(new String[] {"a"}, Types.INT)).hasToString("Row(a: Integer)");
        assertThatThrownBy(() -> Types.ROW_NAMED(new String[] {"a"}, Types.INT, Types.INT))
                .hasMessageContaining("A row of 2 types needs as many names");
        assertThatThrownBy(() -> Types.ROW_NAMED(new String[] {"a", "a"}, Types.INT, Types.INT))
                .hasMessageContaining("a name of its own");
    }

    @Test
    void aRowThatIsGivenSaysItsTypeUnlessAFieldIsNull() {
        assertThat(TypeExtractor.getForObject(Row.of("a", 1))).isEqualTo(Types.ROW(Types.STRING, Types.INT));
        Row named = Row.withNames();
        named.setField("a", 1L);
        assertThat(TypeExtractor.getForObject(named)).hasToString("Row(a: Long)");
        assertThat(TypeExtractor.getForObject(Row.of("a", null))).isEqualTo(Types.GENERIC(Row.class));
    }

    @Test
    void eithersKeepBothSides() {
        TypeInformation<Either<String, List<Long>>> type = Types.EITHER(Types.STRING, Types.LIST(Types.LONG));
        travels(type);
        keeps(type, Either.Left("a"));
        keeps(type, Either.Right(List.of(1L, 2L)));
        assertThat(serializer(type).createInstance()).isEqualTo(Either.Right(List.of()));
        assertThat(TypeInformation.of(new TypeHint<Either<String, List<Long>>>() {}))
                .isEqualTo(type);
        assertThat(TypeInformation.of(new TypeHint<Either.Left<String, Long>>() {}))
                .hasToString("Either<String, Long>");
        var info = new EitherTypeInfo<>(Types.STRING, Types.LONG);
        assertThat(info.getLeftType()).isEqualTo(Types.STRING);
        assertThat(info.getRightType()).isEqualTo(Types.LONG);
        assertThat(info.getGenericParameters()).containsEntry("L", Types.STRING).containsEntry("R", Types.LONG);
        assertThat(info.getTypeClass()).isEqualTo(Either.class);
        assertThat(info.getArity()).isEqualTo(1);
        assertThat(info.getTotalFields()).isEqualTo(1);
        assertThat(info.isBasicType()).isFalse();
        assertThat(info.isTupleType()).isFalse();
        assertThat(info.isKeyType()).isFalse();
        assertThat(info.canEqual(type)).isTrue();
        assertThat((Object) info).isNotEqualTo(type);
        assertThat(info.hashCode()).isEqualTo(new EitherTypeInfo<>(Types.STRING, Types.LONG).hashCode());
        assertThatThrownBy(() -> KeyTypes.check(info))
                .hasMessageContaining("it is one of two types; use what is common to both, or a tuple");
        assertThatThrownBy(() -> TypeInformation.of(Either.class))
                .isInstanceOf(InvalidTypesException.class)
                .hasMessageContaining("The type of " + Either.class.getName() + " cannot be determined");
    }

    @Test
    void freeVariablesAreTakenFromAnEither() {
        var swap = new MapFunction<Either<String, Long>, Either<Long, String>>() {
            @Override
            public Either<Long, String> map(Either<String, Long> value) {
                return value.isLeft() ? Either.Right(value.left()) : Either.Left(value.right());
            }
        };
        assertThat(TypeExtractor.getMapReturnTypes(swap, Types.EITHER(Types.STRING, Types.LONG)))
                .isEqualTo(Types.EITHER(Types.LONG, Types.STRING));
        assertThat(TypeExtractor.getMapReturnTypes(new Sides<>(), Types.EITHER(Types.STRING, Types.LONG)))
                .isEqualTo(Types.TUPLE(Types.LONG, Types.STRING));
        assertThatThrownBy(() ->
                        TypeExtractor.returnType(swap, MapFunction.class, 1, Types.EITHER(Types.STRING, Types.INT)))
                .hasMessageContaining("declared as " + Either.class.getName() + "<java.lang.String, java.lang.Long>");
    }

    /** A generic function. */
    static class Sides<L, R> implements MapFunction<Either<L, R>, Tuple2<R, L>> {
        @Override
        public Tuple2<R, L> map(Either<L, R> value) {
            return new Tuple2<>();
        }
    }

    @Test
    void valuesWriteThemselves() {
        keeps(Types.VALUE(StringValue.class), new StringValue("Grüße"));
        keeps(Types.VALUE(IntValue.class), new IntValue(7));
        keeps(Types.VALUE(NullValue.class), NullValue.getInstance());
        keeps(Types.VALUE(Span.class), new Span(1, 2));
        Spans spans = new Spans();
        spans.add(new Span(1, 2));
        keeps(TypeInformation.of(Spans.class), spans);
        travels(Types.VALUE(Span.class));
        TypeSerializer<IntValue> serializer = serializer(Types.VALUE(IntValue.class));
        IntValue value = new IntValue(1);
        assertThat(serializer.copy(value)).isNotSameAs(value);
        assertThat(serializer.getLength()).isEqualTo(4);
    }

    @Test
    void classesOfValuesAreFound() {
        assertThat(TypeInformation.of(Span.class)).isEqualTo(new ValueTypeInfo<>(Span.class));
        assertThat(TypeInformation.of(LongValue.class)).isEqualTo(ValueTypeInfo.LONG_VALUE_TYPE_INFO);
        assertThat(ValueTypeInfo.STRING_VALUE_TYPE_INFO.getTypeClass()).isEqualTo(StringValue.class);
        for (ValueTypeInfo<?> info : List.of(
                ValueTypeInfo.BOOLEAN_VALUE_TYPE_INFO,
                ValueTypeInfo.BYTE_VALUE_TYPE_INFO,
                ValueTypeInfo.SHORT_VALUE_TYPE_INFO,
                ValueTypeInfo.INT_VALUE_TYPE_INFO,
                ValueTypeInfo.FLOAT_VALUE_TYPE_INFO,
                ValueTypeInfo.DOUBLE_VALUE_TYPE_INFO,
                ValueTypeInfo.CHAR_VALUE_TYPE_INFO,
                ValueTypeInfo.NULL_VALUE_TYPE_INFO)) {
            assertThat(info.isBasicValueType()).isTrue();
            assertThat(info.isKeyType()).isTrue();
        }
        assertThat(List.of(BooleanValue.class, ByteValue.class, ShortValue.class, FloatValue.class))
                .allSatisfy(type -> assertThat(TypeInformation.of(type)).isInstanceOf(ValueTypeInfo.class));
        assertThat(List.of(DoubleValue.class, CharValue.class))
                .allSatisfy(type -> assertThat(TypeInformation.of(type)).isInstanceOf(ValueTypeInfo.class));
        var info = new ValueTypeInfo<>(Span.class);
        assertThat(info.isBasicValueType()).isFalse();
        assertThat(info.isKeyType()).isFalse();
        assertThat(info.isBasicType()).isFalse();
        assertThat(info.isTupleType()).isFalse();
        assertThat(info.getArity()).isEqualTo(1);
        assertThat(info.getTotalFields()).isEqualTo(1);
        assertThat(info.canEqual(ValueTypeInfo.INT_VALUE_TYPE_INFO)).isTrue();
        assertThat((Object) info).isNotEqualTo(ValueTypeInfo.INT_VALUE_TYPE_INFO);
        assertThat(info.hashCode()).isEqualTo(new ValueTypeInfo<>(Span.class).hashCode());
        assertThat(info.toString()).isEqualTo("ValueType<Span>");
        assertThatThrownBy(() -> TypeInformation.of(Value.class))
                .hasMessageContaining("name the class of the values instead");
        assertThatThrownBy(() -> TypeInformation.of(Closed.class))
                .hasMessageContaining("has no public constructor without parameters; add one");
    }

    @Test
    void datesOfDatabasesAreKept() {
        travels(Types.SQL_TIMESTAMP);
        Timestamp timestamp = Timestamp.valueOf("2026-11-21 15:00:00.123456789");
        keeps(Types.SQL_TIMESTAMP, timestamp);
        keeps(Types.SQL_DATE, Date.valueOf("2026-11-21"));
        keeps(Types.SQL_TIME, Time.valueOf("15:00:00"));
        assertThat(serializer(Types.SQL_TIMESTAMP).copy(timestamp)).isNotSameAs(timestamp);
        assertThat(serializer(Types.SQL_DATE).createInstance()).isEqualTo(new Date(0));
        assertThat(serializer(Types.SQL_TIME).createInstance()).isEqualTo(new Time(0));
        assertThat(serializer(Types.SQL_TIMESTAMP).createInstance()).isEqualTo(new Timestamp(0));
        assertThat(TypeInformation.of(Timestamp.class)).isEqualTo(SqlTimeTypeInfo.TIMESTAMP);
        assertThat(SqlTimeTypeInfo.getInfoFor(Date.class)).isSameAs(SqlTimeTypeInfo.DATE);
        assertThat(SqlTimeTypeInfo.getInfoFor(Time.class)).isSameAs(SqlTimeTypeInfo.TIME);
        assertThat(SqlTimeTypeInfo.getInfoFor(String.class)).isNull();
        assertThat(SqlTimeTypeInfo.DATE.getTypeClass()).isEqualTo(Date.class);
        assertThat(SqlTimeTypeInfo.DATE.isKeyType()).isTrue();
        assertThat(SqlTimeTypeInfo.DATE.isBasicType()).isFalse();
        assertThat(SqlTimeTypeInfo.DATE.isTupleType()).isFalse();
        assertThat(SqlTimeTypeInfo.DATE.getArity()).isEqualTo(1);
        assertThat(SqlTimeTypeInfo.DATE.getTotalFields()).isEqualTo(1);
        assertThat(SqlTimeTypeInfo.DATE.canEqual(SqlTimeTypeInfo.TIME)).isTrue();
        assertThat(SqlTimeTypeInfo.DATE.equals(SqlTimeTypeInfo.TIME)).isFalse();
        assertThat(SqlTimeTypeInfo.DATE.hashCode()).isNotEqualTo(SqlTimeTypeInfo.TIME.hashCode());
        assertThat(SqlTimeTypeInfo.TIME.toString()).isEqualTo("java.sql.Time");
    }

    @Test
    void anUnknownTypeFailsWhenItIsUsed() {
        var missing = new MissingTypeInfo("a lambda in Job");
        assertThat(missing.getFunctionName()).isEqualTo("a lambda in Job");
        assertThat(missing)
                .hasToString("MissingType<a lambda in Job>")
                .isEqualTo(new MissingTypeInfo("a lambda in Job"));
        assertThat(missing.getTypeException()).hasMessageContaining("erased");
        for (ThrowingCallable use : List.<ThrowingCallable>of(
                missing::getTypeClass,
                missing::isBasicType,
                missing::isTupleType,
                missing::getArity,
                missing::getTotalFields,
                missing::isKeyType,
                () -> serializer(missing))) {
            assertThatThrownBy(use)
                    .isInstanceOf(InvalidTypesException.class)
                    .hasMessage("The type that a lambda in Job returns is not known: its type arguments are erased."
                            + " Call .returns(...) right after it");
        }
    }

    @Test
    void aTupleWithANullFieldIsRefusedWithItsPosition() {
        TypeInformation<Tuple2<String, Integer>> type = Types.TUPLE(Types.STRING, Types.INT);
        assertThatThrownBy(() -> bytes(serializer(type), new Tuple2<>("a", null)))
                .isInstanceOf(NullFieldException.class)
                .hasMessage("Field 1 (f1) of a tuple is null; put a value there,"
                        + " or use a record, a POJO or a Row, whose fields may be null");
    }

    @Test
    void snapshotsOfTheirSerializersBringThemBack() throws IOException {
        for (TypeInformation<?> type : List.of(
                PERSON,
                Types.EITHER(Types.STRING, Types.LIST(Types.LONG)),
                Types.VALUE(Span.class),
                Types.SQL_TIMESTAMP,
                new NullableListTypeInfo<>(Types.STRING))) {
            var bytes = new ByteArrayOutputView(0);
            TypeSerializerSnapshot.writeVersionedSnapshot(
                    bytes, serializer(type).snapshotConfiguration());
            TypeSerializerSnapshot<?> stored = TypeSerializerSnapshot.readVersionedSnapshot(
                    new ByteArrayInputView(bytes.toByteArray()), getClass().getClassLoader());
            assertThat(stored.restoreSerializer()).isEqualTo(serializer(type));
        }
        assertThat(serializer(PERSON).snapshotConfiguration())
                .hasToString(
                        "Row(name: StringSerializer, age: IntSerializer, badge: Tuple2<LongSerializer, StringSerializer>)");
        assertThat(NestedCompatibility.resolve(
                                serializer(Types.EITHER(Types.STRING, Types.LONG))
                                        .snapshotConfiguration(),
                                serializer(Types.EITHER(Types.STRING, Types.INT))
                                        .snapshotConfiguration())
                        .getReason()
                        .orElseThrow())
                .contains("the right side: values were stored as IntSerializer");
        assertThat(NestedCompatibility.resolve(
                                serializer(Types.ROW(Types.LONG)).snapshotConfiguration(),
                                serializer(Types.ROW_NAMED(new String[] {"n"}, Types.LONG))
                                        .snapshotConfiguration())
                        .isCompatibleAsIs())
                .isTrue();
    }
}
