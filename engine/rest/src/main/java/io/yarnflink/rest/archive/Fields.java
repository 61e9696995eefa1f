package io.yarnflink.rest.archive;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Walks the fields of JSON objects. */
final class Fields {
    private Fields() {}

    /** Handles one field; the parser stands on its value. */
    interface Field {
        void read(String name, JsonParser value) throws IOException;
    }

    /** Steps into the object that a text must be. */
    static void start(JsonParser json, String text) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("not a JSON object: " + text);
        }
    }

    /** Reads the fields of the object the parser stands on. */
    static void each(JsonParser json, Field field) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new IOException("'" + json.currentName() + "' must be a JSON object, not " + json.currentToken());
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            field.read(name, json);
        }
    }
}
