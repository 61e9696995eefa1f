/** Moves the sources of Flink programs to the API of yarn-flink. */
@NullMarked
package io.yarnflink.client.migrate;

import org.jspecify.annotations.NullMarked;
