package io.yarnflink.api.io;

import org.jspecify.annotations.Nullable;

/** A split that is only known by its number. */
public class GenericInputSplit implements InputSplit {
    private final int partitionNumber;
    private final int totalNumberOfPartitions;

    public GenericInputSplit(int partitionNumber, int totalNumberOfPartitions) {
        this.partitionNumber = partitionNumber;
        this.totalNumberOfPartitions = totalNumberOfPartitions;
    }

    @Override
    public int getSplitNumber() {
        return partitionNumber;
    }

    public int getTotalNumberOfSplits() {
        return totalNumberOfPartitions;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GenericInputSplit that
                && that.partitionNumber == partitionNumber
                && that.totalNumberOfPartitions == totalNumberOfPartitions;
    }

    @Override
    public int hashCode() {
        return partitionNumber ^ totalNumberOfPartitions;
    }

    @Override
    public String toString() {
        return "GenericSplit (" + partitionNumber + '/' + totalNumberOfPartitions + ')';
    }
}
