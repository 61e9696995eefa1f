/** Event loops, ports, connections and their handshake: what RPC and data channels have in common on the wire. */
@NullMarked
package io.yarnflink.transport.net;

import org.jspecify.annotations.NullMarked;
