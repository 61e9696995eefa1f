package io.yarnflink.api.functions;

import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.TypeExtractor;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Names a side output and the type of its records. Create it as an anonymous subclass, {@code new
 * OutputTag<Tuple2<String, Long>>("late") {}}, or give the type.
 */
public class OutputTag<T> implements Serializable {
    private final String id;
    private final TypeInformation<T> typeInfo;

    public OutputTag(String id) {
        this.id = checked(id);
        typeInfo = ofSubclass();
    }

    public OutputTag(String id, TypeInformation<T> typeInfo) {
        this.id = checked(id);
        this.typeInfo = Objects.requireNonNull(typeInfo, "typeInfo is null");
    }

    private static String checked(String id) {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("an OutputTag needs an id that is not empty");
        }
        return id;
    }

    private TypeInformation<T> ofSubclass() {
        try {
            return TypeExtractor.createTypeInfo(this, OutputTag.class, getClass(), 0);
        } catch (InvalidTypesException e) {
            throw new InvalidTypesException(
                    "The type of OutputTag '" + id + "' cannot be determined: write it as an"
                            + " anonymous subclass, new OutputTag<...>(\"" + id
                            + "\") {}, or give its type information",
                    e);
        }
    }

    public String getId() {
        return id;
    }

    public TypeInformation<T> getTypeInfo() {
        return typeInfo;
    }

    /** Whether records sent to {@code other} are those of {@code owner}; nobody's, when there is no owner. */
    public static boolean isResponsibleFor(@Nullable OutputTag<?> owner, OutputTag<?> other) {
        return other.equals(owner);
    }

    /** Tags of one id are the same side output. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OutputTag<?> that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "OutputTag(" + typeInfo + ", " + id + ")";
    }
}
