package io.yarnflink.connectors.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Serializable;
import java.util.function.Supplier;

/** Makes the mapper of a schema, where it is used: mappers do not travel. */
@FunctionalInterface
public interface JsonMapping extends Supplier<ObjectMapper>, Serializable {}
