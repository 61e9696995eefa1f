package io.yarnflink.api.serialization;

import io.yarnflink.api.types.Row;
import org.jspecify.annotations.Nullable;

/** Writes one field of each row, which holds bytes already; nothing for a missing row or field. */
public class RowFieldExtractorSchema implements SerializationSchema<Row> {
    private static final long serialVersionUID = 1L;
    private static final byte[] NOTHING = new byte[0];

    private final int fieldIndex;

    public RowFieldExtractorSchema(int fieldIndex) {
        if (fieldIndex < 0) {
            throw new IllegalArgumentException("the position of a field must not be negative, was " + fieldIndex);
        }
        this.fieldIndex = fieldIndex;
    }

    public int getFieldIndex() {
        return fieldIndex;
    }

    @Override
    public byte[] serialize(@Nullable Row element) {
        if (element == null) {
            return NOTHING;
        }
        if (fieldIndex >= element.getArity()) {
            throw new IllegalArgumentException("a row of " + element.getArity() + " fields has no field " + fieldIndex);
        }
        Object field = element.getField(fieldIndex);
        if (field == null) {
            return NOTHING;
        }
        if (field instanceof byte[] bytes) {
            return bytes;
        }
        throw new IllegalArgumentException("field " + fieldIndex + " must hold bytes, but holds a "
                + field.getClass().getName() + "; turn it into bytes in a map before");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RowFieldExtractorSchema schema && schema.fieldIndex == fieldIndex;
    }

    @Override
    public int hashCode() {
        return fieldIndex;
    }
}
