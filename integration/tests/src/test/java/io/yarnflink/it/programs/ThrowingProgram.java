package io.yarnflink.it.programs;

/** A program whose main throws before it builds anything. */
public final class ThrowingProgram {
    private ThrowingProgram() {}

    public static void main(String[] args) {
        throw new IllegalStateException("no license for Mondays");
    }
}
