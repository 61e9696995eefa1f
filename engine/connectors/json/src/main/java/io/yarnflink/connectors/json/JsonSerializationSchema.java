package io.yarnflink.connectors.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.yarnflink.api.serialization.SerializationSchema;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes each record as one JSON document. */
public class JsonSerializationSchema<T> implements SerializationSchema<T> {
    private final JsonMapping mapping;
    private transient @Nullable ObjectMapper mapper;

    public JsonSerializationSchema() {
        this(ObjectMapper::new);
    }

    /** {@code mapping} makes the mapper, once in each subtask. */
    public JsonSerializationSchema(JsonMapping mapping) {
        this.mapping = Objects.requireNonNull(mapping, "mapping is null");
    }

    @Override
    public void open(InitializationContext context) {
        mapper = mapping.get();
    }

    @Override
    public byte[] serialize(T element) {
        ObjectMapper known = mapper;
        if (known == null) {
            known = mapping.get();
            mapper = known;
        }
        try {
            return known.writeValueAsBytes(element);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(
                    "a record of " + element.getClass().getName() + " cannot be written as JSON: "
                            + e.getOriginalMessage(),
                    e);
        }
    }
}
