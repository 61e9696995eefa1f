/** Counts reviews by day, also those that come late. */
@NullMarked
package io.yarnflink.examples.latereviews;

import org.jspecify.annotations.NullMarked;
