package io.yarnflink.connectors.files;

/** A part file that goes on after a checkpoint, and how many bytes of it the checkpoint holds. */
record OpenPartFile(PartNames names, long length) {}
