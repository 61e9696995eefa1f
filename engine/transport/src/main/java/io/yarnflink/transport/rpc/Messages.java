package io.yarnflink.transport.rpc;

import io.yarnflink.transport.protocol.ControlProtocol;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The compiled-in table of all messages: a message travels as its number in the protocol and Avro's binary form. No schema
 * is ever read from the network. A message's class is loaded when it is first sent or received, not before. Any thread.
 */
final class Messages {
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final AtomicReferenceArray<@Nullable Codec> codecs;
    private final SpecificData model = new CompiledInModel();

    /** Finds the generated classes without Avro's JVM-wide list of trusted ones, which is for schemas from outside. */
    private final class CompiledInModel extends SpecificData {
        CompiledInModel() {
            super(Messages.class.getClassLoader());
            // The generated readers and writers need fewer classes than Avro's own at the start.
            setFastReaderEnabled(false);
            setCustomCoders(true);
        }

        @Override
        @SuppressWarnings("rawtypes") // Avro declares it so.
        public Class getClass(Schema schema) {
            boolean ours = schema.getType() == Schema.Type.RECORD && ids.containsKey(schema.getFullName());
            return ours ? messageClass(schema.getFullName()) : super.getClass(schema);
        }
    }

    /** Writes and reads one kind of message. */
    private record Codec(SpecificDatumWriter<SpecificRecord> writer, SpecificDatumReader<SpecificRecord> reader) {}

    Messages() {
        for (Schema type : ControlProtocol.PROTOCOL.getTypes()) {
            if (type.getType() == Schema.Type.RECORD) {
                ids.put(type.getFullName(), names.size());
                names.add(type.getFullName());
            }
        }
        codecs = new AtomicReferenceArray<>(names.size());
    }

    int id(SpecificRecord message) {
        Integer id = ids.get(message.getSchema().getFullName());
        if (id == null) {
            throw new IllegalArgumentException(message.getClass().getName()
                    + " is not a message of the control protocol; declare it in control.avdl");
        }
        return id;
    }

    void write(SpecificRecord message, OutputStream out) throws IOException {
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        codec(id(message)).writer.write(message, encoder);
        encoder.flush();
    }

    /** The message of kind {@code id} that is exactly {@code bytes}. */
    SpecificRecord read(int id, byte[] bytes) throws IOException {
        if (id < 0 || id >= names.size()) {
            throw new IOException("unknown message type " + id);
        }
        BoundedDecoder decoder = new BoundedDecoder(bytes);
        SpecificRecord message;
        try {
            message = codec(id).reader.read(null, decoder);
        } catch (RuntimeException e) {
            throw new IOException(simpleName(id) + " is malformed: " + e, e);
        }
        if (decoder.remaining() > 0) {
            throw new IOException(simpleName(id) + " is followed by " + decoder.remaining() + " bytes too many");
        }
        return message;
    }

    private String simpleName(int id) {
        String name = names.get(id);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private Codec codec(int id) {
        Codec known = codecs.get(id);
        if (known != null) {
            return known;
        }
        Schema schema = schema(names.get(id));
        Codec codec =
                new Codec(new SpecificDatumWriter<>(schema, model), new SpecificDatumReader<>(schema, schema, model));
        // Two threads may both make one: they are alike.
        codecs.set(id, codec);
        return codec;
    }

    private Schema schema(String className) {
        return model.getSchema(messageClass(className));
    }

    private static Class<?> messageClass(String className) {
        try {
            return Class.forName(className, true, Messages.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The control protocol's " + className + " is not on the class path", e);
        }
    }
}
