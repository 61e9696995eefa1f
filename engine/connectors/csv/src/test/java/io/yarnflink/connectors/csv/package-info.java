/** Tests of comma-separated values. */
@NullMarked
package io.yarnflink.connectors.csv;

import org.jspecify.annotations.NullMarked;
