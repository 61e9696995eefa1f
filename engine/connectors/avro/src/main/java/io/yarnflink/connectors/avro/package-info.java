/** Avro in messages and files. */
@NullMarked
package io.yarnflink.connectors.avro;

import org.jspecify.annotations.NullMarked;
