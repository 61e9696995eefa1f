package io.yarnflink.api.tuple;

/** A field of a tuple is null and its type has no null. */
public class NullFieldException extends RuntimeException {
    private final int fieldPos;

    public NullFieldException(int fieldPos) {
        super("Field " + fieldPos + " (f" + fieldPos + ") of a tuple is null; put a value there,"
                + " or use a record or a POJO, whose fields may be null");
        this.fieldPos = fieldPos;
    }

    public int getFieldPos() {
        return fieldPos;
    }
}
