/** Avro records as the records of streams: their types, serializers and the evolution of their schemas. */
@NullMarked
package io.yarnflink.connectors.avro.typeutils;

import org.jspecify.annotations.NullMarked;
