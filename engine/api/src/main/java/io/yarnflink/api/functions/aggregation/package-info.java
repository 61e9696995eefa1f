/** Running sums, minima and maxima of one field of a record. */
@NullMarked
package io.yarnflink.api.functions.aggregation;

import org.jspecify.annotations.NullMarked;
