package io.yarnflink.api.datastream;

/** What was asked for does not work in the chosen kind of time. */
public class UnsupportedTimeCharacteristicException extends RuntimeException {
    public UnsupportedTimeCharacteristicException(String message) {
        super(message);
    }
}
