package io.yarnflink.api.types;

import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.TypeExtractor;
import java.io.IOException;

/** The values inside lists and maps of values, whose classes only the subclasses name. */
final class ContainedValues {
    private ContainedValues() {}

    /** The class that {@code container}'s class gives to a type parameter of {@code declaring}. */
    @SuppressWarnings("unchecked")
    static <V extends Value> Class<V> classOf(Value container, Class<?> declaring, int parameter) {
        TypeInformation<V> type = TypeExtractor.createTypeInfo(container, declaring, container.getClass(), parameter);
        return type.getTypeClass();
    }

    static <V extends Value> V read(Class<V> valueClass, DataInputView in) throws IOException {
        V value = create(valueClass);
        value.read(in);
        return value;
    }

    static <V extends Value> V create(Class<V> valueClass) {
        try {
            return valueClass.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new InvalidTypesException(
                    valueClass.getName() + " cannot be made: values need a public class that is not abstract and a"
                            + " public constructor without parameters that does not fail",
                    e);
        }
    }
}
