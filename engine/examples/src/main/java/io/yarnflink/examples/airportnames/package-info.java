/** Names the airports of flights. */
@NullMarked
package io.yarnflink.examples.airportnames;

import org.jspecify.annotations.NullMarked;
