package io.yarnflink.api.metrics;

/** Replaces characters that a reader of metrics does not take. */
@FunctionalInterface
public interface CharacterFilter {
    CharacterFilter NO_OP_FILTER = input -> input;

    String filterCharacters(String input);
}
