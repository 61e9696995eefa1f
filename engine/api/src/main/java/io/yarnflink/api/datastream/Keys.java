package io.yarnflink.api.datastream;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.api.transformation.Transformation;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.KeyTypes;

/** Decides what may be a key. */
final class Keys {
    private Keys() {}

    static <T, K> TypeInformation<K> typeOf(KeySelector<T, K> selector, DataStream<T> stream) {
        requireNonNull(selector, "key selector is null");
        return OutputTypes.known(
                OutputTypes.<K>of(selector, KeySelector.class, 1, stream.getType()),
                "The type of the key by which '" + stream.getTransformation().name() + "' is keyed",
                "Give it as the second argument: keyBy(selector, Types.STRING)");
    }

    static void checkSame(TypeInformation<?> keyType, TypeInformation<?> otherKeyType) {
        if (!keyType.equals(otherKeyType)) {
            throw new IllegalArgumentException("The keys for the two inputs are not equal: the first is " + keyType
                    + ", the second " + otherKeyType + ". Make one selector return the type of the other");
        }
    }

    static <K> TypeInformation<K> checked(TypeInformation<K> keyType, Transformation<?> input) {
        KeyTypes.refusal(keyType).ifPresent(reason -> {
            throw new InvalidTypesException("Cannot key '" + input.name() + "' by " + keyType + ": " + reason);
        });
        return keyType;
    }
}
