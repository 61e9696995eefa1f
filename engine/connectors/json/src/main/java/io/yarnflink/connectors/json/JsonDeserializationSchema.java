package io.yarnflink.connectors.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.yarnflink.api.serialization.AbstractDeserializationSchema;
import io.yarnflink.api.typeinfo.TypeInformation;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads each message as one JSON document. */
public class JsonDeserializationSchema<T> extends AbstractDeserializationSchema<T> {
    private final JsonMapping mapping;
    private transient @Nullable ObjectMapper mapper;

    public JsonDeserializationSchema(Class<T> clazz) {
        this(clazz, ObjectMapper::new);
    }

    public JsonDeserializationSchema(TypeInformation<T> typeInformation) {
        this(typeInformation, ObjectMapper::new);
    }

    /** {@code mapping} makes the mapper, once in each subtask. */
    public JsonDeserializationSchema(Class<T> clazz, JsonMapping mapping) {
        super(clazz);
        this.mapping = Objects.requireNonNull(mapping, "mapping is null");
    }

    public JsonDeserializationSchema(TypeInformation<T> typeInformation, JsonMapping mapping) {
        super(typeInformation);
        this.mapping = Objects.requireNonNull(mapping, "mapping is null");
    }

    @Override
    public void open(InitializationContext context) {
        mapper = mapping.get();
    }

    @Override
    public @Nullable T deserialize(byte[] message) throws IOException {
        ObjectMapper known = mapper;
        if (known == null) {
            known = mapping.get();
            mapper = known;
        }
        try {
            return known.readValue(message, getProducedType().getTypeClass());
        } catch (JsonProcessingException e) {
            JsonLocation location = e.getLocation();
            throw new IOException(
                    "no JSON of " + getProducedType()
                            + (location == null ? "" : " at column " + location.getColumnNr()) + ": "
                            + e.getOriginalMessage(),
                    e);
        }
    }
}
