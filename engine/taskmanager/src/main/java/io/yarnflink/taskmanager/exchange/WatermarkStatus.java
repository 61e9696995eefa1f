package io.yarnflink.taskmanager.exchange;

/** Whether an input's time counts: an idle one is not waited for. */
public enum WatermarkStatus implements Element {
    ACTIVE,
    IDLE
}
