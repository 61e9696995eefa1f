package io.yarnflink.api.state;

import io.yarnflink.api.typeinfo.TypeInformation;
import java.io.Serializable;
import java.util.Objects;

/** Names a state and the type of its values; a name is unique within an operator. */
public abstract class StateDescriptor<S extends State, T> implements Serializable {
    private final String name;
    private final TypeInformation<T> typeInfo;

    protected StateDescriptor(String name, TypeInformation<T> typeInfo) {
        this.name = Objects.requireNonNull(name, "name is null");
        this.typeInfo = Objects.requireNonNull(typeInfo, "typeInfo is null");
    }

    public String getName() {
        return name;
    }

    public TypeInformation<T> getTypeInformation() {
        return typeInfo;
    }
}
