package io.yarnflink.api.types;

/** A field that is part of a key is null. */
public class NullKeyFieldException extends RuntimeException {
    private final int fieldNumber;

    public NullKeyFieldException() {
        fieldNumber = -1;
    }

    public NullKeyFieldException(String message) {
        super(message);
        fieldNumber = -1;
    }

    public NullKeyFieldException(int fieldNumber) {
        super("The key field " + fieldNumber + " is null; keys cannot be null");
        this.fieldNumber = fieldNumber;
    }

    public NullKeyFieldException(NullFieldException cause) {
        super(cause);
        fieldNumber = cause.getFieldPos();
    }

    /** The field's position, -1 when it is not known. */
    public int getFieldNumber() {
        return fieldNumber;
    }
}
