/** Programs to read first, each on a page. */
@NullMarked
package io.yarnflink.examples;

import org.jspecify.annotations.NullMarked;
