/** Tests of main threads and endpoints. */
@NullMarked
package io.yarnflink.transport.endpoint;

import org.jspecify.annotations.NullMarked;
