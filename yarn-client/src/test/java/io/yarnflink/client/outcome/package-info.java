/** Tests of the package of the same name. */
@NullMarked
package io.yarnflink.client.outcome;

import org.jspecify.annotations.NullMarked;
