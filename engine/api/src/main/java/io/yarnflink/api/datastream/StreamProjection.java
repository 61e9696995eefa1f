package io.yarnflink.api.datastream;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.functions.MapFunction;
import io.yarnflink.api.tuple.Tuple;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.TupleTypeInfo;

/** Some fields of a stream of tuples, in an order of their own; each method says how many there are. */
public class StreamProjection<IN> extends TupleProjections {
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

    @Override
    final <OUT extends Tuple> SingleOutputStreamOperator<OUT> projected(int arity) {
        if (arity != fieldIndexes.length) {
            throw new IllegalArgumentException("projectTuple" + arity + "() needs " + arity
                    + " positions of fields, but " + fieldIndexes.length + " were given to project()");
        }
        return dataStream.project(
                new TupleTypeInfo<OUT>(extractFieldTypes(fieldIndexes, dataStream.getType())),
                new Fields<>(fieldIndexes));
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
