/** Tests of ports and handshakes, and what tests of connections share. */
@NullMarked
package io.yarnflink.transport.net;

import org.jspecify.annotations.NullMarked;
