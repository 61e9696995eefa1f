package io.yarnflink.examples.wordcount;

/** A word and how often it occurs. */
public record WordWithCount(String word, long count) {}
