package io.yarnflink.rest.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.yarnflink.api.common.JobStatus;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** An outcome as one flat JSON object, and back. */
public final class OutcomeJson {
    private static final JsonFactory JSON = new JsonFactory();

    private OutcomeJson() {}

    /** One line without a line end; {@code code} names the cause's kind, {@code exitCode} is its number. */
    public static String write(Outcome outcome) {
        StringWriter text = new StringWriter(400);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("applicationId", outcome.applicationId());
            json.writeStringField("jobId", outcome.jobId());
            json.writeStringField("name", outcome.name());
            json.writeStringField("state", outcome.ending().state().name());
            json.writeNumberField("exitCode", outcome.ending().code().number());
            json.writeStringField("code", outcome.ending().code().name());
            json.writeStringField("cause", outcome.ending().cause());
            json.writeStringField("detail", outcome.ending().detail());
            json.writeNumberField("startedAt", outcome.startedAt());
            json.writeNumberField("endedAt", outcome.endedAt());
            json.writeObjectFieldStart("counters");
            for (var counter : outcome.counters().entrySet()) {
                json.writeNumberField(counter.getKey(), counter.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Reads what {@link #write} wrote; fields it does not know are passed over. */
    public static Outcome parse(String text) throws IOException {
        Map<String, String> texts = new HashMap<>();
        TreeMap<String, Long> counters = new TreeMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            Fields.start(json, text);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                if (field.equals("counters")) {
                    Fields.each(json, (name, value) -> counters.put(name, value.getLongValue()));
                } else if (json.currentToken().isScalarValue()) {
                    texts.put(field, json.getText());
                } else {
                    json.skipChildren();
                }
            }
        }
        return outcome(texts, counters, text);
    }

    private static Outcome outcome(Map<String, String> texts, Map<String, Long> counters, String text)
            throws IOException {
        try {
            return new Outcome(
                    texts.getOrDefault("applicationId", ""),
                    texts.getOrDefault("jobId", ""),
                    texts.getOrDefault("name", ""),
                    new Outcome.Ending(
                            JobStatus.valueOf(texts.getOrDefault("state", "")),
                            ExitCode.valueOf(texts.getOrDefault("code", "")),
                            texts.getOrDefault("cause", ""),
                            texts.getOrDefault("detail", "")),
                    Long.parseLong(texts.getOrDefault("startedAt", "0")),
                    Long.parseLong(texts.getOrDefault("endedAt", "0")),
                    counters);
        } catch (IllegalArgumentException e) {
            throw new IOException("not an outcome (" + e.getMessage() + "): " + text, e);
        }
    }
}
