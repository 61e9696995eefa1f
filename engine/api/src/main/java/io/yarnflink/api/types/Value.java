package io.yarnflink.api.types;

import io.yarnflink.api.io.IOReadableWritable;
import java.io.Serializable;

/** A value that writes itself; its class is public and has a public constructor without parameters. */
public interface Value extends IOReadableWritable, Serializable {}
