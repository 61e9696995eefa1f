package io.yarnflink.api.functions;

/** A function with a life cycle and access to its runtime. */
public interface RichFunction extends Function {
    /** Called once per subtask before the first record. */
    void open(OpenContext openContext) throws Exception;

    /** Called once per subtask after the last record, also after a failure. */
    void close() throws Exception;

    RuntimeContext getRuntimeContext();

    void setRuntimeContext(RuntimeContext context);
}
