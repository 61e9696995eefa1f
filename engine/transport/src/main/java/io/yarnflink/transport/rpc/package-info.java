/** Messages between endpoints: asked with an answer, or told without; the port and its network adapter. */
@NullMarked
package io.yarnflink.transport.rpc;

import org.jspecify.annotations.NullMarked;
