/** Faults that tests inject into the product's own processes. */
@NullMarked
package io.yarnflink.api.faults;

import org.jspecify.annotations.NullMarked;
