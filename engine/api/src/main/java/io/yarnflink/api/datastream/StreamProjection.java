package io.yarnflink.api.datastream;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.functions.MapFunction;
import io.yarnflink.api.tuple.Tuple;
import io.yarnflink.api.tuple.Tuple1;
import io.yarnflink.api.tuple.Tuple10;
import io.yarnflink.api.tuple.Tuple11;
import io.yarnflink.api.tuple.Tuple12;
import io.yarnflink.api.tuple.Tuple13;
import io.yarnflink.api.tuple.Tuple14;
import io.yarnflink.api.tuple.Tuple15;
import io.yarnflink.api.tuple.Tuple16;
import io.yarnflink.api.tuple.Tuple17;
import io.yarnflink.api.tuple.Tuple18;
import io.yarnflink.api.tuple.Tuple19;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.tuple.Tuple20;
import io.yarnflink.api.tuple.Tuple21;
import io.yarnflink.api.tuple.Tuple22;
import io.yarnflink.api.tuple.Tuple23;
import io.yarnflink.api.tuple.Tuple24;
import io.yarnflink.api.tuple.Tuple25;
import io.yarnflink.api.tuple.Tuple3;
import io.yarnflink.api.tuple.Tuple4;
import io.yarnflink.api.tuple.Tuple5;
import io.yarnflink.api.tuple.Tuple6;
import io.yarnflink.api.tuple.Tuple7;
import io.yarnflink.api.tuple.Tuple8;
import io.yarnflink.api.tuple.Tuple9;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.TupleTypeInfo;

/** Some fields of a stream of tuples, in an order of their own; each method says how many there are. */
public class StreamProjection<IN> {
    private final DataStream<IN> dataStream;
    private final int[] fieldIndexes;

    protected StreamProjection(DataStream<IN> dataStream, int[] fieldIndexes) {
        this.dataStream = requireNonNull(dataStream, "stream is null");
        this.fieldIndexes = fieldIndexes.clone();
        if (fieldIndexes.length == 0 || fieldIndexes.length > Tuple.MAX_ARITY) {
            throw new IllegalArgumentException("project() takes from 1 to " + Tuple.MAX_ARITY
                    + " positions of fields, not " + fieldIndexes.length);
        }
        extractFieldTypes(fieldIndexes, dataStream.getType());
    }

    /** The types of the fields at {@code fields} of tuples of {@code inType}. */
    public static TypeInformation<?>[] extractFieldTypes(int[] fields, TypeInformation<?> inType) {
        if (!(inType instanceof TupleTypeInfo<?> tuple)) {
            throw new InvalidTypesException(
                    "Only fields of tuples can be projected, not those of " + inType + ": use map(...) instead");
        }
        TypeInformation<?>[] types = new TypeInformation<?>[fields.length];
        for (int i = 0; i < fields.length; i++) {
            if (fields[i] < 0 || fields[i] >= tuple.getArity()) {
                throw new IndexOutOfBoundsException("There is no field " + fields[i] + " to project in " + inType
                        + ", whose fields are 0 to " + (tuple.getArity() - 1));
            }
            types[i] = tuple.getTypeAt(fields[i]);
        }
        return types;
    }

    /** As many fields as were given. */
    public <OUT extends Tuple> SingleOutputStreamOperator<OUT> projectTupleX() {
        return projected(fieldIndexes.length);
    }

    private <OUT extends Tuple> SingleOutputStreamOperator<OUT> projected(int arity) {
        if (arity != fieldIndexes.length) {
            throw new IllegalArgumentException("projectTuple" + arity + "() needs " + arity
                    + " positions of fields, but " + fieldIndexes.length + " were given to project()");
        }
        return dataStream.project(
                new TupleTypeInfo<OUT>(extractFieldTypes(fieldIndexes, dataStream.getType())),
                new Fields<>(fieldIndexes));
    }

    public <T0> SingleOutputStreamOperator<Tuple1<T0>> projectTuple1() {
        return projected(1);
    }

    public <T0, T1> SingleOutputStreamOperator<Tuple2<T0, T1>> projectTuple2() {
        return projected(2);
    }

    public <T0, T1, T2> SingleOutputStreamOperator<Tuple3<T0, T1, T2>> projectTuple3() {
        return projected(3);
    }

    public <T0, T1, T2, T3> SingleOutputStreamOperator<Tuple4<T0, T1, T2, T3>> projectTuple4() {
        return projected(4);
    }

    public <T0, T1, T2, T3, T4> SingleOutputStreamOperator<Tuple5<T0, T1, T2, T3, T4>> projectTuple5() {
        return projected(5);
    }

    public <T0, T1, T2, T3, T4, T5> SingleOutputStreamOperator<Tuple6<T0, T1, T2, T3, T4, T5>> projectTuple6() {
        return projected(6);
    }

    public <T0, T1, T2, T3, T4, T5, T6> SingleOutputStreamOperator<Tuple7<T0, T1, T2, T3, T4, T5, T6>> projectTuple7() {
        return projected(7);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7>
            SingleOutputStreamOperator<Tuple8<T0, T1, T2, T3, T4, T5, T6, T7>> projectTuple8() {
        return projected(8);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8>
            SingleOutputStreamOperator<Tuple9<T0, T1, T2, T3, T4, T5, T6, T7, T8>> projectTuple9() {
        return projected(9);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9>
            SingleOutputStreamOperator<Tuple10<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9>> projectTuple10() {
        return projected(10);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>
            SingleOutputStreamOperator<Tuple11<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>> projectTuple11() {
        return projected(11);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>
            SingleOutputStreamOperator<Tuple12<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>> projectTuple12() {
        return projected(12);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>
            SingleOutputStreamOperator<Tuple13<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>>
                    projectTuple13() {
        return projected(13);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>
            SingleOutputStreamOperator<Tuple14<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>>
                    projectTuple14() {
        return projected(14);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>
            SingleOutputStreamOperator<Tuple15<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>>
                    projectTuple15() {
        return projected(15);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15>
            SingleOutputStreamOperator<Tuple16<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15>>
                    projectTuple16() {
        return projected(16);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16>
            SingleOutputStreamOperator<
                            Tuple17<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16>>
                    projectTuple17() {
        return projected(17);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17>
            SingleOutputStreamOperator<
                            Tuple18<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17>>
                    projectTuple18() {
        return projected(18);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18>
            SingleOutputStreamOperator<
                            Tuple19<
                                    T0,
                                    T1,
                                    T2,
                                    T3,
                                    T4,
                                    T5,
                                    T6,
                                    T7,
                                    T8,
                                    T9,
                                    T10,
                                    T11,
                                    T12,
                                    T13,
                                    T14,
                                    T15,
                                    T16,
                                    T17,
                                    T18>>
                    projectTuple19() {
        return projected(19);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18, T19>
            SingleOutputStreamOperator<
                            Tuple20<
                                    T0,
                                    T1,
                                    T2,
                                    T3,
                                    T4,
                                    T5,
                                    T6,
                                    T7,
                                    T8,
                                    T9,
                                    T10,
                                    T11,
                                    T12,
                                    T13,
                                    T14,
                                    T15,
                                    T16,
                                    T17,
                                    T18,
                                    T19>>
                    projectTuple20() {
        return projected(20);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18, T19, T20>
            SingleOutputStreamOperator<
                            Tuple21<
                                    T0,
                                    T1,
                                    T2,
                                    T3,
                                    T4,
                                    T5,
                                    T6,
                                    T7,
                                    T8,
                                    T9,
                                    T10,
                                    T11,
                                    T12,
                                    T13,
                                    T14,
                                    T15,
                                    T16,
                                    T17,
                                    T18,
                                    T19,
                                    T20>>
                    projectTuple21() {
        return projected(21);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18, T19, T20, T21>
            SingleOutputStreamOperator<
                            Tuple22<
                                    T0,
                                    T1,
                                    T2,
                                    T3,
                                    T4,
                                    T5,
                                    T6,
                                    T7,
                                    T8,
                                    T9,
                                    T10,
                                    T11,
                                    T12,
                                    T13,
                                    T14,
                                    T15,
                                    T16,
                                    T17,
                                    T18,
                                    T19,
                                    T20,
                                    T21>>
                    projectTuple22() {
        return projected(22);
    }

    public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18, T19, T20, T21, T22>
            SingleOutputStreamOperator<
                            Tuple23<
                                    T0,
                                    T1,
                                    T2,
                                    T3,
                                    T4,
                                    T5,
                                    T6,
                                    T7,
                                    T8,
                                    T9,
                                    T10,
                                    T11,
                                    T12,
                                    T13,
                                    T14,
                                    T15,
                                    T16,
                                    T17,
                                    T18,
                                    T19,
                                    T20,
                                    T21,
                                    T22>>
                    projectTuple23() {
        return projected(23);
    }

    public <
                    T0,
                    T1,
                    T2,
                    T3,
                    T4,
                    T5,
                    T6,
                    T7,
                    T8,
                    T9,
                    T10,
                    T11,
                    T12,
                    T13,
                    T14,
                    T15,
                    T16,
                    T17,
                    T18,
                    T19,
                    T20,
                    T21,
                    T22,
                    T23>
            SingleOutputStreamOperator<
                            Tuple24<
                                    T0,
                                    T1,
                                    T2,
                                    T3,
                                    T4,
                                    T5,
                                    T6,
                                    T7,
                                    T8,
                                    T9,
                                    T10,
                                    T11,
                                    T12,
                                    T13,
                                    T14,
                                    T15,
                                    T16,
                                    T17,
                                    T18,
                                    T19,
                                    T20,
                                    T21,
                                    T22,
                                    T23>>
                    projectTuple24() {
        return projected(24);
    }

    public <
                    T0,
                    T1,
                    T2,
                    T3,
                    T4,
                    T5,
                    T6,
                    T7,
                    T8,
                    T9,
                    T10,
                    T11,
                    T12,
                    T13,
                    T14,
                    T15,
                    T16,
                    T17,
                    T18,
                    T19,
                    T20,
                    T21,
                    T22,
                    T23,
                    T24>
            SingleOutputStreamOperator<
                            Tuple25<
                                    T0,
                                    T1,
                                    T2,
                                    T3,
                                    T4,
                                    T5,
                                    T6,
                                    T7,
                                    T8,
                                    T9,
                                    T10,
                                    T11,
                                    T12,
                                    T13,
                                    T14,
                                    T15,
                                    T16,
                                    T17,
                                    T18,
                                    T19,
                                    T20,
                                    T21,
                                    T22,
                                    T23,
                                    T24>>
                    projectTuple25() {
        return projected(25);
    }

    /** Makes the tuple of the fields. */
    private static final class Fields<I, O extends Tuple> implements MapFunction<I, O> {
        private final int[] positions;

        Fields(int[] positions) {
            this.positions = positions;
        }

        @Override
        @SuppressWarnings("unchecked") // The type of the result is made of the same positions.
        public O map(I value) {
            Tuple projected = Tuple.newInstance(positions.length);
            for (int i = 0; i < positions.length; i++) {
                projected.setField(((Tuple) value).getField(positions[i]), i);
            }
            return (O) projected;
        }
    }
}
