package io.yarnflink.taskmanager.testing;

import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeinfo.Types;

/** A mutable value. */
public class Cell {
    public static final TypeInformation<Cell> TYPE = Types.POJO(Cell.class);

    public String text;

    public Cell() {
        this("");
    }

    public Cell(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return "Cell(" + text + ")";
    }
}
