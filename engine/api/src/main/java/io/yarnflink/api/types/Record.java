package io.yarnflink.api.types;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.memory.VarInts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A number of values of any classes, null among them, each kept as it was set or read; bytes become values when a field
 * is asked for with its class. {@link Row} is the simpler choice.
 */
@SuppressWarnings("JavaLangClash") // The users' name.
public final class Record implements Value, CopyableValue<Record> {
    private static final long serialVersionUID = 1L;
    /** Each is null, a value, or the bytes of one. */
    private final ArrayList<@Nullable Object> fields = new ArrayList<>();

    public Record() {}

    /** A record of nulls. */
    public Record(int numFields) {
        setNumFields(numFields);
    }

    public Record(Value value) {
        addField(value);
    }

    public Record(Value val1, Value val2) {
        addField(val1);
        addField(val2);
    }

    public int getNumFields() {
        return fields.size();
    }

    /** Cuts the record, or lengthens it by nulls. */
    public void setNumFields(int numFields) {
        if (numFields < 0) {
            throw new IllegalArgumentException("A record cannot have " + numFields + " fields");
        }
        while (fields.size() > numFields) {
            fields.remove(fields.size() - 1);
        }
        while (fields.size() < numFields) {
            fields.add(null);
        }
    }

    /** Makes room for so many fields, so that setting them is quick. */
    public void makeSpace(int numFields) {
        fields.ensureCapacity(numFields);
    }

    public boolean isNull(int fieldNum) {
        return fields.get(checked(fieldNum)) == null;
    }

    /** The value of a field, null when it is null; read as {@code type} when it is still bytes. */
    public <T extends Value> @Nullable T getField(int fieldNum, Class<T> type) {
        Object field = fields.get(checked(fieldNum));
        if (field == null || type.isInstance(field)) {
            return type.cast(field);
        }
        T value = ContainedValues.create(type);
        fill(value, field);
        fields.set(fieldNum, value);
        return value;
    }

    /** {@code target} with the contents of a field; null when that is null. */
    public <T extends Value> @Nullable T getField(int fieldNum, T target) {
        return getFieldInto(fieldNum, target) ? target : null;
    }

    /** Whether the field is not null, so that {@code target} has its contents now. */
    public boolean getFieldInto(int fieldNum, Value target) {
        Object field = fields.get(checked(fieldNum));
        if (field == null) {
            return false;
        }
        fill(target, field);
        return true;
    }

    /** Whether none of the fields is null, so that {@code targets} have their contents now. */
    public boolean getFieldsInto(int[] positions, Value[] targets) {
        for (int i = 0; i < positions.length; i++) {
            if (!getFieldInto(positions[i], targets[i])) {
                return false;
            }
        }
        return true;
    }

    /** The same for fields that may not be null. */
    public void getFieldsIntoCheckingNull(int[] positions, Value[] targets) {
        for (int i = 0; i < positions.length; i++) {
            if (!getFieldInto(positions[i], targets[i])) {
                throw new NullKeyFieldException(positions[i]);
            }
        }
    }

    public void addField(@Nullable Value value) {
        fields.add(value);
    }

    /** Lengthens the record by nulls when it has no such field yet. */
    public void setField(int fieldNum, @Nullable Value value) {
        setNumFields(Math.max(fields.size(), fieldNum + 1));
        fields.set(fieldNum, value);
    }

    /** Fields behind it move up. */
    public void removeField(int fieldNum) {
        fields.remove(checked(fieldNum));
    }

    public void setNull(int field) {
        fields.set(checked(field), null);
    }

    /** Makes the fields null whose bits are set. */
    public void setNull(long fields) {
        setNull(new long[] {fields});
    }

    /** Makes the fields null whose bits are set, 64 in each number. */
    public void setNull(long[] fields) {
        BitSet bits = BitSet.valueOf(fields);
        for (int i = bits.nextSetBit(0); i >= 0 && i < this.fields.size(); i = bits.nextSetBit(i + 1)) {
            this.fields.set(i, null);
        }
    }

    public void clear() {
        fields.clear();
    }

    /** Takes over fields of {@code other} where this record has null or no field. */
    public void unionFields(Record other) {
        setNumFields(Math.max(fields.size(), other.fields.size()));
        for (int i = 0; i < other.fields.size(); i++) {
            if (fields.get(i) == null) {
                fields.set(i, bytes(other.fields.get(i)));
            }
        }
    }

    /** Adds the fields of {@code record} behind those of this one. */
    public void concatenate(Record record) {
        int count = record.fields.size();
        for (int i = 0; i < count; i++) {
            fields.add(bytes(record.fields.get(i)));
        }
    }

    /** Sets the fields at {@code targetPositions} to copies of those of {@code source} at {@code sourcePositions}. */
    public void copyFrom(Record source, int[] sourcePositions, int[] targetPositions) {
        for (int i = 0; i < sourcePositions.length; i++) {
            Object field = bytes(source.fields.get(source.checked(sourcePositions[i])));
            setNumFields(Math.max(fields.size(), targetPositions[i] + 1));
            fields.set(targetPositions[i], field);
        }
    }

    /** Whether fields equal {@code searchValues}; they are read into {@code deserializationHolders} for that. */
    public boolean equalsFields(int[] positions, Value[] searchValues, Value[] deserializationHolders) {
        for (int i = 0; i < positions.length; i++) {
            Value value = getField(positions[i], deserializationHolders[i]);
            if (value == null || !value.equals(searchValues[i])) {
                return false;
            }
        }
        return true;
    }

    /** Turns values into the bytes that they are written as, so that changes to them do not reach this record any more. */
    public void updateBinaryRepresenation() {
        fields.replaceAll(Record::bytes);
    }

    @Override
    public int getBinaryLength() {
        return -1;
    }

    @Override
    public void copyTo(Record target) {
        target.fields.clear();
        target.concatenate(this);
    }

    @Override
    public Record copy() {
        return createCopy();
    }

    public Record createCopy() {
        Record copy = new Record();
        copyTo(copy);
        return copy;
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        int count = VarInts.readCount(source);
        VarInts.writeInt(count, target);
        for (int i = 0; i < count; i++) {
            int length = VarInts.readCount(source);
            VarInts.writeInt(length, target);
            target.write(source, Math.max(0, length - 1));
        }
    }

    @Override
    public void write(DataOutputView out) throws IOException {
        serialize(out);
    }

    @Override
    public void read(DataInputView in) throws IOException {
        deserialize(in);
    }

    /** Writes the record and says how many bytes that took. */
    public long serialize(DataOutputView target) throws IOException {
        var written = new ByteArrayOutputView(64);
        VarInts.writeInt(fields.size(), written);
        for (Object field : fields) {
            byte[] bytes = bytes(field);
            VarInts.writeInt(bytes == null ? 0 : bytes.length + 1, written);
            written.write(bytes == null ? new byte[0] : bytes);
        }
        target.write(written.array(), written.offset(), written.position());
        return written.position();
    }

    public void deserialize(DataInputView source) throws IOException {
        fields.clear();
        for (int left = VarInts.readCount(source); left > 0; left--) {
            int length = VarInts.readCount(source) - 1;
            if (length < 0) {
                fields.add(null);
            } else {
                var bytes = new ByteArrayOutputView(Math.min(length, 1 << 16));
                bytes.write(source, length);
                fields.add(bytes.toByteArray());
            }
        }
    }

    @Override
    public String toString() {
        return fields.stream()
                .map(field -> field instanceof byte[] bytes ? bytes.length + " bytes" : String.valueOf(field))
                .collect(Collectors.joining(", ", "Record(", ")"));
    }

    private static byte @Nullable [] bytes(@Nullable Object field) {
        if (field == null) {
            return null;
        }
        if (field instanceof byte[] bytes) {
            return bytes;
        }
        var bytes = new ByteArrayOutputView(16);
        try {
            ((Value) field).write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("A " + field.getClass().getName() + " does not write itself", e);
        }
        return bytes.toByteArray();
    }

    private static void fill(Value target, Object field) {
        byte[] bytes = requireNonNull(bytes(field));
        try {
            target.read(new ByteArrayInputView(bytes));
        } catch (IOException e) {
            throw new DeserializationException(
                    "A field of a record cannot be read as " + target.getClass().getName(), e);
        }
    }

    private int checked(int fieldNum) {
        return Objects.checkIndex(fieldNum, fields.size());
    }
}
