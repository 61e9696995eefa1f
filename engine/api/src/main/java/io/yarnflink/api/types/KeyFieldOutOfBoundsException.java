package io.yarnflink.api.types;

/** A key is taken from a field that a record does not have. */
public class KeyFieldOutOfBoundsException extends RuntimeException {
    private final int fieldNumber;

    public KeyFieldOutOfBoundsException() {
        fieldNumber = -1;
    }

    public KeyFieldOutOfBoundsException(String message) {
        super(message);
        fieldNumber = -1;
    }

    public KeyFieldOutOfBoundsException(int fieldNumber) {
        super(message(fieldNumber));
        this.fieldNumber = fieldNumber;
    }

    public KeyFieldOutOfBoundsException(int fieldNumber, Throwable cause) {
        super(message(fieldNumber), cause);
        this.fieldNumber = fieldNumber;
    }

    /** The field's position, -1 when it is not known. */
    public int getFieldNumber() {
        return fieldNumber;
    }

    private static String message(int fieldNumber) {
        return "The key field " + fieldNumber + " is beyond the last field of the record";
    }
}
