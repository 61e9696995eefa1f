package io.yarnflink.api.io;

import java.io.Serializable;

/** A part of an input that one subtask reads. */
public interface InputSplit extends Serializable {
    int getSplitNumber();
}
