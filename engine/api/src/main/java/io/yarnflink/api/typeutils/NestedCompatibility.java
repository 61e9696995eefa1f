package io.yarnflink.api.typeutils;

import java.util.StringJoiner;
import java.util.function.Function;

/** Puts the verdicts on the parts of a value together to one on the whole. */
public final class NestedCompatibility {
    private final StringJoiner refusals = new StringJoiner("; ");
    private final TypeSerializer<?>[] serializers;
    private boolean migration;
    private boolean reconfiguration;

    /** The parts' serializers, of which some may be replaced by reconfigured ones. */
    public NestedCompatibility(TypeSerializer<?>... serializers) {
        this.serializers = serializers.clone();
    }

    /** What to say when bytes are of one type and the program now has quite another. */
    public static <T> TypeSerializerSchemaCompatibility<T> otherType(
            TypeSerializerSnapshot<?> stored, TypeSerializerSnapshot<?> current) {
        return TypeSerializerSchemaCompatibility.incompatible(
                "values were stored as " + stored + ", but the program reads them as " + current);
    }

    /** Asks a part's current snapshot about its stored one. */
    @SuppressWarnings("unchecked") // Snapshots check the other's class.
    public static <T> TypeSerializerSchemaCompatibility<T> resolve(
            TypeSerializerSnapshot<T> current, TypeSerializerSnapshot<?> stored) {
        return current.resolveSchemaCompatibility((TypeSerializerSnapshot<T>) stored);
    }

    public void part(int index, String name, TypeSerializerSchemaCompatibility<?> verdict) {
        part(name, verdict);
        if (verdict.isCompatibleWithReconfiguredSerializer()) {
            serializers[index] = verdict.getReconfiguredSerializer();
            reconfiguration = true;
        }
    }

    /** A part that has no serializer among those of the whole. */
    public void part(String name, TypeSerializerSchemaCompatibility<?> verdict) {
        if (verdict.isIncompatible()) {
            refuse(name + ": " + verdict.getReason().orElse("its serializer says that it is incompatible"));
        }
        migration |= verdict.isCompatibleAfterMigration();
    }

    public void refuse(String reason) {
        refusals.add(reason);
    }

    public void migrate() {
        migration = true;
    }

    /** {@code reconfigured} makes the whole's serializer from its parts'. */
    public <T> TypeSerializerSchemaCompatibility<T> verdict(
            Function<TypeSerializer<?>[], ? extends TypeSerializer<T>> reconfigured) {
        if (refusals.length() > 0) {
            return TypeSerializerSchemaCompatibility.incompatible(refusals.toString());
        }
        if (migration) {
            return TypeSerializerSchemaCompatibility.compatibleAfterMigration();
        }
        return reconfiguration
                ? TypeSerializerSchemaCompatibility.compatibleWithReconfiguredSerializer(
                        reconfigured.apply(serializers.clone()))
                : TypeSerializerSchemaCompatibility.compatibleAsIs();
    }
}
