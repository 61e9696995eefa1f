package io.yarnflink.graph;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The building blocks of written job graphs: lengths first, so that a reader can bound what it allocates. */
final class JobGraphOutput {
    private JobGraphOutput() {}

    static void writeText(DataOutputStream out, String text) throws IOException {
        writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static <E> void writeList(DataOutputStream out, List<E> elements, ElementWriter<E> writer) throws IOException {
        out.writeInt(elements.size());
        for (E element : elements) {
            writer.write(out, element);
        }
    }

    /** Writes one element of a list. */
    @FunctionalInterface
    interface ElementWriter<E> {
        void write(DataOutputStream out, E element) throws IOException;
    }
}
