package io.yarnflink.connectors.avro.typeutils;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.avro.Schema;

/** Turns a pointer into a schema, such as {@code /fields/3/type}, into the names of record and field. */
final class SchemaLocation {
    private SchemaLocation() {}

    static String name(Schema schema, String pointer) {
        Deque<String> steps = new ArrayDeque<>(List.of(pointer.split("/")));
        Schema at = schema;
        String name = "schema " + schema.getFullName();
        while (!steps.isEmpty()) {
            switch (steps.poll()) {
                case "fields" -> {
                    if (at.getType() != Schema.Type.RECORD || steps.isEmpty()) {
                        return name;
                    }
                    Schema.Field field = at.getFields().get(Integer.parseInt(steps.poll()));
                    name = "field " + field.name() + " of " + at.getFullName();
                    at = field.schema();
                }
                case "items" -> at = at.getElementType();
                case "values" -> at = at.getValueType();
                default -> {
                    // A union's branch has its number; everything else stays at the same schema.
                    if (at.getType() == Schema.Type.UNION) {
                        at = at.getTypes().stream()
                                .filter(branch -> branch.getType() == Schema.Type.RECORD)
                                .findFirst()
                                .orElse(at);
                    }
                }
            }
        }
        return name;
    }
}
