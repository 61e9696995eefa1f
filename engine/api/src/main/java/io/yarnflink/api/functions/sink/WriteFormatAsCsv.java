package io.yarnflink.api.functions.sink;

import java.util.ArrayList;

/** Each tuple on a line, as its {@code toString()} without the parentheses. */
public class WriteFormatAsCsv<IN> extends WriteFormat<IN> {
    @Override
    @SuppressWarnings("NonApiType") // As the users of this API know it.
    protected void write(String path, ArrayList<IN> tupleList) {
        append(path, tupleList.stream().map(WriteFormatAsCsv::row).toList());
    }

    private static String row(Object tuple) {
        String text = tuple.toString();
        return text.startsWith("(") && text.endsWith(")") ? text.substring(1, text.length() - 1) : text;
    }
}
