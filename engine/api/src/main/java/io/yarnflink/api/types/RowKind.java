package io.yarnflink.api.types;

/** What a row does to a table that it belongs to. */
public enum RowKind {
    INSERT("+I"),
    UPDATE_BEFORE("-U"),
    UPDATE_AFTER("+U"),
    DELETE("-D");

    private final String shortString;

    RowKind(String shortString) {
        this.shortString = shortString;
    }

    public String shortString() {
        return shortString;
    }

    /** The number that stands for it in serialized rows. */
    @SuppressWarnings("EnumOrdinal") // The position is the format.
    public byte toByteValue() {
        return (byte) ordinal();
    }

    public static RowKind fromByteValue(byte value) {
        RowKind[] kinds = values();
        if (value < 0 || value >= kinds.length) {
            throw new IllegalArgumentException(
                    "There is no row kind " + value + "; they go from 0 (insert) to 3 (delete)");
        }
        return kinds[value];
    }
}
