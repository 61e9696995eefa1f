package io.yarnflink.api.operators;

import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.api.typeinfo.TypeInformation;
import java.io.Serializable;

/** How a record's key is found, and the key's type. */
public record Keying<T, K>(KeySelector<T, K> selector, TypeInformation<K> keyType) implements Serializable {}
