package io.yarnflink.api.typeutils;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a serializer can take over what an older one wrote, and what that needs. */
public final class TypeSerializerSchemaCompatibility<T> {
    private enum Kind {
        AS_IS,
        AFTER_MIGRATION,
        WITH_RECONFIGURED_SERIALIZER,
        INCOMPATIBLE
    }

    private final Kind kind;
    private final @Nullable TypeSerializer<T> reconfigured;
    private final @Nullable String reason;

    private TypeSerializerSchemaCompatibility(
            Kind kind, @Nullable TypeSerializer<T> reconfigured, @Nullable String reason) {
        this.kind = kind;
        this.reconfigured = reconfigured;
        this.reason = reason;
    }

    /** The new serializer reads the old bytes. */
    public static <T> TypeSerializerSchemaCompatibility<T> compatibleAsIs() {
        return new TypeSerializerSchemaCompatibility<>(Kind.AS_IS, null, null);
    }

    /** The old bytes are to be read by the restored serializer and written anew. */
    public static <T> TypeSerializerSchemaCompatibility<T> compatibleAfterMigration() {
        return new TypeSerializerSchemaCompatibility<>(Kind.AFTER_MIGRATION, null, null);
    }

    /** {@code reconfiguredSerializer} reads the old bytes and is to be used instead of the new serializer. */
    public static <T> TypeSerializerSchemaCompatibility<T> compatibleWithReconfiguredSerializer(
            TypeSerializer<T> reconfiguredSerializer) {
        return new TypeSerializerSchemaCompatibility<>(Kind.WITH_RECONFIGURED_SERIALIZER, reconfiguredSerializer, null);
    }

    public static <T> TypeSerializerSchemaCompatibility<T> incompatible() {
        return new TypeSerializerSchemaCompatibility<>(Kind.INCOMPATIBLE, null, null);
    }

    /** Incompatible for a reason that names the class and the field. */
    public static <T> TypeSerializerSchemaCompatibility<T> incompatible(String reason) {
        return new TypeSerializerSchemaCompatibility<>(Kind.INCOMPATIBLE, null, reason);
    }

    public boolean isCompatibleAsIs() {
        return kind == Kind.AS_IS;
    }

    public boolean isCompatibleAfterMigration() {
        return kind == Kind.AFTER_MIGRATION;
    }

    public boolean isCompatibleWithReconfiguredSerializer() {
        return kind == Kind.WITH_RECONFIGURED_SERIALIZER;
    }

    public boolean isIncompatible() {
        return kind == Kind.INCOMPATIBLE;
    }

    public TypeSerializer<T> getReconfiguredSerializer() {
        if (reconfigured == null) {
            throw new IllegalStateException(
                    "There is a reconfigured serializer only when one is needed; this is " + this);
        }
        return reconfigured;
    }

    /** Why it is incompatible, if the serializer said so. */
    public Optional<String> getReason() {
        return Optional.ofNullable(reason);
    }

    @Override
    public String toString() {
        return switch (kind) {
            case AS_IS -> "compatible as is";
            case AFTER_MIGRATION -> "compatible after migration";
            case WITH_RECONFIGURED_SERIALIZER -> "compatible with a reconfigured serializer";
            case INCOMPATIBLE -> reason == null ? "incompatible" : "incompatible: " + reason;
        };
    }
}
