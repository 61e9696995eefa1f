package io.yarnflink.api.typeinfo;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.types.Nothing;
import io.yarnflink.api.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** The type of streams that never hold a record. */
public class NothingTypeInfo extends TypeInformation<Nothing> {
    @Override
    public int getArity() {
        return 0;
    }

    @Override
    public int getTotalFields() {
        return 0;
    }

    @Override
    public Class<Nothing> getTypeClass() {
        return Nothing.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<Nothing> createSerializer(ExecutionConfig config) {
        throw new IllegalStateException(
                "There are no values of type Nothing, so that nothing can write them; give the type of the records");
    }

    @Override
    public boolean canEqual(@Nullable Object other) {
        return other instanceof NothingTypeInfo;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NothingTypeInfo that && that.canEqual(this);
    }

    @Override
    public int hashCode() {
        return NothingTypeInfo.class.getName().hashCode();
    }

    @Override
    public String toString() {
        return "Nothing";
    }
}
