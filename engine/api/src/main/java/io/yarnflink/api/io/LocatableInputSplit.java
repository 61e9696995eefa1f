package io.yarnflink.api.io;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A split that some hosts hold. */
public class LocatableInputSplit implements InputSplit {
    private final int splitNumber;
    private final String[] hostnames;

    public LocatableInputSplit(int splitNumber, String[] hostnames) {
        this.splitNumber = splitNumber;
        this.hostnames = hostnames.clone();
    }

    public LocatableInputSplit(int splitNumber, String hostname) {
        this(splitNumber, new String[] {hostname});
    }

    @Override
    public int getSplitNumber() {
        return splitNumber;
    }

    public String[] getHostnames() {
        return hostnames.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LocatableInputSplit that
                && that.splitNumber == splitNumber
                && Arrays.equals(that.hostnames, hostnames);
    }

    @Override
    public int hashCode() {
        return splitNumber;
    }

    @Override
    public String toString() {
        return "Locatable Split (" + splitNumber + ") at " + Arrays.toString(hostnames);
    }
}
