/** Tests of the ports. */
@NullMarked
package io.yarnflink.api.spi;

import org.jspecify.annotations.NullMarked;
