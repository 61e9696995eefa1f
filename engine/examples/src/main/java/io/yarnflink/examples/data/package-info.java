/** The records of the examples' data, and how examples read their input and show their results. */
@NullMarked
package io.yarnflink.examples.data;

import org.jspecify.annotations.NullMarked;
