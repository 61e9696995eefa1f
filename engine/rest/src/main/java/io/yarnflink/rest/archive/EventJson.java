package io.yarnflink.rest.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.yarnflink.transport.events.LifecycleEvent;
import io.yarnflink.transport.events.LifecycleStep;
import java.io.IOException;
import java.io.StringWriter;
import java.util.TreeMap;

/** A lifecycle event as one line of JSON, and back. */
public final class EventJson {
    private static final JsonFactory JSON = new JsonFactory();

    private EventJson() {}

    /** One line without a line end. */
    public static String line(LifecycleEvent event) {
        StringWriter line = new StringWriter(200);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("event", event.step().name());
            json.writeStringField("component", event.component());
            json.writeStringField("host", event.host());
            json.writeNumberField("time", event.wallMillis());
            json.writeObjectFieldStart("ids");
            for (var id : event.ids().entrySet()) {
                json.writeStringField(id.getKey(), id.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return line.toString();
    }

    /** Reads what {@link #line} wrote; fields it does not know are passed over. */
    public static LifecycleEvent parse(String line) throws IOException {
        String step = "";
        String component = "";
        String host = "";
        long wallMillis = 0;
        TreeMap<String, String> ids = new TreeMap<>();
        try (JsonParser json = JSON.createParser(line)) {
            Fields.start(json, line);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "event" -> step = json.getText();
                    case "component" -> component = json.getText();
                    case "host" -> host = json.getText();
                    case "time" -> wallMillis = json.getLongValue();
                    case "ids" -> Fields.each(json, (key, value) -> ids.put(key, value.getText()));
                    default -> json.skipChildren();
                }
            }
        }
        return new LifecycleEvent(step(step, line), component, host, wallMillis, ids);
    }

    private static LifecycleStep step(String name, String line) throws IOException {
        try {
            return LifecycleStep.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IOException("not a lifecycle event: '" + name + "' in " + line, e);
        }
    }
}
