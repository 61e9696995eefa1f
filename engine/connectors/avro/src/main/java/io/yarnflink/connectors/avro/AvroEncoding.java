package io.yarnflink.connectors.avro;

/** How Avro records become bytes: binary, or as the text of JSON. */
public enum AvroEncoding {
    BINARY,
    JSON
}
