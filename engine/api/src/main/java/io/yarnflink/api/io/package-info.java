/** Small contracts for reading and writing bytes. */
@NullMarked
package io.yarnflink.api.io;

import org.jspecify.annotations.NullMarked;
