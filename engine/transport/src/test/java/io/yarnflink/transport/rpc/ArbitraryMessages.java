package io.yarnflink.transport.rpc;

import io.yarnflink.transport.protocol.ControlProtocol;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Makes messages of every kind with random content. */
final class ArbitraryMessages {
    private final Random random;

    ArbitraryMessages(long seed) {
        this.random = new Random(seed);
    }

    /** One message of each kind in the protocol. */
    List<SpecificRecord> ofEachKind() {
        List<SpecificRecord> messages = new ArrayList<>();
        for (Schema type : ControlProtocol.PROTOCOL.getTypes()) {
            messages.add(record(type));
        }
        return messages;
    }

    private SpecificRecord record(Schema schema) {
        SpecificRecord made = instance(schema.getFullName());
        for (Schema.Field field : schema.getFields()) {
            made.put(field.pos(), value(field.schema()));
        }
        return made;
    }

    private static SpecificRecord instance(String className) {
        try {
            return Class.forName(className)
                    .asSubclass(SpecificRecord.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(className, e);
        }
    }

    private @Nullable Object value(Schema schema) {
        return switch (schema.getType()) {
            case NULL -> null;
            case BOOLEAN -> random.nextBoolean();
            case INT -> random.nextInt() >> random.nextInt(32);
            case LONG -> random.nextLong() >> random.nextInt(64);
            case DOUBLE -> random.nextGaussian();
            case STRING -> text();
            case BYTES -> {
                byte[] bytes = new byte[random.nextInt(200)];
                random.nextBytes(bytes);
                yield ByteBuffer.wrap(bytes);
            }
            case ARRAY -> list(schema.getElementType());
            case MAP -> map(schema.getValueType());
            case RECORD -> record(schema);
            case UNION ->
                value(schema.getTypes().get(random.nextInt(schema.getTypes().size())));
            case ENUM, FIXED, FLOAT -> throw new IllegalStateException("The protocol has no " + schema.getType());
        };
    }

    private List<@Nullable Object> list(Schema items) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            list.add(value(items));
        }
        return list;
    }

    private Map<String, @Nullable Object> map(Schema values) {
        Map<String, @Nullable Object> map = new HashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            map.put(text(), value(values));
        }
        return map;
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            text.appendCodePoint(random.nextInt(10) == 0 ? 0x1F600 + random.nextInt(60) : ' ' + random.nextInt(90));
        }
        return text.toString();
    }
}
