/** Timestamps and watermarks as programs of release 1 assign them. */
@NullMarked
package io.yarnflink.api.functions.timestamps;

import org.jspecify.annotations.NullMarked;
