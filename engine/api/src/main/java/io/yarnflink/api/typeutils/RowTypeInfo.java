package io.yarnflink.api.typeutils;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.types.Row;
import io.yarnflink.api.typeutils.serializers.RowSerializer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows with fields of these types, named {@code f0}, {@code f1} and so on unless names are given. */
public class RowTypeInfo extends FieldListTypeInfo<Row> {
    public RowTypeInfo(TypeInformation<?>... types) {
        this(types, IntStream.range(0, types.length).mapToObj(i -> "f" + i).toArray(String[]::new));
    }

    public RowTypeInfo(TypeInformation<?>[] types, String[] fieldNames) {
        super(Row.class, checked(fieldNames, types.length), List.of(types));
    }

    /** The fields of {@code rowType} at {@code fieldMapping}, in that order. */
    public static RowTypeInfo projectFields(RowTypeInfo rowType, int[] fieldMapping) {
        var types = new TypeInformation<?>[fieldMapping.length];
        var names = new String[fieldMapping.length];
        for (int i = 0; i < fieldMapping.length; i++) {
            types[i] = rowType.getTypeAt(fieldMapping[i]);
            names[i] = rowType.getFieldNames()[fieldMapping[i]];
        }
        return new RowTypeInfo(types, names);
    }

    @Override
    public TypeSerializer<Row> createSerializer(ExecutionConfig config) {
        return new RowSerializer(fieldSerializers(config), getFieldNames());
    }

    /** Rows of different names are of one type, because they may be used by position. */
    @Override
    boolean hasSameNames(FieldListTypeInfo<?> that) {
        return true;
    }

    /** Whether names and types of all fields are equal. */
    public boolean schemaEquals(@Nullable Object other) {
        return equals(other)
                && other instanceof RowTypeInfo that
                && Arrays.equals(getFieldNames(), that.getFieldNames());
    }

    @Override
    public boolean canEqual(@Nullable Object other) {
        return other instanceof RowTypeInfo;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    @Override
    public String toString() {
        return "Row(" + namedFields() + ")";
    }

    private static List<String> checked(String[] names, int types) {
        if (names.length != types) {
            throw new IllegalArgumentException("A row of " + types + " types needs as many names, but there are "
                    + names.length + ": " + Arrays.toString(names));
        }
        if (new HashSet<>(List.of(names)).size() < names.length) {
            throw new IllegalArgumentException(
                    "Each field of a row needs a name of its own: " + Arrays.toString(names));
        }
        return List.of(names);
    }
}
