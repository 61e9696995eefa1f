package io.yarnflink.api.operators;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.typeinfo.TypeInformation;

/** An operator or a factory that wants to know what it emits, while the program is built. */
public interface OutputTypeConfigurable<OUT> {
    void setOutputType(TypeInformation<OUT> outTypeInfo, ExecutionConfig executionConfig);
}
