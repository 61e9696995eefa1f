package io.yarnflink.api.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeinfo.Types;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RecordTest {
    private final Record record = new Record(new StringValue("a"), new IntValue(7));

    private static Record throughBytes(Record record) throws IOException {
        var bytes = new ByteArrayOutputView(0);
        record.write(bytes);
        Record read = new Record(new LongValue(1));
        read.read(new ByteArrayInputView(bytes.toByteArray()));
        return read;
    }

    @Test
    void fieldsAreSetAndAddedAndRemoved() {
        assertThat(record.getNumFields()).isEqualTo(2);
        record.addField(null);
        assertThat(record.isNull(2)).isTrue();
        record.setField(4, new LongValue(9));
        assertThat(record.getNumFields()).isEqualTo(5);
        record.removeField(0);
        assertThat(record.getField(0, IntValue.class)).isEqualTo(new IntValue(7));
        record.setNull(0);
        assertThat(record.getField(0, IntValue.class)).isNull();
        record.setNumFields(1);
        assertThat(record.toString()).isEqualTo("Record(null)");
        record.makeSpace(100);
        record.clear();
        assertThat(record.getNumFields()).isZero();
        assertThat(new Record(3).isNull(2)).isTrue();
        assertThat(new Record(new IntValue(1)).getNumFields()).isEqualTo(1);
        assertThat(new Record().toString()).isEqualTo("Record()");
        assertThatThrownBy(() -> record.isNull(0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> record.setNumFields(-1)).hasMessageContaining("-1 fields");
    }

    @Test
    void fieldsAreMadeNullByTheirBits() {
        Record many = new Record();
        for (int i = 0; i < 70; i++) {
            many.addField(new IntValue(i));
        }
        many.setNull(0b101L);
        assertThat(many.isNull(0)).isTrue();
        assertThat(many.isNull(1)).isFalse();
        assertThat(many.isNull(2)).isTrue();
        many.setNull(new long[] {0, 1L << 5});
        assertThat(many.isNull(69)).isTrue();
        assertThat(many.isNull(68)).isFalse();
    }

    @Test
    void bytesBecomeValuesWhenTheirClassIsNamed() throws IOException {
        record.addField(null);
        Record read = throughBytes(record);
        assertThat(read.toString()).isEqualTo("Record(2 bytes, 4 bytes, null)");
        assertThatObject(read.getField(0, StringValue.class)).hasToString("a");
        IntValue target = new IntValue();
        assertThat(read.getField(1, target)).isSameAs(target).isEqualTo(new IntValue(7));
        assertThat(read.getFieldInto(2, target)).isFalse();
        assertThat(read.getField(2, target)).isNull();
        StringValue text = new StringValue();
        assertThat(read.getFieldsInto(new int[] {1, 0}, new Value[] {target, text}))
                .isTrue();
        assertThatObject(text).hasToString("a");
        assertThat(read.getFieldsInto(new int[] {2}, new Value[] {target})).isFalse();
        read.getFieldsIntoCheckingNull(new int[] {0}, new Value[] {text});
        assertThatThrownBy(() -> read.getFieldsIntoCheckingNull(new int[] {2}, new Value[] {text}))
                .isInstanceOf(NullKeyFieldException.class)
                .hasMessageContaining("key field 2");
        int[] both = {0, 1};
        Value[] wanted = {new StringValue("a"), new IntValue(7)};
        assertThat(read.equalsFields(both, wanted, new Value[] {text, target})).isTrue();
        assertThat(read.equalsFields(new int[] {2}, wanted, new Value[] {text})).isFalse();
        assertThatThrownBy(() -> read.getField(1, new LongValue()))
                .isInstanceOf(DeserializationException.class)
                .hasMessageContaining("cannot be read as io.yarnflink.api.types.LongValue");
    }

    @Test
    void copiesAreApart() throws IOException {
        IntValue shared = new IntValue(1);
        Record original = new Record(shared);
        Record copy = original.copy();
        Record created = original.createCopy();
        Record target = new Record(5);
        original.copyTo(target);
        shared.setValue(2);
        assertThat(original.getField(0, IntValue.class)).isEqualTo(new IntValue(2));
        assertThat(copy.getField(0, IntValue.class)).isEqualTo(new IntValue(1));
        assertThat(created.getField(0, IntValue.class)).isEqualTo(new IntValue(1));
        assertThat(target.getNumFields()).isEqualTo(1);
        original.updateBinaryRepresenation();
        shared.setValue(3);
        assertThat(original.getField(0, IntValue.class)).isEqualTo(new IntValue(2));

        var bytes = new ByteArrayOutputView(0);
        assertThat(record.serialize(bytes)).isEqualTo(bytes.position());
        var copied = new ByteArrayOutputView(0);
        record.copy(new ByteArrayInputView(bytes.toByteArray()), copied);
        assertThat(copied.toByteArray()).isEqualTo(bytes.toByteArray());
        target.deserialize(new ByteArrayInputView(copied.toByteArray()));
        assertThat(target.getField(1, IntValue.class)).isEqualTo(new IntValue(7));
        assertThat(record.getBinaryLength()).isEqualTo(-1);
    }

    @Test
    void recordsArePutTogether() {
        record.concatenate(new Record(new IntValue(8)));
        assertThat(record.getField(2, IntValue.class)).isEqualTo(new IntValue(8));
        Record holes = new Record(1);
        holes.unionFields(record);
        assertThatObject(holes.getField(0, StringValue.class)).hasToString("a");
        assertThat(holes.getNumFields()).isEqualTo(3);
        Record picked = new Record();
        picked.copyFrom(record, new int[] {1, 0}, new int[] {0, 2});
        assertThat(picked.getField(0, IntValue.class)).isEqualTo(new IntValue(7));
        assertThat(picked.isNull(1)).isTrue();
        assertThatObject(picked.getField(2, StringValue.class)).hasToString("a");
        assertThat(TypeInformation.of(Record.class)).isEqualTo(Types.VALUE(Record.class));
    }
}
