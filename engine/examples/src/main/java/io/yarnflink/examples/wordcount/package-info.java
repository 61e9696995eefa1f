/** Counts the words of text files. */
@NullMarked
package io.yarnflink.examples.wordcount;

import org.jspecify.annotations.NullMarked;
