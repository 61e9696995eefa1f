package io.yarnflink.api.typeutils;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.typeinfo.TypeInformation;

/** A function that is told the type of its input when the program is built. */
public interface InputTypeConfigurable {
    void setInputType(TypeInformation<?> type, ExecutionConfig executionConfig);
}
