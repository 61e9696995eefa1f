/** Finds the visits in a web server's log. */
@NullMarked
package io.yarnflink.examples.visits;

import org.jspecify.annotations.NullMarked;
