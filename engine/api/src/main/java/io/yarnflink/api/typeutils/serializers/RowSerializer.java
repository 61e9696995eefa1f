package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.memory.VarInts;
import io.yarnflink.api.types.Row;
import io.yarnflink.api.types.RowKind;
import io.yarnflink.api.types.RowUtils;
import io.yarnflink.api.typeutils.CompositeTypeSerializerSnapshot;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.TypeSerializerSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Rows as two bits of their kind and a bit for each field that is null, in whole bytes, then the other fields. */
@SuppressWarnings("NullAway") // Null is a value of fields.
public final class RowSerializer extends CompositeSerializer<Row> {
    private static final int KIND_BITS = 2;
    private final LinkedHashMap<String, Integer> positions = new LinkedHashMap<>();

    public RowSerializer(TypeSerializer<?>[] fields, String[] fieldNames) {
        super(Row.class, fields);
        for (int i = 0; i < fieldNames.length; i++) {
            positions.put(fieldNames[i], i);
        }
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    protected TypeSerializer<Row> with(TypeSerializer<?>[] fields) {
        return new RowSerializer(fields, positions.keySet().toArray(String[]::new));
    }

    @Override
    public Row createInstance() {
        return row(RowKind.INSERT, new Object[fieldCount()]);
    }

    @Override
    public Row copy(Row from) {
        Object[] fields = fieldsOf(from);
        for (int i = 0; i < fields.length; i++) {
            fields[i] = fields[i] == null ? null : field(i).copy(fields[i]);
        }
        return row(from.getKind(), fields);
    }

    @Override
    public void serialize(Row value, DataOutputView target) throws IOException {
        Object[] fields = fieldsOf(value);
        int bits = value.getKind().toByteValue();
        int used = KIND_BITS;
        for (Object field : fields) {
            if (used == Byte.SIZE) {
                target.writeByte(bits);
                bits = 0;
                used = 0;
            }
            bits |= field == null ? 1 << used : 0;
            used++;
        }
        target.writeByte(bits);
        for (int i = 0; i < fields.length; i++) {
            if (fields[i] != null) {
                field(i).serialize(fields[i], target);
            }
        }
    }

    @Override
    public Row deserialize(DataInputView source) throws IOException {
        byte[] header = header(source);
        var fields = new Object[fieldCount()];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = isNull(header, i) ? null : field(i).deserialize(source);
        }
        return row(RowKind.fromByteValue((byte) (header[0] & 3)), fields);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        byte[] header = header(source);
        target.write(header);
        for (int i = 0; i < fieldCount(); i++) {
            if (!isNull(header, i)) {
                field(i).copy(source, target);
            }
        }
    }

    private byte[] header(DataInputView source) throws IOException {
        var header = new byte[(fieldCount() + KIND_BITS + Byte.SIZE - 1) / Byte.SIZE];
        source.readFully(header);
        return header;
    }

    private static boolean isNull(byte[] header, int field) {
        int bit = field + KIND_BITS;
        return (header[bit / Byte.SIZE] & (1 << (bit % Byte.SIZE))) != 0;
    }

    private Row row(RowKind kind, Object[] fields) {
        return RowUtils.createRowWithNamedPositions(kind, fields, positions);
    }

    /** The fields in the order of this type, in a new array. */
    private Object[] fieldsOf(Row row) {
        var fields = new Object[fieldCount()];
        Set<String> names = row.getFieldNames(false);
        if (names == null) {
            if (row.getArity() != fields.length) {
                throw new IllegalArgumentException("A row of " + row.getArity() + " fields is given where rows have "
                        + fields.length + ": " + row);
            }
            for (int i = 0; i < fields.length; i++) {
                fields[i] = row.getField(i);
            }
            return fields;
        }
        for (String name : names) {
            Integer position = positions.get(name);
            if (position == null) {
                throw new IllegalArgumentException("A row has a field '" + name + "', but the fields of its type are "
                        + positions.keySet() + ": " + row);
            }
            fields[position] = row.getField(name);
        }
        return fields;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other) && other instanceof RowSerializer that && positions.equals(that.positions);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<Row> snapshotConfiguration() {
        return new Snapshot(this);
    }

    /** The names and the snapshots of the fields; fields keep their positions and may get other names. */
    public static final class Snapshot extends CompositeTypeSerializerSnapshot<Row, RowSerializer> {
        private String[] names = {};

        /** To be read. */
        public Snapshot() {}

        Snapshot(RowSerializer serializer) {
            super(serializer);
            names = serializer.positions.keySet().toArray(String[]::new);
        }

        @Override
        protected int getCurrentOuterSnapshotVersion() {
            return 1;
        }

        @Override
        protected void writeOuterSnapshot(DataOutputView out) throws IOException {
            VarInts.writeInt(names.length, out);
            for (String name : names) {
                out.writeUTF(name);
            }
        }

        @Override
        protected void readOuterSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
            var read = new ArrayList<String>();
            for (int left = VarInts.readCount(in); left > 0; left--) {
                read.add(in.readUTF());
            }
            names = read.toArray(String[]::new);
        }

        @Override
        protected TypeSerializer<?>[] getNestedSerializers(RowSerializer serializer) {
            return serializer.fields();
        }

        @Override
        protected RowSerializer createOuterSerializerWithNestedSerializers(TypeSerializer<?>[] nested) {
            return new RowSerializer(nested, names);
        }

        @Override
        protected String nestedName(int index) {
            return "field '" + names[index] + "' of the row";
        }

        @Override
        public String toString() {
            TypeSerializerSnapshot<?>[] nested = getNestedSerializerSnapshots();
            var text = new StringJoiner(", ", "Row(", ")");
            for (int i = 0; i < nested.length; i++) {
                text.add(names[i] + ": " + nested[i]);
            }
            return text.toString();
        }
    }
}
