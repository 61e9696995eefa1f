package io.yarnflink.api.functions.sink;

import java.util.ArrayList;

/** Each record's {@code toString()} on a line. */
public class WriteFormatAsText<IN> extends WriteFormat<IN> {
    @Override
    @SuppressWarnings("NonApiType") // As the users of this API know it.
    public void write(String path, ArrayList<IN> tupleList) {
        append(path, tupleList.stream().map(String::valueOf).toList());
    }
}
