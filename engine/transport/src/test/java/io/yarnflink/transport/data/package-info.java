/** Tests of data channels between processes. */
@NullMarked
package io.yarnflink.transport.data;

import org.jspecify.annotations.NullMarked;
