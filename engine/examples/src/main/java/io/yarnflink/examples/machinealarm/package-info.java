/** Watches a machine's temperature. */
@NullMarked
package io.yarnflink.examples.machinealarm;

import org.jspecify.annotations.NullMarked;
