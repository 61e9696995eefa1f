/** Tests of messages between processes. */
@NullMarked
package io.yarnflink.transport.rpc;

import org.jspecify.annotations.NullMarked;
