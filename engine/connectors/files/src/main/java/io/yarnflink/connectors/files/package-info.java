/** Files as sources and sinks, on any file system that the engine knows. */
@NullMarked
package io.yarnflink.connectors.files;

import org.jspecify.annotations.NullMarked;
