/** Tests of the package of the same name. */
@NullMarked
package io.yarnflink.client.output;

import org.jspecify.annotations.NullMarked;
