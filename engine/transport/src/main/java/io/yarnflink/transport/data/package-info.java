/** Channels that carry batches between TaskManagers under receiver-granted credit. */
@NullMarked
package io.yarnflink.transport.data;

import org.jspecify.annotations.NullMarked;
