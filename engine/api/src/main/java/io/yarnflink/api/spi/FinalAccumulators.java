package io.yarnflink.api.spi;

import io.yarnflink.api.accumulators.Accumulator;
import io.yarnflink.api.common.OptionalFailure;
import io.yarnflink.api.serialization.UserCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The accumulators of finished tasks on their way to the program: opaque bytes to everyone between, as only the program has
 * their classes.
 */
public final class FinalAccumulators {
    private FinalAccumulators() {}

    /** An accumulator of one operator in one subtask. */
    public record Owned(String operator, String name, Accumulator<?, ?> accumulator) {
        /** What it is, for people and to compare. */
        String type() {
            return accumulator.getClass().getName();
        }
    }

    /** Empty when there are none; fails when one cannot be serialized. Several of these may follow each other. */
    public static byte[] encode(List<Owned> accumulators) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (Owned owned : accumulators) {
                byte[] value = UserCode.serialize(owned.accumulator(), "Accumulator '" + owned.name() + "'");
                out.writeUTF(owned.operator());
                out.writeUTF(owned.name());
                out.writeInt(value.length);
                out.write(value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The values of all tasks by name, merged; what cannot be merged or read is a failure of that accumulator alone. */
    public static Map<String, OptionalFailure<Object>> merge(List<ByteBuffer> tasks, ClassLoader program) {
        Map<String, Merged> merged = new TreeMap<>();
        for (ByteBuffer task : tasks) {
            byte[] bytes = new byte[task.remaining()];
            task.duplicate().get(bytes);
            if (bytes.length > 0) {
                mergeTask(bytes, program, merged);
            }
        }
        Map<String, OptionalFailure<Object>> results = new TreeMap<>();
        merged.forEach((name, all) -> all.result().ifPresent(result -> results.put(name, result)));
        return results;
    }

    private static void mergeTask(byte[] task, ClassLoader program, Map<String, Merged> merged) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(task))) {
            while (in.available() > 0) {
                String operator = in.readUTF();
                String name = in.readUTF();
                byte[] value = in.readNBytes(in.readInt());
                merged.computeIfAbsent(name, Merged::new).add(operator, value, program);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the accumulators of a task cannot be read: " + e.getMessage(), e);
        }
    }

    /** All accumulators of one name. */
    private static final class Merged {
        private final String name;
        private @Nullable Owned first;
        private @Nullable Throwable failure;

        Merged(String name) {
            this.name = name;
        }

        void add(String operator, byte[] value, ClassLoader program) {
            try {
                add(new Owned(operator, name, UserCode.deserialize(value, program, Accumulator.class)));
            } catch (RuntimeException | LinkageError e) {
                failure = new IllegalStateException(
                        "Accumulator '" + name + "' of operator '" + operator + "' cannot be read: " + e.getMessage(),
                        e);
            }
        }

        @SuppressWarnings("unchecked") // Accumulators of one class have values of one type, or merging them says so.
        private void add(Owned next) {
            Owned known = first;
            if (known == null) {
                first = next;
            } else if (!known.type().equals(next.type())) {
                failure = new IllegalStateException("Accumulator '" + name + "' is a " + known.type() + " in operator '"
                        + known.operator() + "' but a " + next.type() + " in operator '" + next.operator()
                        + "': give one of them another name");
            } else {
                try {
                    ((Accumulator<Object, Serializable>) known.accumulator())
                            .merge((Accumulator<Object, Serializable>) next.accumulator());
                } catch (RuntimeException e) {
                    failure = new IllegalStateException(
                            "Accumulator '" + name + "' of operators '" + known.operator() + "' and '" + next.operator()
                                    + "' cannot be merged: " + e,
                            e);
                }
            }
        }

        /** Empty when the accumulator has no value. */
        Optional<OptionalFailure<Object>> result() {
            if (failure != null) {
                return Optional.of(OptionalFailure.ofFailure(failure));
            }
            try {
                return Optional.ofNullable(first)
                        .map(merged -> merged.accumulator().getLocalValue())
                        .map(OptionalFailure::of);
            } catch (RuntimeException e) {
                return Optional.of(OptionalFailure.ofFailure(e));
            }
        }
    }
}
