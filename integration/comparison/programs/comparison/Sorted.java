package comparison;

import org.apache.flink.streaming.api.datastream.DataStream;

/** Prints results that have no order of their own: the lines of labels with this prefix are compared as a set. */
public final class Sorted {
    public static final String PREFIX = "any order, ";

    private Sorted() {}

    public static <T> void print(String name, DataStream<T> results) {
        results.print(PREFIX + name).setParallelism(1);
    }
}
