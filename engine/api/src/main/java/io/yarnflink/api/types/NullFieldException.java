package io.yarnflink.api.types;

/** A field of a tuple is null and its type has no null. */
public class NullFieldException extends RuntimeException {
    private final int fieldPos;

    public NullFieldException() {
        fieldPos = -1;
    }

    public NullFieldException(String message) {
        super(message);
        fieldPos = -1;
    }

    public NullFieldException(int fieldPos) {
        super(message(fieldPos));
        this.fieldPos = fieldPos;
    }

    public NullFieldException(int fieldPos, Throwable cause) {
        super(message(fieldPos), cause);
        this.fieldPos = fieldPos;
    }

    /** The field's position, -1 when it is not known. */
    public int getFieldPos() {
        return fieldPos;
    }

    private static String message(int fieldPos) {
        return "Field " + fieldPos + " (f" + fieldPos + ") of a tuple is null; put a value there,"
                + " or use a record, a POJO or a Row, whose fields may be null";
    }
}
